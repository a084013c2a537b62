import { TIME_ZONES } from './time-zones.ts';

/** Where a directive may stand. `object` is a nested map of fields. */
export type DirectiveOwner = 'document' | 'entity' | 'field' | 'object';

/** One word of the language that begins with `$`. The parser, the JSON Schema and the documentation read this list. */
export interface Directive {
  readonly name: string;
  readonly owners: readonly DirectiveOwner[];
  readonly summary: string;
  /** JSON Schema (draft-07) of its value; absent where this version does not have the directive yet. */
  readonly shape?: Readonly<Record<string, unknown>>;
  /** What to write until this version has the directive; only where there is no shape. */
  readonly instead?: string;
}

const text = { type: 'string' };
/** Of a table, relative to the model. */
const tableFile = { type: 'string', pattern: '\\.[cCtT][sS][vV]$' };
const flag = { type: 'boolean' };
const expression = { type: 'string', pattern: '^\\s*=' };
const number = { anyOf: [{ type: 'number' }, expression] };
const scalar = { type: ['string', 'number', 'boolean', 'null'] };
const constant = { type: ['number', 'boolean', 'null'] };
const bound = { type: ['string', 'number'] };
const ref = (name: string): Record<string, string> => ({ $ref: `#/definitions/${name}` });
const texts = { anyOf: [text, { type: 'array', items: text, minItems: 1 }] };
const weeklyShape = (...examples: readonly string[]): Readonly<Record<string, unknown>> => ({
  anyOf: [...texts.anyOf, { type: 'object', minProperties: 1, additionalProperties: number }],
  examples,
});
const field = ['field'] as const;
const document = ['document'] as const;
const entity = ['entity'] as const;

const MEAN = 'write $avg_of: Child.amount';

