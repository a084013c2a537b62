import { expect, test } from 'vitest';
import { parseModel } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';

const modelOf = (field: string): string => `P: { id: integer @id }
C:
  p: { $ref: P.id, $per: 9 }
  at: { $series: p, $start: 2024-01-01, $every: 1h }
  x: ${field}
`;

const parsed = (field: string, setting?: string, value = '') =>
  parseModel(modelOf(field), {
    catalogue: fakeCatalogue,
    overrides: setting === undefined ? [] : [{ entity: 'C', field: 'x', setting, value }],
  });

/** The model without positions: an override stands where the field does. */
const plain = (field: string, ...override: readonly string[]): unknown => {
  const { model, problems } = parsed(field, ...override);
  expect(problems).toEqual([]);
  return JSON.parse(JSON.stringify(model?.entities, (key, part: unknown) => (key === 'at' ? undefined : part)));
};

const CURVE = '$series: p, $base: 1, $noise: 2';

test.each([
  ['{ $series: p, $start: 2024-01-01, $every: 15m }', 'every', '2h', '{ $series: p, $start: 2024-01-01, $every: 2h }'],
  ['{ $series: p, $start: 5, $gap: 1-9 }', 'gap', '3-4', '{ $series: p, $start: 5, $gap: 3-4 }'],
  [`{ ${CURVE}, $trend: 3 }`, 'trend', '0.1/d', `{ ${CURVE}, $trend: 0.1/d }`],
  [`{ ${CURVE}, $trend: 3 }`, 'base', 'p.id', '{ $series: p, $base: p.id, $noise: 2, $trend: 3 }'],
  [
    '{ $slot: p, $span: 2024-01-01..2024-12-31, $length: 1d }',
    'length',
    '1d-9d',
    '{ $slot: p, $span: 2024-01-01..2024-12-31, $length: 1d-9d }',
  ],
  [
    '{ $slot: p, $span: 2024-01-01..2024-12-31, $length: 1d }',
    'span',
    '2024-01-01..2024-06-30',
    '{ $slot: p, $span: 2024-01-01..2024-06-30, $length: 1d }',
  ],
  [
    '{ $states: { a: b }, $start: at, $dwell: 1h }',
    'dwell',
    '1h-2d',
    '{ $states: { a: b }, $start: at, $dwell: 1h-2d }',
  ],
  ['{ $rank: p, $null: 10% }', 'null', '20%', '{ $rank: p, $null: 20% }'],
])('%s with %s: %s is %s', (field, setting, value, written) => {
  expect(plain(field, setting, value)).toEqual(plain(written));
});

test.each([
  ['{ $series: p, $start: 5, $every: 2 }', 'noise', '3', 'every, jitter, gap, timezone, weekdays, seed, null'],
  ['{ $series: p, $base: 1 }', 'every', '3', 'base, trend, season, noise, walk, seed, null'],
  ['{ $slot: p, $span: 2024-01-01..2024-12-31, $length: 1d }', 'dwell', '1h', 'span, length, gap, seed, null'],
  ['{ $states: { a: b } }', 'dwell', '1h', 'seed, null'],
  ['{ $running: p }', 'start', '1', 'seed, null'],
  ['{ $running: p }', 'running', 'q', 'an override changes settings'],
])('%s has no setting %s', (field, setting, value, hint) => {
  const { problems } = parsed(field, setting, value);
  expect(problems.map((problem) => problem.code)).toContain('OVERRIDE_SETTING_UNKNOWN');
  expect(problems.map((problem) => problem.hint).join('\n')).toContain(hint);
});
