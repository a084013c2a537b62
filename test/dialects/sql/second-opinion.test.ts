import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { init, parse } from '@guanmingchiu/sqlparser-ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { Findings } from '../../../src/dialects/report.ts';
import { AstNode } from '../../../src/dialects/sql/ast-node.ts';
import { SQL_DIALECTS, type SqlDialectName } from '../../../src/dialects/sql/dialect.ts';
import { readSql } from '../../../src/dialects/sql/read-sql.ts';
import { statementsOf } from '../../../src/dialects/sql/statements.ts';

/** What two readers have to agree on. */
interface Facts {
  readonly name: string;
  /** `name`, `name!` if it is never null, with the length of a text: `name(20)!`. */
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly uniques: readonly string[];
  readonly references: readonly string[];
}

const OTHERS: Readonly<Partial<Record<SqlDialectName, 'mysql' | 'sqlite' | 'mssql' | 'oracle' | 'generic'>>> = {
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'mssql',
  oracle: 'oracle',
  db2: 'generic',
};

beforeAll(async () => {
  await init();
});

/** The facts of a statement that the other reader understands; null if it does not. */
function theirs(sql: string, dialect: SqlDialectName): Facts | null {
  let tree: unknown;
  try {
    tree = parse(sql, OTHERS[dialect]);
  } catch {
    // It refuses words of a dialect that it does not know, which is why it is not the reader.
    return null;
  }
  const [statement] = new AstNode({ all: tree }).list('all');
  const table = statement?.get('CreateTable');
  if (table === undefined || table.isEmpty) return null;
  const value = (node: AstNode): string => node.get('expr').get('Identifier').text('value') ?? node.text('value') ?? '';
  const last = (node: AstNode, key: string): string => node.list(key).at(-1)?.get('Identifier').text('value') ?? '';
  const key: string[] = [];
  const uniques: string[] = [];
  const references: string[] = [];
  const columns = table.list('columns').map((column) => {
    const name = column.get('name').text('value') ?? '';
    const options = column.list('options').map((one) => one.get('option'));
    const isOption = (wanted: string): boolean =>
      column.list('options').some((one) => one.text('option') === wanted) || options.some((one) => one.has(wanted));
    if (isOption('PrimaryKey')) key.push(name);
    if (isOption('Unique')) uniques.push(name);
    for (const option of options.filter((one) => one.has('ForeignKey'))) {
      references.push(`${name} > ${last(option.get('ForeignKey'), 'foreign_table')}`);
    }
    const [, type] = column.get('data_type').only();
    const length = type.get('IntegerLength').number('length');
    return `${name}${length === null ? '' : `(${length})`}${isOption('NotNull') || isOption('PrimaryKey') ? '!' : ''}`;
  });
  for (const constraint of table.list('constraints')) {
    const [kind, node] = constraint.only();
    const names = node.list('columns').map((one) => value(one.has('column') ? one.get('column') : one));
    if (kind === 'PrimaryKey') key.push(...names);
    if (kind === 'Unique') uniques.push(names.join());
    if (kind === 'ForeignKey') references.push(`${names.join()} > ${last(node, 'foreign_table')}`);
  }
  const all = columns.map((one) => (key.includes(one.replace(/[(!].*/, '')) && !one.endsWith('!') ? `${one}!` : one));
  return { name: last(table, 'name'), columns: all, key, uniques: uniques.sort(), references: references.sort() };
}

async function ours(sql: string, dialect: SqlDialectName): Promise<Facts | null> {
  const { schema } = await readSql(sql, dialect, new Findings());
  const [table] = schema.tables;
  if (table === undefined) return null;
  // References to tables of other statements are only named where those are read as well.
  const columns = table.columns.map(({ name, type, notNull }) => {
    const length = type.kind === 'string' && /\(\d/.test(sql) ? type.maxLength : null;
    return `${name}${length === null ? '' : `(${length})`}${notNull ? '!' : ''}`;
  });
  return {
    name: table.name,
    columns,
    key: table.primaryKey,
    uniques: table.uniques.map((unique) => unique.columns.join()).sort(),
    references: [],
  };
}

/** How many tables of a script the two readers agree on; throws where they do not. */
async function agreed(script: string, dialect: SqlDialectName): Promise<number> {
  let count = 0;
  const { schema } = await readSql(script, dialect, new Findings());
  for (const { start, end } of statementsOf(script, SQL_DIALECTS[dialect])) {
    const sql = script.slice(start, end);
    const [expected, found] = [theirs(sql, dialect), await ours(sql, dialect)];
    if (expected === null || found === null) continue;
    const whole = schema.tables.find(({ name }) => name === found.name);
    const named = expected.references.map((one) => one.replace(/ > .*/, ''));
    const references = (whole?.references ?? [])
      .map(({ columns, table }) => `${columns.join()} > ${table.name}`)
      .filter((one) => named.includes(one.replace(/ > .*/, '')))
      .sort();
    const withLengths = (columns: readonly string[]): readonly string[] =>
      columns.map((one, i) => (expected.columns.at(i)?.includes('(') ? one : one.replace(/\(\d+\)/, '')));
    expect({ ...found, columns: withLengths(found.columns), references }).toEqual(expected);
    count++;
  }
  return count;
}

describe('another reader of SQL agrees on tables, columns, keys and references', () => {
  it.each<readonly [dialect: SqlDialectName, script: string]>([
    [
      'mysql',
      "CREATE TABLE `a` (`id` INT NOT NULL AUTO_INCREMENT, `b` VARCHAR(20) DEFAULT 'x' UNIQUE, `c` DECIMAL(8,2) NOT NULL CHECK (c > 0), PRIMARY KEY (`id`), UNIQUE KEY u (`b`, `c`)); CREATE TABLE `d` (`id` INT PRIMARY KEY, `a` INT, CONSTRAINT f FOREIGN KEY (`a`) REFERENCES `a` (`id`));",
    ],
    [
      'sqlite',
      'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b VARCHAR(9) NOT NULL UNIQUE); CREATE TABLE d (a INTEGER NOT NULL REFERENCES a (id), n INTEGER, PRIMARY KEY (a, n));',
    ],
    [
      'sqlserver',
      'CREATE TABLE [a] ([id] INT NOT NULL, [b] VARCHAR(30) NOT NULL, CONSTRAINT [pk] PRIMARY KEY ([id])); CREATE TABLE [d] ([id] INT NOT NULL PRIMARY KEY, [a] INT NOT NULL, FOREIGN KEY ([a]) REFERENCES [a] ([id]));',
    ],
    [
      'oracle',
      'CREATE TABLE a (id NUMBER NOT NULL, b VARCHAR2(30) NOT NULL, CONSTRAINT pk PRIMARY KEY (id), CONSTRAINT u UNIQUE (b)); CREATE TABLE d (id NUMBER PRIMARY KEY, a NUMBER NOT NULL, CONSTRAINT f FOREIGN KEY (a) REFERENCES a (id));',
    ],
    [
      'db2',
      'CREATE TABLE a (id INTEGER NOT NULL, b VARCHAR(30) NOT NULL, PRIMARY KEY (id)); CREATE TABLE d (id INTEGER NOT NULL PRIMARY KEY, a INTEGER, FOREIGN KEY (a) REFERENCES a (id));',
    ],
  ])('of %s', async (dialect, script) => expect(await agreed(script, dialect)).toBe(2));

  const corpora = process.env['ROWMILL_CORPORA'] ?? '';
  const folder = join(corpora, 'ddl', 'chinook');
  const scripts =
    corpora !== '' && existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sql')) : [];
  const dialectOf = (name: string): SqlDialectName | undefined =>
    (
      [
        ['MySql', 'mysql'],
        ['Sqlite', 'sqlite'],
        ['SqlServer', 'sqlserver'],
        ['Oracle', 'oracle'],
        ['Db2', 'db2'],
      ] as const
    ).find(([word]) => name.includes(word))?.[1];

  it.skipIf(scripts.length === 0).each(scripts.filter((name) => dialectOf(name) !== undefined))(
    'of %s',
    async (name) => {
      const script = readFileSync(join(folder, name), 'utf8');
      expect(await agreed(script, dialectOf(name) ?? 'mysql')).toBeGreaterThan(0);
    },
  );
});
