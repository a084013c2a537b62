import type { Directive } from './directive.ts';
import { document, entity, flag, number, ref, scalar, tableFile, text, texts } from './directive-shapes.ts';

/** Directives of documents and entities. */
export const MODEL_DIRECTIVES: readonly Directive[] = [
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
];
