import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from '../rows.ts';

interface Shape {
  readonly seed: number;
  readonly rows: number;
  readonly most: number;
  /** Of each state but the last: the state that it is moved to from, as a share of those before it, and its further moves. */
  readonly links: readonly (readonly [from: number, others: readonly number[]])[];
  readonly dwell: number;
  readonly longer: number;
  readonly room: number;
  readonly circles: boolean;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  rows: fc.integer({ min: 1, max: 40 }),
  most: fc.integer({ min: 1, max: 9 }),
  links: fc.array(fc.tuple(fc.nat(99), fc.array(fc.nat(99), { maxLength: 3 })), { minLength: 1, maxLength: 6 }),
  dwell: fc.nat(100),
  longer: fc.nat(1000),
  room: fc.nat(3000),
  circles: fc.boolean(),
});

/** Weights of the moves of each state by name; the last one has none. */
type Graph = ReadonlyMap<string, ReadonlyMap<string, number>>;

function graphOf({ links, circles }: Shape): Graph {
  const size = links.length + 1;
  const moves = Array.from({ length: size }, () => new Map<string, number>());
  for (const [i, [from]] of links.entries()) moves[from % (i + 1)].set(`s${i + 1}`, 1 + (from % 7));
  for (const [i, [, others]] of links.entries()) {
    for (const other of others) {
      const to = circles ? other % size : i + 1 + (other % (size - i - 1));
      if (to !== i && !moves[i].has(`s${to}`) && (moves[i].size > 0 || to > i)) moves[i].set(`s${to}`, other / 10);
    }
    const ahead = [...moves[i]].some(([to, weight]) => weight > 0 && Number(to.slice(1)) > i);
    if (moves[i].size > 0 && !ahead) moves[i].set(`s${size - 1}`, 1);
  }
  return new Map(moves.map((one, i) => [`s${i}`, one]));
}

const longest = (graph: Graph, state = 's0', depth = 0): number =>
  depth > 12 ? 99 : 1 + Math.max(0, ...allowed(graph, state).map((next) => longest(graph, next, depth + 1)));
/** The default of the engine. */
const NOW = Date.parse('2026-01-01');

const allowed = (graph: Graph, state: string): string[] =>
  [...(graph.get(state) ?? [])].filter(([, weight]) => weight > 0).map(([to]) => to);

function modelOf(shape: Shape): string {
  const { seed, rows, dwell, longer, room } = shape;
  const graph = graphOf(shape);
  const most = Math.min(shape.most, longest(graph));
  const states = [...graph].map(([name, moves]) => {
    const weights = [...moves].map(([to, weight]) => `${to}: ${weight}`).join(', ');
    return `${name}: { ${weights} }`;
  });
  const said = `$states: { ${states.join(', ')} }`;
  const spread = `$dwell: { min: ${dwell}s, max: ${dwell + longer}s }`;
  return `
$seed: ${seed}
Case:
  $count: ${rows}
  id: integer @id
  opened: timestamp 2020-01-01..2024-12-31
  full: { ${said}, $start: opened, ${spread} }
  ago: integer 0-${room}
  cut: { ${said}, $start: "= now() - seconds(ago)", ${spread} }
  free: { ${said}, $start: "= now() - seconds(ago)", $until: never, ${spread} }
  last: { ${said} }
Step:
  case: { $ref: Case.id, $per: 0-${most} }
  history: { ${said}, $via: case, $start: case.opened, ${spread}, $hidden: true }
  status: "= history.status"
  at: "= history.at"
  other: { ${said}, $via: case }
`;
}

interface Life {
  readonly status: string;
  readonly entered: readonly { readonly state: string; readonly at: number }[];
}

function lifeOf(row: Row, name: string): Life {
  const members = Object.entries(typeof row[name] === 'object' && row[name] !== null ? row[name] : {});
  const entered = members.flatMap(([key, value]) =>
    key !== 'status' && typeof value === 'string'
      ? [{ state: key.slice(0, -'_at'.length), at: Date.parse(value) }]
      : [],
  );
  return { status: String(members.find(([key]) => key === 'status')?.[1]), entered };
}

