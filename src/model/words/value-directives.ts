import type { Directive } from './directive.ts';
import { bound, constant, field, flag, number, ref, text, texts, weeklyShape } from './directive-shapes.ts';

/** Directives that say what the values of a field are, and when there is one. */
export const VALUE_DIRECTIVES: readonly Directive[] = [
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
    summary: 'Whether the field is omitted from the output; other fields can still use it.',
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
];
