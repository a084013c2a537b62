import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { rowsOf } from '../rows.ts';

const model = (expression: string): string => `
Parent: { $count: 20, id: integer @id, least: { $min_of: Row.d }, first: { $first: Row.t }, n: { $count_of: Row }, v: "= 100 / n" }
Row:
  parent: { $ref: Parent.id, $per: 2-5 }
  n: { $ordinal: parent }
  d: integer 1-9
  z: integer 0-3
  p: decimal(10,2) 0.05-99.50
  f: number 0.5-2.5
  t: string @word
  u: integer 1-9 null 20%
  s: enum(a, b)
  c: { $when: [ { if: "s = 'a'", then: integer 1-9 }, { then: integer 20-30 } ] }
  open: { $when: [ { if: "s = 'a'", then: integer 1-9 } ] }
  v: "${expression}"
`;

async function look(expression: string): Promise<{ nullable: boolean; nullBy: string | undefined; values: unknown[] }> {
  const { program, problems } = loadProgram({ text: model(expression) }, true);
  if (program === null) throw new Error(problems.map(({ message }) => message).join('; '));
  const column = program.entities[1].table.columns.find(({ name }) => name === 'v');
  const values = (await rowsOf(program, 'Row')).map((row) => row['v']);
  return { nullable: column?.nullable ?? true, nullBy: column?.nullBy, values };
}

describe('a column cannot be null where the bounds of what it is made from leave no such case', () => {
  it.each([
    "= timestamp('2025-01-01') + minutes(n)",
    "= timestamp('2025-01-01') + minutes(60 * n)",
    "= 'ORD-' + pad_left(text(n), 6, '0')",
    "= pad_right(t, n, '.')",
    "= repeat('ab', n)",
    '= 100 / d',
    '= p / d',
    '= d / p',
    '= z / f',
    '= 100 / (z + 1)',
    '= 100 / (z % 3 + 1)',
    '= d // (d + z)',
    '= p % d',
    '= 10 / clamp(z, 1, 3)',
    '= 10 / max(z, 1)',
    '= 10 / (abs(z - 5) + 1)',
    '= 10 / if(z > 1, z + 1, 4)',
    '= 10 / coalesce(u, 1)',
    '= 10 / (length(t) + 1)',
    '= 10 / month(today())',
    '= sqrt(p)',
    '= log(p)',
    '= exp(f)',
    '= pow(1.05, n)',
    '= pow(p, 2)',
    '= random_int(n, n + 5)',
    '= random_int(1, n)',
    '= 7 / c',
    '= c',
    '= parent.least',
    '= parent.first',
    '= parent.v',
    '= 5 / parent.n',
    '= round(sin(d), 3)',
  ])('%s', async (expression) => {
    const { nullable, values } = await look(expression);
    expect(nullable).toBe(false);
    expect(values).not.toContain(null);
  });
});

describe('a column can be null where they do, and says by which part', () => {
  it.each([
    ['= 10 / z', '10 / z'],
    ['= 1 + 10 // z', '10 // z'],
    ['= round(5 * (10 / (z - 1)), 2)', '10 / (z - 1)'],
    ["= 'x' + text(u)", 'u'],
    ['= coalesce(u, open)', 'open'],
    ['= if(u > 3, 1, 10 % z)', '10 % z'],
    ['= sqrt(z - 1)', 'sqrt(z - 1)'],
    ['= number(t)', 'number(t)'],
    ['= date(t)', 'date(t)'],
    ['= random_int(d, 5)', 'random_int(d, 5)'],
    ["= pad_left(t, 30000 * n, 'x')", "pad_left(t, 30000 * n, '…')"],
  ])('%s', async (expression, part) => {
    const { nullable, nullBy, values } = await look(expression);
    expect(nullable).toBe(true);
    expect(nullBy).toBe(part);
    expect(values.length).toBeGreaterThan(0);
  });
});
