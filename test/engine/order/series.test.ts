import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from '../rows.ts';

interface Shape {
  readonly seed: number;
  readonly parents: number;
  readonly min: number;
  readonly extra: number;
  readonly every: number;
  readonly jitter: number;
  readonly gap: number;
  readonly wider: number;
  readonly law: string;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  parents: fc.integer({ min: 1, max: 20 }),
  min: fc.integer({ min: 0, max: 2 }),
  extra: fc.integer({ min: 0, max: 20 }),
  every: fc.integer({ min: 1, max: 5000 }),
  jitter: fc.nat(100),
  gap: fc.nat(500),
  wider: fc.nat(5000),
  law: fc.constantFrom('uniform', 'exponential', 'lognormal', 'normal', 'pareto'),
});

const moved = ({ every, jitter }: Shape): number => Math.floor((every * jitter) / 100);
const modelOf = (shape: Shape): string => {
  const { seed, parents, min, extra, every, gap, wider, law } = shape;
  const spread = `{ min: ${gap}s, max: ${gap + wider}s, distribution: ${law} }`;
  return `
$seed: ${seed}
Sensor:
  $count: ${parents}
  id: integer @id
  since: timestamp 1999-12-30..2024-03-31
  level: decimal(6,2) -50.00..50.00
  last: { $last: Reading.arrived }
Reading:
  sensor: { $ref: Sensor.id, $per: ${min}-${min + extra} }
  no: { $ordinal: sensor }
  even: { $series: sensor, $start: 2024-03-30T23:00:00Z, $every: ${every}s }
  at: { $series: sensor, $start: sensor.since, $every: ${every}s, $jitter: ${moved(shape)}s }
  arrived: { $series: sensor, $start: sensor.since, $gap: ${spread} }
  day: { $type: date, $series: sensor, $start: sensor.since, $gap: 1d-3d }
  count: { $type: integer, $series: sensor, $start: 10, $gap: 1-5 }
  price: { $type: "decimal(9,3)", $series: sensor, $start: sensor.level, $every: 0.125, $jitter: 0.1 }
  wave:
    $series: sensor
    $base: sensor.level
    $trend: -1.5/h
    $season: [{ period: 1d, amplitude: 4, peak: 14h }, { period: 7d, amplitude: -2.5 }]
    $clock: at
  level: { $series: sensor, $base: 5, $trend: 0.25, $season: { period: 6, amplitude: 2 } }
  noisy: { $series: sensor, $base: 100, $noise: 2 }
  walk: { $type: "decimal(9,4)", $series: sensor, $base: sensor.level, $walk: 0.5 }
`;
};

const DAY = 86_400_000;
const instant = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);
const wave = (at: number, period: number, amplitude: number, peak: number): number =>
  amplitude * Math.cos((2 * Math.PI * (at - peak)) / period);

function checkParent(rows: readonly Row[], sensor: Row, shape: Shape): void {
  const since = instant(sensor['since']);
  const level = Number(sensor['level']);
  const step = shape.every * 1000;
  const near = (row: Row, name: string, expected: number): void =>
    expect(Math.abs(Number(row[name]) - expected)).toBeLessThan(1e-6);
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1];
    const at = instant(row['at']);
    expect(instant(row['even'])).toBe(Date.parse('2024-03-30T23:00:00Z') + i * step);
    const slack = at - since - i * step;
    expect(slack >= 0 && (slack < moved(shape) * 1000 || slack === 0)).toBe(true);
    near(row, 'level', 5 + 0.25 * i + wave(i, 6, 2, 3));
    const monday = at - 4 * DAY;
    const waves = wave(monday, DAY, 4, 14 * 3_600_000) + wave(monday, 7 * DAY, -2.5, 3.5 * DAY);
    near(row, 'wave', level - (1.5 * (at - since)) / 3_600_000 + waves);
    expect(Math.abs(Number(row['noisy']) - 100)).toBeLessThan(13);
    const price = Math.round(1000 * (Number(row['price']) - level)) - 125 * i;
    expect(price >= 0 && price < 100).toBe(true);
    const gaps = before && [
      instant(row['arrived']) - instant(before['arrived']),
      (instant(row['day']) - instant(before['day'])) / DAY,
      Number(row['count']) - Number(before['count']),
    ];
    const [gap, days, count] = gaps ?? [shape.gap * 1000, 1, 1];
    expect(gap >= shape.gap * 1000 && gap <= (shape.gap + shape.wider) * 1000 && gap % 1000 === 0).toBe(true);
    expect([1, 2, 3].includes(days) && [1, 2, 3, 4, 5].includes(count)).toBe(true);
  }
  if (rows.length === 0) return;
  const [first] = rows;
  const begun = [instant(first['arrived']), instant(first['day']), first['count'], first['walk']];
  // oxlint-disable-next-line jest/no-conditional-expect -- a sensor without readings begins with nothing
  expect(begun).toEqual([since, Math.floor(since / DAY) * DAY, 10, level]);
}