/** Every directive, in the order of the documentation. */
export const DIRECTIVES: readonly Directive[] = [
  { name: '$version', owners: document, summary: 'The version of the model, for its readers.', shape: scalar },
  {
    name: '$seed',
    owners: ['document', 'field'],
    summary: 'The seed of all random values; on a field, it freezes the values of the field.',
    shape: scalar,
  },
  {
    name: '$locale',
    owners: ['document', 'entity', 'object', 'field'],
    summary: 'The language of names, streets, companies and words within: a locale, locale: weight, or world.',
    shape: { anyOf: [text, { type: 'object', minProperties: 1, additionalProperties: number }] },
  },
  {
    name: '$country',
    owners: ['document', 'entity', 'object'],
    summary: 'The country of all places, phones and accounts within: a code or name, a list, or country: weight.',
    shape: {
      anyOf: [
        text,
        { type: 'array', minItems: 1, items: text },
        { type: 'object', minProperties: 1, additionalProperties: number },
      ],
    },
  },
  {
    name: '$now',
    owners: document,
    summary: 'The current time of the model: a date or a date with time, in UTC.',
    shape: text,
  },
  {
    name: '$variables',
    owners: document,
    summary: 'Numbers and texts that expressions refer to as vars.x.',
    shape: { type: 'object', additionalProperties: scalar },
  },
  {
    name: '$providers',
    owners: document,
    summary:
      'Your own lists of values, used as @Name: a list, value: weight, rows, or a file { file: cities.csv, weight: people }.',
    shape: { type: 'object', additionalProperties: ref('provider') },
  },

  { name: '$count', owners: entity, summary: 'The number of rows; 100 by default.', shape: number },
  {
    name: '$rows',
    owners: entity,
    summary:
      'A static table: a list of maps, a file { file: countries.csv }, or the rows of a provider with columns: "@Cities".',
    shape: {
      anyOf: [
        { type: 'array', minItems: 1, items: { type: 'object', additionalProperties: scalar } },
        { type: 'object', required: ['file'], properties: { file: tableFile }, additionalProperties: false },
        { type: 'string', pattern: '^@' },
      ],
    },
  },
  {
    name: '$key',
    owners: ['entity', 'field'],
    summary: 'The key: on an entity the names of its fields, on a field true.',
    shape: { anyOf: [flag, ...texts.anyOf] },
  },
  {
    name: '$description',
    owners: entity,
    summary: 'A description of the entity, for readers of the model.',
    shape: text,
  },
  {
    name: '$unique',
    owners: entity,
    summary:
      'Fields that no two rows have in common: a list of names, or several lists. Rows with a null among them do not count.',
    shape: {
      anyOf: [...texts.anyOf, { type: 'array', minItems: 1, items: { type: 'array', items: text, minItems: 1 } }],
    },
  },
  {
    name: '$each',
    owners: entity,
    summary: 'One row for every combination of these entities or fields, in place of $count.',
    shape: texts,
  },
  {
    name: '$check',
    owners: entity,
    summary: 'A condition that every row meets, or a list of them.',
    shape: texts,
  },

  {
    name: '$type',
    owners: field,
    summary: 'A type, or a whole short form.',
    shape: { anyOf: [ref('shortForm'), { type: 'array', minItems: 1, maxItems: 1 }] },
  },
  { name: '$generator', owners: field, summary: 'A generator or provider by name.', shape: ref('generator') },
  { name: '$options', owners: field, summary: 'Options of the generator.', shape: { type: 'object' } },
  { name: '$min', owners: field, summary: 'The lower bound, included; for a text, of its length.', shape: bound },
  { name: '$max', owners: field, summary: 'The upper bound, included; for a text, of its length.', shape: bound },
  {
    name: '$step',
    owners: field,
    summary: 'The distance between neighbouring values; a duration for times.',
    shape: bound,
  },
  {
    name: '$decimals',
    owners: field,
    summary: 'The number of digits after the decimal point.',
    shape: { type: 'integer', minimum: 0, maximum: 12 },
  },
  {
    name: '$hours',
    owners: field,
    summary: 'The times of day of a timestamp, in UTC: 09:00..17:00, a list, hour: weight, or business.',
    shape: weeklyShape('business'),
  },
  {
    name: '$weekdays',
    owners: field,
    summary: 'The weekdays of a date or timestamp: mon-fri, a list, weekday: weight, or weekend.',
    shape: weeklyShape('mon-fri', 'weekend'),
  },
  { name: '$values', owners: field, summary: 'Values to pick from: a list, or value: weight.', shape: ref('values') },
  { name: '$template', owners: field, summary: 'A text with {field} and {@generator} in it.', shape: text },
  { name: '$expression', owners: field, summary: 'An expression over the row.', shape: text },
  {
    name: '$pattern',
    owners: field,
    summary: 'A regular expression that the texts match.',
    shape: text,
  },
  {
    name: '$distribution',
    owners: field,
    summary: 'The distribution of values over the range.',
    shape: ref('distribution'),
  },
  {
    name: '$null',
    owners: ['field', 'object'],
    summary: 'The share of nulls: 20%, 0.2 or an expression over variables.',
    shape: {
      anyOf: [
        { type: 'number', minimum: 0, maximum: 1 },
        { type: 'string', pattern: '%\\s*$|^\\s*=' },
      ],
    },
  },
  { name: '$unique', owners: field, summary: 'Whether all values are different.', shape: flag },
  {
    name: '$hidden',
    owners: field,
    summary: 'Whether the field is left out of the output; other fields can still use it.',
    shape: flag,
  },
  {
    name: '$from',
    owners: field,
    summary:
      'The fields of the same object that the value is made from; for places, phones and accounts the field with the country, state or city, also through references.',
    shape: texts,
  },
  { name: '$items', owners: field, summary: 'The items of a list: a short form or a full field.', shape: ref('field') },
  {
    name: '$length',
    owners: field,
    summary: 'The number of items of a list; 1 to 3 by default. Of a $slot, its duration.',
    shape: { anyOf: [ref('length'), ref('spread')] },
  },
  {
    name: '$depth',
    owners: field,
    summary: 'The depth of embedded objects; 1 by default.',
    shape: { type: 'integer', minimum: 0, maximum: 8 },
  },
  {
    name: '$ref',
    owners: field,
    summary:
      'A reference: Entity.field, or Entity for the object itself; a list, or a map with weights, for one of several; { a: Entity.a, b: Entity.b } makes a column of each field of one row.',
    shape: {
      anyOf: [
        text,
        { type: 'array', items: text, minItems: 2 },
        { type: 'object', minProperties: 2, additionalProperties: number },
        { type: 'object', minProperties: 1, additionalProperties: text },
      ],
    },
  },
  {
    name: '$per',
    owners: field,
    summary: 'The number of children per parent, which determines the number of rows.',
    shape: {
      anyOf: [
        ref('length'),
        { type: 'string', pattern: '^\\s*(=|parent\\s*\\.)' },
        { type: 'object', required: ['states'], properties: { states: text }, additionalProperties: false },
      ],
    },
  },
  { name: '$self', owners: field, summary: 'Whether a row may refer to itself.', shape: flag },
  {
    name: '$share',
    owners: field,
    summary: 'The distribution of references over the parents, or { by: field }, a number of theirs that it follows.',
    shape: {
      anyOf: [
        ref('distribution'),
        { type: 'object', required: ['by'], properties: { by: text }, additionalProperties: false },
      ],
    },
  },
  { name: '$lookup', owners: field, summary: 'The value of a parent: reference.field.', shape: text },
  {
    name: '$ordinal',
    owners: field,
    summary: 'The position within the parent, counted from 1; names the reference with $per.',
    shape: text,
  },
  { name: '$sum', owners: field, summary: 'The sum of a field of the children: Child.field.', shape: text },
  { name: '$count_of', owners: field, summary: 'The number of children: Child.', shape: text },
  { name: '$min_of', owners: field, summary: 'The least value of a field of the children: Child.field.', shape: text },
  {
    name: '$max_of',
    owners: field,
    summary: 'The greatest value of a field of the children: Child.field.',
    shape: text,
  },
  { name: '$avg_of', owners: field, summary: 'The mean of a field of the children: Child.field.', shape: text },
  {
    name: '$first',
    owners: field,
    summary: 'The value of a field in the first of the children: Child.field.',
    shape: text,
  },
  {
    name: '$last',
    owners: field,
    summary: 'The value of a field in the last of the children: Child.field.',
    shape: text,
  },
  {
    name: '$previous',
    owners: field,
    summary: 'The value of a field in the row before, of the same parent; in the first row $start, or null.',
    shape: scalar,
  },
  {
    name: '$next',
    owners: field,
    summary: 'The value of a field in the row after, of the same parent; in the last row $end, or null.',
    shape: scalar,
  },
  {
    name: '$running',
    owners: field,
    summary: 'The sum of a field over the rows of the same parent up to this one, added to $start.',
    shape: scalar,
  },
  {
    name: '$rank',
    owners: field,
    summary: 'The place of a field among the rows of the same parent; 1 has the greatest value.',
    shape: {
      anyOf: [
        scalar,
        {
          type: 'object',
          required: ['by'],
          properties: { by: scalar, order: { enum: ['ascending', 'descending'] } },
          additionalProperties: false,
        },
      ],
    },
  },
  {
    name: '$part_of',
    owners: field,
    summary: 'A part of a number of the parent: reference.field. The parts of all rows of the parent add up to it.',
    shape: scalar,
  },
  { name: '$start', owners: field, summary: 'The first value: a field, an expression or a constant.', shape: scalar },
  {
    name: '$end',
    owners: field,
    summary:
      'When the time of a parent ends that the rows of a $slot or $series share: a field of the parent, or an expression over it. Of $next, the value in the last row.',
    shape: scalar,
  },
  {
    name: '$series',
    owners: field,
    summary:
      'Values in the order of the rows: within a parent, by its reference with $per, or over all rows, with true.',
    shape: { anyOf: [text, { const: true }] },
  },
  { name: '$every', owners: field, summary: 'The distance between the rows of a series.', shape: scalar },
  {
    name: '$timezone',
    owners: field,
    summary: 'The time zone in which all rows of a series have the same time of day, over daylight saving time.',
    shape: { enum: [...TIME_ZONES.keys()] },
  },
  {
    name: '$jitter',
    owners: field,
    summary: 'How far each row of a series is moved at most; less than $every.',
    shape: scalar,
  },
  {
    name: '$gap',
    owners: field,
    summary: 'The random distance between the rows of a series: 1m-2h, or { min, max, distribution }.',
    shape: ref('spread'),
  },
  { name: '$base', owners: field, summary: 'What the values of a series lie around.', shape: scalar },
  {
    name: '$trend',
    owners: field,
    summary: 'What the values of a series grow by: in a time (0.1/d), or from row to row.',
    shape: scalar,
  },
  {
    name: '$season',
    owners: field,
    summary: 'A wave in the values of a series: { period, amplitude, peak }, or several of them.',
    shape: { anyOf: [ref('season'), { type: 'array', minItems: 1, maxItems: 8, items: ref('season') }] },
  },
  { name: '$noise', owners: field, summary: 'The standard deviation of the values of a series.', shape: number },
  {
    name: '$walk',
    owners: field,
    summary: 'The standard deviation of the steps of a random walk, which is added to a series.',
    shape: number,
  },
  {
    name: '$clock',
    owners: field,
    summary: 'The series of times that a series of values is measured by, if there are several.',
    shape: text,
  },
  {
    name: '$slot',
    owners: field,
    summary:
      'An object of from and to: a span of time that no other row of the parent overlaps; names the reference with $per.',
    shape: text,
  },
  {
    name: '$span',
    owners: field,
    summary: 'The time that the rows of a parent share: 2025-01-01..2025-12-31, or a duration from $start.',
    shape: text,
  },
  {
    name: '$states',
    owners: field,
    summary:
      'A state in a history of allowed moves: { state: { next: weight } }; the first one begins, one without moves ends it.',
    shape: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { anyOf: [{ type: 'null' }, text, ref('values')] },
    },
  },
  {
    name: '$dwell',
    owners: field,
    summary: 'How long states last: 1h-3d, or one for each state.',
    shape: { anyOf: [ref('spread'), { type: 'object', additionalProperties: ref('spread') }] },
  },
  {
    name: '$via',
    owners: field,
    summary: 'The reference that leads from the children to their parent, if there are several.',
    shape: text,
  },
  {
    name: '$when',
    owners: ['field', 'object'],
    summary:
      'A condition; the value is null in rows that do not meet it. On a field also a list of { if, then, weight }: the first case that holds.',
    shape: {
      anyOf: [
        text,
        {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['then'],
            // oxlint-disable-next-line unicorn/no-thenable -- a name in the schema, never awaited
            properties: { if: text, then: { anyOf: [ref('field'), constant] }, weight: number },
            additionalProperties: false,
          },
        },
      ],
    },
  },
  { name: '$after', owners: field, summary: 'The date or timestamp that the value is later than.', shape: text },
  { name: '$before', owners: field, summary: 'The date or timestamp that the value is earlier than.', shape: text },
  {
    name: '$within',
    owners: field,
    summary: 'The greatest distance from $after or $before.',
    shape: { type: 'string', pattern: '^\\s*\\d+(\\.\\d+)?\\s*(ms|[smhdw])\\s*$' },
  },
  {
    name: '$until',
    owners: field,
    summary:
      'Where the time of $after, $before and $states ends: now, at $now at the latest, or never; now by default, except for names such as due_date.',
    shape: { enum: ['now', 'never'] },
  },
  {
    name: '$group',
    owners: ['field', 'object'],
    summary: 'A name that separates families of fields in one object.',
    shape: bound,
  },
  {
    name: '$parquet',
    owners: field,
    summary: 'How Parquet files store the field: int32, float, int64 (timestamp(micros,true)), map, list(bag.item).',
    shape: text,
  },
  {
    name: '$where',
    owners: field,
    summary:
      'A condition: on the rows that a reference can refer to (their.field = own.field, their.field <= own.field, or over their fields), or on the children of an aggregate.',
    shape: text,
  },
  {
    name: '$cap',
    owners: field,
    summary: 'The greatest number of references to one parent.',
    shape: number,
  },
  {
    name: '$tree',
    owners: field,
    summary:
      'Makes a tree of the references of an entity to itself: its depth, the fan of each row, the number of roots, and within which reference.',
    shape: {
      type: 'object',
      required: ['depth'],
      properties: { depth: number, fan: ref('length'), roots: number, within: text },
      additionalProperties: false,
    },
  },
  {
    name: '$level',
    owners: field,
    summary: 'The level of a row in a tree, counted from 1; names the reference with $tree.',
    shape: text,
  },
  {
    name: '$target',
    owners: field,
    summary: 'The name of the entity that a reference to one of several refers to.',
    shape: text,
  },
  {
    name: '$near',
    owners: field,
    summary: 'A point near another one.',
    instead: 'latitude and longitude of one object, which belong to its city',
  },
];

