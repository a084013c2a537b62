/** Where a directive may stand. `object` is a nested map of fields. */
export type DirectivePlace = 'document' | 'entity' | 'field' | 'object';

/** One word of the language that begins with `$`. The parser, the JSON Schema and the documentation read this list. */
export interface Directive {
  readonly name: string;
  readonly places: readonly DirectivePlace[];
  readonly summary: string;
  /** JSON Schema (draft-07) of its value; absent where this version does not have the directive yet. */
  readonly shape?: Readonly<Record<string, unknown>>;
  /** What to write until this version has the directive; only where there is no shape. */
  readonly instead?: string;
}

const text = { type: 'string' };
const flag = { type: 'boolean' };
const expression = { type: 'string', pattern: '^\\s*=' };
const number = { anyOf: [{ type: 'number' }, expression] };
const scalar = { type: ['string', 'number', 'boolean', 'null'] };
const bound = { type: ['string', 'number'] };
const ref = (name: string): Record<string, string> => ({ $ref: `#/definitions/${name}` });
const texts = { anyOf: [text, { type: 'array', items: text, minItems: 1 }] };
const field = ['field'] as const;
const document = ['document'] as const;
const entity = ['entity'] as const;

const MEAN = 'a field total with $sum, a field lines with $count_of, and "= total / lines"';

