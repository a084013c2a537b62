import { expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';

const codesOf = (check: string): readonly string[] => {
  const slot = '{ $slot: p, $span: 2025-01-01..2025-02-01, $length: 1h, $hidden: true }';
  const text = `P: { $count: 3, id: integer @id }
A:
  $check: "${check}"
  p: { $ref: P.id, $per: 2 }
  s: ${slot}
  t: ${slot}
  started_at: "= s.from"
  ended_at: "= s.to"
  ended_on: { $type: date, $expression: "s.to" }
  shown_at: "= ended_at"
`;
  return loadProgram({ text }, true).problems.map(({ code }) => code);
};

test.each([
  'ended_at = null or ended_at > started_at',
  's.to > s.from',
  's.from <= s.to',
  'started_at != shown_at',
  'p > 1 implies s.from < ended_at',
])('the ends of a span fulfil %s', (check) => {
  expect(codesOf(check)).toEqual([]);
});

test.each(['s.from > s.to', 's.to >= t.from', 's.from = s.to', 's.from < ended_on'])('and not %s', (check) => {
  expect(codesOf(check)).not.toEqual([]);
});