/** What people write who know other tools, and what it is here. */
export const GUESSED_DIRECTIVES: ReadonlyMap<string, string> = new Map([
  ['$average', MEAN],
  ['$avg', MEAN],
  ['$business_hours', 'write $hours: business'],
  ['$case', `write $when: [{ if: "kind = 'fee'", then: number 1-5 }, { then: number 10-900 }]`],
  ['$children', 'give the reference in the child entity a $per'],
  ['$composite', 'write $key: [a, b]'],
  ['$constant', `write "= 'text'" or "= 5"`],
  ['$csv', 'write $rows: { file: countries.csv }'],
  ['$cumulative', 'write $running: amount'],
  ['$days', 'write $weekdays: mon-fri'],
  ['$default', `a field always has a value; for a constant write "= 'text'"`],
  ['$enum', 'write enum(a, b), or $values: [a, b]'],
  ['$expr', 'write $expression, or "= …" as the whole field'],
  ['$faker', 'write $generator'],
  ['$file', 'write $rows: { file: countries.csv }'],
  ['$fk', 'write $ref: Entity.field'],
  ['$foreign_key', 'write $ref: Entity.field'],
  ['$format', 'write the form as a hint: string @date (YYYY/MM/DD)'],
  ['$id', 'write integer @id'],
  ['$if', 'write $when: a condition, or $when: [{ if: condition, then: … }, { then: … }]'],
  ['$interval', 'write $every: 15m, beside $series'],
  ['$join', 'write $lookup: reference.field'],
  ['$lag', 'write $previous: field'],
  ['$lead', 'write $next: field'],
  ['$nullable', 'write $null: 20%'],
  ['$optional', 'write $null: 20%'],
  ['$overlap', 'write $slot: the reference with $per, $span: 2025-01-01..2025-12-31, $length: 1d-14d'],
  ['$parent', 'write $ref: Entity.field, with $per for its children'],
  ['$pk', 'write integer @id'],
  ['$primary', 'write integer @id'],
  ['$primary_key', 'write integer @id, or $key: field of the entity'],
  ['$range', 'write integer 1-10, or $min and $max'],
  ['$records', 'write $count'],
  ['$reference', 'write $ref: Entity.field'],
  ['$regex', 'write $pattern: "[A-Z]{3}-\\d{4}"'],
  ['$required', 'remove it: a field has nulls only where it says null or $null'],
  ['$size', 'write $count for rows, $length for the items of a list'],
  ['$timeseries', 'write $series: the reference with $per, $start: 2025-01-01, $every: 15m'],
  ['$transitions', 'write $states: { new: { paid: 90, canceled: 10 }, paid: shipped }'],
  ['$tz', 'write $timezone: Europe/Berlin, beside $series'],
  ['$value', `write "= 'text'" or "= 5"`],
  ['$weekday', 'write $weekdays: mon-fri'],
  ['$weights', 'write $values: { a: 3, b: 1 }'],
  ['$zone', 'write $timezone: Europe/Berlin, beside $series; other times are UTC'],
]);