/** Every directive, in the order of the documentation. */
export const DIRECTIVES: readonly Directive[] = [
  { name: '$version', places: document, summary: 'A version of the model, for its readers.', shape: scalar },
  {
    name: '$seed',
    places: ['document', 'field'],
    summary: 'Where all randomness comes from; of a field: freezes its values.',
    shape: scalar,
  },
  { name: '$locale', places: document, summary: 'Language and country of names and texts.', shape: { const: 'en' } },
  { name: '$now', places: document, summary: 'What "now" means: a date or a date with time, UTC.', shape: text },
  {
    name: '$variables',
    places: document,
    summary: 'Numbers and texts that expressions name as vars.x.',
    shape: { type: 'object', additionalProperties: scalar },
  },
  {
    name: '$providers',
    places: document,
    summary: 'Own lists of values, used as @Name.',
    shape: { type: 'object', additionalProperties: ref('provider') },
  },

  { name: '$count', places: entity, summary: 'Number of rows; 100 where it is not said.', shape: number },
  {
    name: '$rows',
    places: entity,
    summary: 'A static table: a list of maps, or the rows of a provider with columns: "@Cities".',
    shape: {
      anyOf: [
        { type: 'array', minItems: 1, items: { type: 'object', additionalProperties: scalar } },
        { type: 'string', pattern: '^@' },
      ],
    },
  },
  {
    name: '$key',
    places: ['entity', 'field'],
    summary: 'The key: of an entity the names of its fields, of a field true.',
    shape: { anyOf: [flag, ...texts.anyOf] },
  },
  { name: '$description', places: entity, summary: 'What the entity is, for its readers.', shape: text },
  {
    name: '$unique',
    places: entity,
    summary: 'Lists of fields that are unique together.',
    instead:
      'mark one field unique; or number the children of a parent with $ordinal and write $key: [parent, ordinal]',
  },
  {
    name: '$check',
    places: entity,
    summary: 'A condition that every row meets.',
    instead: 'make the values fit: ranges, $after and $before, or an expression such as "= if(a < b, a, b)"',
  },

  {
    name: '$type',
    places: field,
    summary: 'A type, or a whole short form.',
    shape: { anyOf: [ref('shortForm'), { type: 'array', minItems: 1, maxItems: 1 }] },
  },
  { name: '$generator', places: field, summary: 'A generator or provider by name.', shape: ref('generator') },
  { name: '$options', places: field, summary: 'Options of the generator.', shape: { type: 'object' } },
  { name: '$min', places: field, summary: 'Lower bound; of a text its length.', shape: bound },
  { name: '$max', places: field, summary: 'Upper bound, included; of a text its length.', shape: bound },
  { name: '$step', places: field, summary: 'Distance of neighbouring values; a duration for times.', shape: bound },
  {
    name: '$decimals',
    places: field,
    summary: 'Digits after the point.',
    shape: { type: 'integer', minimum: 0, maximum: 12 },
  },
  { name: '$values', places: field, summary: 'Values to pick from: a list, or value: weight.', shape: ref('values') },
  { name: '$template', places: field, summary: 'A text with {field} and {@generator} in it.', shape: text },
  { name: '$expression', places: field, summary: 'An expression over the row.', shape: text },
  {
    name: '$pattern',
    places: field,
    summary: 'A regular expression that the texts match.',
    instead:
      "build the text: \"= 'AB-' + pad_left(text(random_int(0, 9999)), 4, '0')\", or $template with {@generator} in it",
  },
  {
    name: '$distribution',
    places: field,
    summary: 'How values are spread over the range.',
    shape: ref('distribution'),
  },
  {
    name: '$null',
    places: ['field', 'object'],
    summary: 'Share of nulls: 20%, 0.2 or an expression over variables.',
    shape: {
      anyOf: [
        { type: 'number', minimum: 0, maximum: 1 },
        { type: 'string', pattern: '%\\s*$|^\\s*=' },
      ],
    },
  },
  { name: '$unique', places: field, summary: 'No value twice.', shape: flag },
  { name: '$hidden', places: field, summary: 'Computed for others, but in no output.', shape: flag },
  { name: '$from', places: field, summary: 'Fields of the same object that the value is made from.', shape: texts },
  { name: '$items', places: field, summary: 'The items of a list: a short form or a full field.', shape: ref('field') },
  {
    name: '$length',
    places: field,
    summary: 'Number of items of a list; 1 to 3 where it is not said.',
    shape: ref('length'),
  },
  {
    name: '$depth',
    places: field,
    summary: 'How deep embedded objects go; 1 where it is not said.',
    shape: { type: 'integer', minimum: 0, maximum: 8 },
  },
  { name: '$ref', places: field, summary: 'A reference: Entity.field, or Entity for the object itself.', shape: text },
  {
    name: '$per',
    places: field,
    summary: 'Children per parent; the number of rows follows from it.',
    shape: ref('length'),
  },
  { name: '$share', places: field, summary: 'How references are spread over the parents.', shape: ref('distribution') },
  { name: '$lookup', places: field, summary: 'The value of a parent: reference.field.', shape: text },
  {
    name: '$ordinal',
    places: field,
    summary: 'Position within the parent, from 1; names the reference with $per.',
    shape: text,
  },
  { name: '$sum', places: field, summary: 'Sum of a field of the children: Child.field.', shape: text },
  { name: '$count_of', places: field, summary: 'Number of children: Child.', shape: text },
  { name: '$via', places: field, summary: 'The reference of the children, where they have several.', shape: text },
  { name: '$when', places: ['field', 'object'], summary: 'A condition; null where it is not met.', shape: text },
  { name: '$after', places: field, summary: 'Later than the date or timestamp at this path.', shape: text },
  { name: '$before', places: field, summary: 'Earlier than the date or timestamp at this path.', shape: text },
  {
    name: '$within',
    places: field,
    summary: 'At most so far from $after or $before.',
    shape: { type: 'string', pattern: '^\\s*\\d+(\\.\\d+)?\\s*(ms|[smhdw])\\s*$' },
  },
  { name: '$group', places: ['field', 'object'], summary: 'Keeps families of one object apart.', shape: bound },
  {
    name: '$locale',
    places: field,
    summary: 'Language and country of this field.',
    instead: 'remove it; places and phones take $options: { country: DE }',
  },
  {
    name: '$where',
    places: field,
    summary: 'Which parents a reference may point at.',
    instead: 'make the parents that qualify an entity of their own, and refer to that',
  },
  {
    name: '$cap',
    places: field,
    summary: 'The most references to one parent.',
    instead: '$per: 0-3 in place of $cap: 3; the number of rows then follows from the parents',
  },
  {
    name: '$tree',
    places: field,
    summary: 'A reference that makes a tree.',
    instead: 'one entity for each level, each with a $per reference to the level above',
  },
  {
    name: '$level',
    places: field,
    summary: 'How deep in a tree a row is.',
    instead: 'one entity for each level, each with a $per reference to the level above',
  },
  {
    name: '$min_of',
    places: field,
    summary: 'Least value of the children.',
    instead:
      'draw the least value in the parent, and make those of the children from it: "= parent_id.least + random_int(0, 9)"',
  },
  {
    name: '$max_of',
    places: field,
    summary: 'Greatest value of the children.',
    instead:
      'draw the greatest value in the parent, and make those of the children from it: "= parent_id.most - random_int(0, 9)"',
  },
  { name: '$avg_of', places: field, summary: 'Mean value of the children.', instead: MEAN },
  {
    name: '$previous',
    places: field,
    summary: 'Value of the row before.',
    instead:
      'an expression over $ordinal, such as "= started_at + days(line_no)"; differences by lag() in the database',
  },
  {
    name: '$running',
    places: field,
    summary: 'Running total.',
    instead: '$sum on the parent gives the total; running totals by sum(…) over (…) in the database',
  },
  {
    name: '$rank',
    places: field,
    summary: 'Rank among the children of a parent.',
    instead: '$ordinal numbers the children of a parent; ranks by rank() over (…) in the database',
  },
  {
    name: '$series',
    places: field,
    summary: 'Values in even steps.',
    instead: 'a field n: { $ordinal: parent }, and "= timestamp(\'2025-01-01\') + minutes(15 * n)"',
  },
  {
    name: '$slot',
    places: field,
    summary: 'Spans of time that do not overlap.',
    instead:
      'a field n: { $ordinal: parent }, and "= timestamp(\'2025-01-01\') + days(7 * n)" as the start of each span',
  },
  {
    name: '$states',
    places: field,
    summary: 'States and the ways between them.',
    instead: 'status: enum(open 70%, paid 30%), and times with $after and $when: "status = \'paid\'"',
  },
  {
    name: '$target',
    places: field,
    summary: 'Which entity a reference to one of several points at.',
    instead: 'one reference for each entity, each with $when',
  },
  {
    name: '$near',
    places: field,
    summary: 'A point near another one.',
    instead: 'latitude and longitude of one object, which belong to its city',
  },
  {
    name: '$each',
    places: entity,
    summary: 'One row for each combination.',
    instead: 'a reference with $per and a static table: each parent has as many children as you say',
  },
];

