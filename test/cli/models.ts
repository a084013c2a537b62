/** Two entities, one of which refers to the other. */
export const SHOP = `
$variables: { users: 20 }
User:
  $count: "= vars.users"
  id: integer @id
  name: enum(Ada, Grace, "O, Neil")
  nickname: string @word null 30%
Order:
  $count: 30
  id: uuid @id
  user_id: $User.id
  total: decimal(10,2) 5.00-99.99
`;

/** Cheap rows, for long jobs. */
export const NUMBERS = `
Number:
  id: integer @id
  value: number 1-1000
`;

/** Two errors and a warning. */
export const WRONG = `
User:
  id: integer @id
  mail: string @emial
  age: number 65-18
user:
  id: integer @id
`;

/** A warning, and nothing else. */
export const DOUBTFUL = `
User:
  $count: 3
  id: integer @id
user:
  $count: 2
  id: integer @id
`;

/** Entities that are called as scripts are, one of which refers to the other. */
export const SCRIPTS = `
load:
  $count: 3
  schema: $schema.id
schema:
  $count: 2
  id: integer @id
`;