describe('series', () => {
  test('ascend by their steps and follow their clock, whichever rows are read', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), async (shape, chosen) => {
        const program = programOf(modelOf(shape));
        const readings = await rowsOf(program, 'Reading');
        const bySensor = Map.groupBy(readings, (row) => row['sensor']);
        for (const sensor of await rowsOf(program, 'Sensor')) {
          const rows = bySensor.get(sensor['id']) ?? [];
          checkParent(rows, sensor, shape);
          expect(sensor['last']).toBe(rows.at(-1)?.['arrived'] ?? null);
        }
        const first = chosen % (readings.length + 1);
        const length = Math.min(2, readings.length - first);
        expect(await rowsOf(program, 'Reading', first, length)).toEqual(readings.slice(first, first + length));
      }),
      { numRuns: 15 },
    );
  });

  test('over all rows, also far out', async () => {
    const program = programOf(`
A:
  $count: 100000000000
  no: { $type: integer, $series: true, $start: 1000, $every: 10, $key: true }
  at: { $series: true, $start: 2020-01-01, $every: 2ms, $unique: true }
  v: { $series: true, $base: 5, $season: { period: 4, amplitude: 1, peak: 0 } }
`);
    expect(await rowsOf(program, 'A', 99_999_999_998, 2)).toEqual([
      { no: 1_000_000_000_980, at: '2026-05-03T19:33:19.996Z', v: 4 },
      { no: 1_000_000_000_990, at: '2026-05-03T19:33:19.998Z', v: 5 },
    ]);
  });

  test('are the same whichever thread makes which part', async () => {
    const program = programOf(`
P: { $count: 2, id: integer @id }
C: { p: { $ref: P.id, $per: 6000 }, at: { $series: p, $start: 2024-01-01, $gap: 1s-9s }, w: { $series: p, $walk: 1 } }
`);
    const all = await rowsOf(program, 'C', 0, 12_000);
    for (const first of [8192, 4096, 5999, 0]) {
      const length = Math.min(4096, 12_000 - first);
      expect(await rowsOf(program, 'C', first, length)).toEqual(all.slice(first, first + length));
    }
    const steps = all.slice(1, 6000).map((row, i) => Number(row['w']) - Number(all[i]['w']));
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    const variance = steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / steps.length;
    expect([Math.abs(mean) < 0.06, Math.abs(variance - 1) < 0.1]).toEqual([true, true]);
  });

  test('are a key with their parent, and not null', () => {
    const text = `
P: { id: integer @id }
C:
  $key: [p, at]
  p: { $ref: P.id, $per: 1-5 }
  at: { $series: p, $start: 2024-01-01, $every: 15m, $jitter: 15m }
  v: { $type: "decimal(6,2)", $series: p, $base: 20, $trend: 0.1/d, $season: { period: 1d, amplitude: 4 }, $noise: 0.5 }
`;
    const columns = programOf(text).entities[1].open(1).columns;
    expect(columns.filter((column) => column.nullable)).toEqual([]);
  });
});