/** What is wrong with states that are entered one after the other. */
function faults(path: Life['entered'], graph: Graph, { dwell, longer }: Shape): string[] {
  return path.flatMap(({ state, at }, i) => {
    if (i === 0) return state === 's0' ? [] : [`begins with ${state}`];
    const before = path[i - 1];
    const told: string[] = [];
    if (!allowed(graph, before.state).includes(state)) told.push(`${before.state} to ${state}`);
    const lasted = (at - before.at) / 1000;
    if (lasted < dwell || lasted > dwell + longer) told.push(`${before.state} lasted ${lasted}`);
    return told;
  });
}

/** The states in the order of their times, where no state is entered twice; of equal times in the order of the states. */
const inOrder = ({ entered }: Life): Life['entered'] => entered.toSorted((a, b) => a.at - b.at);

describe('states', () => {
  test('follow their moves, within a row and from row to row, whichever rows are read', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), async (shape, chosen) => {
        const graph = graphOf(shape);
        const program = programOf(modelOf(shape));
        const cases = await rowsOf(program, 'Case');
        const steps = await rowsOf(program, 'Step');
        const byCase = Map.groupBy(steps, (row) => row['case']);
        const told: unknown[] = [];
        for (const row of cases) {
          const [full, cut, free] = ['full', 'cut', 'free'].map((name) => lifeOf(row, name));
          const opened = Date.parse(String(row['opened']));
          if (!shape.circles) {
            told.push(...faults(inOrder(full), graph, shape), ...faults(inOrder(cut), graph, shape));
            for (const { status } of [full, free])
              if (allowed(graph, status).length > 0) told.push(`${status} is not last`);
          }
          for (const life of [full, cut, free]) {
            const latest = Math.max(...life.entered.map(({ at }) => at));
            if (life.entered.find(({ state }) => state === life.status)?.at !== latest)
              told.push('status is not the latest');
          }
          if (cut.entered.some(({ at }) => at > NOW)) told.push('a move after now');
          if (!graph.has(String(row['last']))) told.push('a state that does not exist');
          const own = byCase.get(row['id']) ?? [];
          const path = own.map((step) => ({ state: String(step['status']), at: Date.parse(String(step['at'])) }));
          told.push(...faults(path, graph, shape));
          if (own.length > 0 && path[0].at !== opened) told.push('does not begin when it is opened');
          for (const [i, { other }] of own.entries()) {
            if (i > 0 && !allowed(graph, String(own[i - 1]['other'])).includes(String(other)))
              told.push(`other ${String(other)}`);
          }
        }
        expect(told).toEqual([]);
        const first = chosen % (steps.length + 1);
        const length = Math.min(2, steps.length - first);
        expect(await rowsOf(program, 'Step', first, length)).toEqual(steps.slice(first, first + length));
      }),
      { numRuns: 40 },
    );
  });

  test('have the chances of their weights, and states of weight 0 are never entered', async () => {
    const text = `
A:
  $count: 8000
  s: { $states: { new: { paid: 75, lost: 25, never: 0 }, paid: { sent: 1, lost: 1 } }, $hidden: true }
  status: "= s"
  n: integer 1-2
B: { id: integer @id, lost: { $values: [1] } }
`
      .replace(', never: 0', ', paid2: 0')
      .replace('paid: { sent', 'paid2: sent, paid: { sent');
    const { problems } = loadProgram({ text }, true);
    expect(problems.map(({ code }) => code)).toEqual(['STATE_UNREACHABLE']);
    const rows = await rowsOf(programOf(text.replace(', paid2: 0', '').replace('paid2: sent, ', '')), 'A');
    const share = (name: string): number => rows.filter((row) => row['status'] === name).length / rows.length;
    expect(Math.abs(share('sent') - 0.375)).toBeLessThan(0.025);
    expect(Math.abs(share('lost') - 0.625)).toBeLessThan(0.025);
  });

  test('begin together, by a field of the same name outside of the object, or at random', async () => {
    const text = `
A:
  $count: 50
  placed_at: timestamp
  life: { $states: { placed: [sent, lost] }, $until: never, $start: placed_at, $dwell: 1h-2h }
  other: { $states: { placed: sent }, $until: never, $start: "= placed_at + days(random_int(1, 99))", $dwell: 90m }
`;
    for (const row of await rowsOf(programOf(text), 'A')) {
      const [life, other] = ['life', 'other'].map((name) => lifeOf(row, name).entered.map(({ at }) => at));
      expect(life[0]).toBe(Date.parse(String(row['placed_at'])));
      expect(other[1] - other[0]).toBe(5_400_000);
    }
  });

  test('go on in circles along the children, also past a batch', async () => {
    const program = programOf(`
P: { $count: 2, id: integer @id }
C: { p: { $ref: P.id, $per: 5000 }, s: { $states: { up: { down: 9, off: 1 }, down: up }, $via: p } }
`);
    const rows = await rowsOf(program, 'C', 0, 10_000);
    expect(rows.map((row) => row['s'])).toEqual(
      rows.map((_, i) => (i % 5000 === 4999 && rows[i]['s'] === 'off' ? 'off' : i % 2 === 0 ? 'up' : 'down')),
    );
    expect(await rowsOf(program, 'C', 9990, 10)).toEqual(rows.slice(9990));
  });
});

