/** The model of a project that is made without one. */
export const STARTER_MODEL = `# A model: each entity becomes a table. Change it and save.

User:
  $count: 100
  id: integer @id                      # 1, 2, 3 and so on
  first_name: string @first_name
  last_name: string @last_name
  email: string @email unique          # of the same person as the two names above
  signed_up: timestamp 2024-01-01..2025-12-31

Order:
  id: string @uuid @id
  user_id: { $ref: User.id, $per: 0-5 }   # each user has none to five orders
  status: enum(pending, shipped, delivered)
  total: decimal(10,2) 5.00-999.99
  placed_at: { $type: timestamp, $after: user_id.signed_up, $within: 90d }
`;