test.each([
  ['{ $series: p }', 'VALUE_EXPECTED 5:8'],
  ['{ $series: p, $every: 15m }', 'VALUE_EXPECTED 5:8'],
  ['{ $series: false, $start: 2024-01-01, $every: 1d }', 'VALUE_EXPECTED 5:17'],
  ['{ $series: p, $start: 2024-01-01 }', 'DIRECTIVE_CONTRADICTION 5:8'],
  ['{ $series: p, $start: 2024-01-01, $every: 15m, $gap: 1m-2m }', 'DIRECTIVE_CONTRADICTION 5:8'],
  ['{ $series: p, $start: 2024-01-01, $every: 15m, $noise: 2 }', 'DIRECTIVE_CONTRADICTION 5:8'],
  ['{ $series: p, $start: 2024-01-01, $every: 15m, $jitter: 16m }', 'RANGE_INVALID 5:62'],
  ['{ $series: p, $start: 2024-01-01, $every: 0s }', 'RANGE_INVALID 5:48'],
  ['{ $series: p, $start: 2024-01-01, $gap: 2h-1h }', 'RANGE_ORDER 5:46'],
  ['{ $series: p, $start: 2024-01-01, $gap: 1h-2 }', 'DURATION_INVALID 5:46'],
  ['{ $series: p, $start: 2024-01-01, $gap: { min: 1h } }', 'VALUE_EXPECTED 5:46'],
  ['{ $series: p, $start: 2024-01-01, $gap: { min: 1h, max: 2h, distribution: zipf } }', 'DISTRIBUTION_UNKNOWN 5:80'],
  ['{ $series: p, $start: 2024-01-01, $gap: { min: 1h, max: 2h, mode: 3 } }', 'PARAMETER_UNKNOWN 5:66'],
  ['{ $series: p, $start: 2024-01-01, $jitter: 1h, $gap: 1h-2h }', 'DIRECTIVE_PLACE 5:49'],
  ['{ $series: p, $start: 2024-01-01, $every: 300000w }', 'SERIES_TOO_LONG 5:3'],
  ['{ $series: p, $start: 2024-01-01, $every: 1d, $timezone: Europe/Berlim }', 'TIME_ZONE_UNKNOWN 5:63'],
  ['{ $series: p, $start: 2024-01-01, $every: 1d, $timezone: Africa/Cairo }', 'TIME_ZONE_UNKNOWN 5:63'],
  ['{ $series: p, $start: 2024-01-01, $every: 90m, $timezone: Europe/Berlin }', 'RANGE_INVALID 5:64'],
  ['{ $series: p, $start: 2024-01-01, $gap: 1h-2d, $timezone: Europe/Berlin }', 'RANGE_INVALID 5:64'],
  ['{ $series: p, $start: 2024-01-01, $every: 1d, $jitter: 24h, $timezone: UTC }', 'RANGE_INVALID 5:61'],
  ['{ $series: p, $start: 5, $every: 1, $timezone: Europe/Berlin }', 'DIRECTIVE_PLACE 5:53'],
  ['{ $type: date, $series: p, $start: 2024-01-01, $every: 1d, $timezone: UTC }', 'DIRECTIVE_PLACE 5:76'],
  ['{ $series: p, $start: 2024-01-01, $every: 1mo, $jitter: 29d }', 'RANGE_INVALID 5:62'],
  ['{ $series: p, $start: 2024-01-01, $every: 0mo }', 'RANGE_INVALID 5:48'],
  ['{ $series: p, $start: 2024-01-01, $every: 99999mo }', 'SERIES_TOO_LONG 5:3'],
  ['{ $type: integer, $series: p, $start: 5, $every: 1mo }', 'VALUE_EXPECTED 5:55'],
  ['{ $series: p, $start: 2024-02-30, $every: 1d }', 'TIME_INVALID 5:28'],
  ['{ $series: p, $start: word, $every: 1d }', 'DIRECTIVE_CONTRADICTION 5:28'],
  ['{ $series: p, $start: p.word, $every: 1d }', 'TYPE_MISMATCH 5:3'],
  ['{ $series: other, $start: 2024-01-01, $every: 1d }', 'ORDER_WITHOUT_PER 5:17'],
  ['{ $series: true, $start: 2024-01-01, $gap: 1d-2d }', 'ORDER_WITHOUT_PER 5:17'],
  ['{ $series: true, $walk: 1 }', 'ORDER_WITHOUT_PER 5:17'],
  ['{ $series: p, $base: 1, $trend: 0.1/d }', 'SERIES_CLOCK 5:17'],
  ['{ $series: p, $base: 1, $trend: 0.1/d, $clock: word }', 'SERIES_CLOCK 5:17'],
  ['{ $series: p, $base: 1, $trend: 0.1/d, $clock: nothing }', 'FIELD_UNKNOWN 5:17'],
  ['{ $series: p, $base: 1, $trend: 0.1/day }', 'DURATION_INVALID 5:38'],
  ['{ $series: p, $base: p.word }', 'TYPE_MISMATCH 5:3'],
  ['{ $series: p, $base: 1, $noise: -1 }', 'RANGE_INVALID 5:38'],
  ['{ $series: p, $base: 1, $season: { period: 1d } }', 'VALUE_EXPECTED 5:39'],
  ['{ $series: p, $base: 1, $season: { period: 0, amplitude: 2 } }', 'RANGE_INVALID 5:49'],
  ['{ $series: p, $base: 1, $season: { period: 3, amplitude: 2, phase: 2 } }', 'PARAMETER_UNKNOWN 5:66'],
  ['{ $series: p, $base: 1, $trend: 0.1, $season: { period: 1d, amplitude: 2 } }', 'DIRECTIVE_CONTRADICTION 5:8'],
  ['{ $type: string, $series: p, $base: 1 }', 'DIRECTIVE_CONTRADICTION 5:23'],
  ['{ $type: string, $series: p, $every: 1d, $start: 2024-01-01 }', 'DIRECTIVE_CONTRADICTION 5:23'],
  ['{ $series: p, $start: 2024-01-01, $every: 1d, $unique: true }', 'NOT_UNIQUE_ABLE 5:3'],
])('x: %s is told as %s', (field, problem) => {
  const text = `P: { id: integer @id, word: string }
C:
  p: { $ref: P.id, $per: 1-9 }
  other: $P.id
  x: ${field}
  word: string
`;
  const { problems } = loadProgram({ text }, true);
  expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toContain(problem);
});