test.each([
  ['{ $states: [a, b] }', 'VALUE_EXPECTED 6:17', ''],
  ['{ $states: { new: { shiped: 1 }, shipped: sent } }', 'STATE_UNREACHABLE 6:39', 'did you mean shiped?'],
  ['{ $states: { a: b, b: a } }', 'STATE_WITHOUT_END 6:19', '$via'],
  ['{ $states: { a: a } }', 'STATE_UNREACHABLE 6:22', '$dwell'],
  ['{ $states: { a: { b: 0, c: 0 } } }', 'WEIGHTS_INVALID 6:22', ''],
  ['{ $states: { a: { b: -1 } } }', 'WEIGHTS_INVALID 6:27', ''],
  ['{ $states: { a: b }, $start: t }', 'VALUE_EXPECTED 6:8', '$dwell'],
  ['{ $states: { a: b }, $dwell: 1h }', 'DIRECTIVE_PLACE 6:27', '$start'],
  ['{ $states: { a: b, b: c }, $start: t, $dwell: { a: 1h } }', 'VALUE_EXPECTED 6:52', 'add b: 1h-3d'],
  ['{ $states: { a: b }, $start: t, $dwell: { a: 1h, q: 2h } }', 'PARAMETER_UNKNOWN 6:55', ''],
  ['{ $states: { a: b }, $start: t, $dwell: 2 }', 'DURATION_INVALID 6:46', ''],
  ['{ $states: { a: b }, $start: n, $dwell: 2h }', 'TYPE_MISMATCH 6:3', ''],
  ['{ $states: { a: b }, $start: t, $dwell: 2h, $until: n }', 'VALUE_EXPECTED 6:58', ''],
  ['{ $states: { a: b }, $until: now }', 'DIRECTIVE_PLACE 6:27', '$start'],
  ['{ $states: { a: b }, $start: t, $dwell: 99999w }', 'SERIES_TOO_LONG 6:3', ''],
  [
    '{ $states: { a: b, "a b": c, b: "a b" }, $start: t, $dwell: 2h, $type: integer }',
    'DIRECTIVE_CONTRADICTION 6:8',
    '',
  ],
  ['{ $states: { "x b": "x-b" }, $start: t, $dwell: 2h }', 'NAME_CLASH 6:8', 'rename'],
  ['{ $states: { a: b, b: c }, $via: p }', 'STATE_HISTORY_TOO_SHORT 6:17', 'write $per: 1-3'],
  ['{ $states: { a: b, b: a }, $via: other }', 'ORDER_WITHOUT_PER 6:17', 'name p'],
  ['{ $states: { a: b, b: a }, $via: p, $start: t, $dwell: 1h }', 'DIRECTIVE_CONTRADICTION 6:50', 'p.'],
  ['{ $states: { a: b, b: a }, $via: p, $start: p.t, $dwell: 1h, $until: now }', 'DIRECTIVE_PLACE 6:67', ''],
  ['{ $states: { a: b }, $unique: true }', 'NOT_UNIQUE_ABLE 6:3', ''],
])('x: %s is told as %s', (field, problem, hint) => {
  const text = `P: { id: integer @id, t: timestamp }
C:
  p: { $ref: P.id, $per: 1-9 }
  t: timestamp
  n: integer
  x: ${field}
  other: $P.id
`;
  const { problems } = loadProgram({ text }, true);
  expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toContain(problem);
  expect(problems.map((one) => one.hint).join('\n')).toContain(hint);
});
