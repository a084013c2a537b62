import { GraphQLError, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { builder } from './builder.ts';

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
/** No year before 1000: the database has none before 1. */
const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/;

builder.scalarType('DateTime', {
  description:
    'A moment: ISO 8601 in UTC with milliseconds, such as `2026-03-29T01:30:00.000Z`. Input takes any offset.',
  serialize: (value) => value.toISOString(),
  parseValue(value) {
    const date = typeof value === 'string' && ISO.test(value) ? new Date(value) : null;
    if (date === null || Number.isNaN(date.getTime())) throw mismatch('a time such as 2026-03-29T01:30:00Z');
    return date;
  },
});

builder.scalarType('Date', {
  description: 'A day (UTC) from the year 1000 on: `2026-03-29`.',
  serialize: (value) => value,
  parseValue(value) {
    if (typeof value === 'string' && DAY.test(value)) {
      const date = new Date(`${value}T00:00:00Z`);
      // 31 February would roll over.
      if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)) return value;
    }
    throw mismatch('a day such as 2026-03-29');
  },
});

builder.scalarType('JSON', {
  description: 'Any value of JSON. A whole number beyond 2^53 comes as a text, so that no digit is lost on the way.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

builder.scalarType('Count', {
  description:
    'A whole number from 0 to 2^53 − 1, written as a JSON number. `Int` ends at 2^31 − 1, which rows and bytes pass; all of these fit a double, so no client needs a special type.',
  // A damaged number of one row must not take the whole list with it.
  serialize: (value) => Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.round(value))) || 0,
  parseValue: count,
  parseLiteral: (node: ValueNode) => count(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw mismatch('a whole number from 0 to 2^53 - 1');
}

function mismatch(expected: string): GraphQLError {
  return new GraphQLError(`expected ${expected}`);
}
