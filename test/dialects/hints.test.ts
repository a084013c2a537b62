import { describe, expect, it } from 'vitest';
import { type ColumnHints, dialectNamed, sourceOf, type TableHints, withHints } from '../../src/dialects/index.ts';
import { catalogue } from '../../src/engine/generators/catalogue.ts';
import { errorsOf } from './import-text.ts';

/** Of one table: how many rows there are, and what is known of columns. */
type Known = readonly [rows: number | null, columns?: Readonly<Record<string, Partial<ColumnHints>>>];

/** The model of a script with hints of its tables, and its errors, if any. */
async function hinted(script: string, known: Readonly<Record<string, Known>>): Promise<string> {
  const { model } = (await dialectNamed('postgresql')?.read(sourceOf(Buffer.from(script)), {
    catalogue,
    problemsOf: errorsOf,
    enrich: async (schema, findings) => {
      const hints = schema.tables.map((table): [typeof table, TableHints] => {
        const [rows, columns = {}] = known[table.name] ?? [null];
        const own = Object.entries(columns).map(([name, hint]): [string, ColumnHints] => [
          name,
          { nullShare: 0, extremes: [], values: null, ...hint },
        ]);
        return [table, { rows, columns: new Map(own) }];
      });
      return await Promise.resolve(withHints(schema, new Map(hints), catalogue, findings));
    },
  })) ?? { model: '' };
  expect(errorsOf(model)).toEqual([]);
  return model;
}

/** The field of a column with a hint. */
async function field(type: string, hint: Partial<ColumnHints>): Promise<string | undefined> {
  const model = await hinted(`create table t (id int primary key, zork ${type})`, { t: [5, { zork: hint }] });
  return /^ {2}zork: (.*)$/m.exec(model)?.[1];
}

const listed = (...texts: string[]): Partial<ColumnHints> => ({
  values: texts.map((text) => ({ text, share: 1 / texts.length })),
});

describe('hints of a column', () => {
  it.each([
    ['int not null', { extremes: ['7', '7'] }, 'integer 7-7'],
    ['int not null', { extremes: ['-3', '12', '4'] }, 'integer -3..12'],
    ['bigint not null', { extremes: ['1', '9223372036854775807'] }, 'integer'],
    ['real not null', { extremes: ['1', '2'] }, 'number 1.00-2.00'],
    ['real not null', { extremes: ['NaN', '1e+30', 'Infinity'] }, 'number'],
    ['numeric(6,3) not null', { extremes: ['0.5', '99.125'] }, 'decimal(6,3) 0.500-99.125'],
    [
      'date not null',
      { extremes: ['2020-02-29', '1999-12-31', 'infinity', '0001-01-01 BC'] },
      'date 1999-12-31..2020-02-29',
    ],
    ['timestamp not null', { extremes: ['2020-02-29 12:13:14.567'] }, 'timestamp 2020-02-29..2020-02-29'],
    ['text not null', listed('a', 'b', 'c'), 'enum(a 34%, b 33%, c 33%)'],
    ['text not null', listed('only'), 'enum(only)'],
    ['text not null', listed('a, b', "it's", '50%', ' x'), 'string'],
    ['text not null', listed('a, b', "it's", '50%'), `enum("a, b" 34%, "it's" 33%, "50%" 33%)`],
    ['text not null', listed('a"b'), 'string'],
    ['text not null', listed(''), 'string'],
    ['char(3) not null', listed('a  '), 'enum(a)'],
    ['int', { nullShare: 1 / 3 }, 'integer null 33%'],
    ['int', { nullShare: 0.0004 }, 'integer null 0.1%'],
    ['int', { nullShare: 0.999 }, 'integer null 99%'],
    ['int', { nullShare: 1 }, 'integer null 100%'],
    ['int', { nullShare: 0 }, 'integer'],
  ] as const)('%s, of which is known %j, is %s', async (type, hint, expected) => {
    expect(await field(type, hint)).toBe(expected);
  });

  it('do not apply where keys, checks of several columns or other columns decide', async () => {
    const model = await hinted(
      `create table t (id int primary key check (id > 0), a int not null, b int not null, created_at timestamp not null,
        updated_at timestamp not null, code text not null unique, check (a < b), c int not null check (c % 5 = 0))`,
      {
        t: [
          9,
          {
            ...Object.fromEntries(['id', 'a', 'b', 'c'].map((name) => [name, { extremes: ['5', '15'] }])),
            ...Object.fromEntries(
              ['created_at', 'updated_at'].map((name) => [name, { extremes: ['2020-01-01', '2020-02-01'] }]),
            ),
            code: listed('x', 'y'),
          },
        ],
      },
    );
    expect(model).not.toMatch(/15|enum|updated_at: .*2020/);
    expect(model).toContain('created_at: timestamp 2020-01-01..2020-02-01');
  });
});

describe('numbers of rows', () => {
  const SCHEMA = `
    create table parent (id int primary key);
    create table other (id int primary key);
    create table line (parent int references parent, no int, primary key (parent, no));
    create table pair (parent int references parent, other int references other, primary key (parent, other));
    create table profile (parent int primary key references parent);
    create table child (id int primary key, parent int not null references parent);`;

  it.each([
    ['as many children as there are', { parent: [10], line: [50] }, 'line', '$per: 1-9'],
    ['one child where there is about one', { parent: [100], line: [110] }, 'line', '$per: 1'],
    [
      'rows of their own where most parents have no child',
      { parent: [100], line: [7] },
      'line',
      '$count: "= 7 * vars.scale"',
    ],
    ['no more pairs than other parents', { parent: [10], other: [6], pair: [40] }, 'pair', '$per: 2-6'],
    ['one row for some parents', { parent: [100], profile: [20] }, 'profile', '$count: "= 20 * vars.scale"'],
    ['one row for each parent', { parent: [100], profile: [100] }, 'profile', '$per: 1,'],
    ['as many rows as there are', { parent: [10], child: [1234567] }, 'child', '$count: "= 1234567 * vars.scale"'],
    ['the usual number where there are none', { parent: [0] }, 'parent', '$count: "= 100 * vars.scale"'],
  ] as const)('%s', async (_what, known, name, expected) => {
    const model = await hinted(SCHEMA, known);
    expect(new RegExp(`^${name}:\n(?: .*\n)+`, 'm').exec(model)?.[0]).toContain(expected);
  });
});
