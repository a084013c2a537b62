import type { Directive } from './directive.ts';
import { field, number, ref, scalar, text } from './directive-shapes.ts';
import { TIME_ZONES } from './time-zones.ts';

/** Directives of series, histories and moments. */
export const TIME_DIRECTIVES: readonly Directive[] = [
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
];