/** What people write who know other tools, and what it is here. */
export const GUESSED_DIRECTIVES: ReadonlyMap<string, string> = new Map([
  ['$average', MEAN],
  ['$avg', MEAN],
  ['$case', 'write "= if(condition, a, b)"'],
  ['$children', 'give the reference in the child entity a $per'],
  ['$composite', 'write $key: [parent, ordinal]'],
  ['$constant', `write "= 'text'" or "= 5"`],
  ['$default', `a field always has a value; for a constant write "= 'text'"`],
  ['$enum', 'write enum(a, b), or $values: [a, b]'],
  ['$expr', 'write $expression, or "= …" as the whole field'],
  ['$faker', 'write $generator'],
  ['$fk', 'write $ref: Entity.field'],
  ['$foreign_key', 'write $ref: Entity.field'],
  ['$format', 'write the form as a hint: string @date (YYYY/MM/DD)'],
  ['$id', 'write integer @id'],
  ['$if', 'write $when: a condition, or "= if(condition, a, b)"'],
  ['$join', 'write $lookup: reference.field'],
  ['$nullable', 'write $null: 20%'],
  ['$optional', 'write $null: 20%'],
  ['$parent', 'write $ref: Entity.field, with $per for its children'],
  ['$pk', 'write integer @id'],
  ['$primary', 'write integer @id'],
  ['$primary_key', 'write integer @id, or $key: field of the entity'],
  ['$range', 'write integer 1-10, or $min and $max'],
  ['$records', 'write $count'],
  ['$reference', 'write $ref: Entity.field'],
  ['$regex', 'patterns are not in this version yet: build the text with $template or an expression'],
  ['$required', 'remove it: a field has nulls only where it says null or $null'],
  ['$size', 'write $count for rows, $length for the items of a list'],
  ['$value', `write "= 'text'" or "= 5"`],
  ['$weights', 'write $values: { a: 3, b: 1 }'],
]);
