import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Findings } from '../../../src/dialects/report.ts';
import type { SourceSchema, SourceTable } from '../../../src/dialects/schema.ts';
import { columnType } from '../../../src/dialects/sql/column-type.ts';
import type { SqlDialectName } from '../../../src/dialects/sql/dialect.ts';
import { detectSqlDialect } from '../../../src/dialects/sql/dialect.ts';
import { readSql } from '../../../src/dialects/sql/read-sql.ts';

/** What catalogues of real databases report for a script. */
interface Oracle {
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly {
      readonly name: string;
      readonly type: string;
      readonly notNull: boolean;
      readonly default?: string;
      readonly identity?: unknown;
      readonly autoIncrement?: unknown;
      readonly generated?: unknown;
    }[];
    readonly primaryKey: readonly string[] | null;
    readonly uniques: readonly { readonly columns: readonly string[] }[];
    readonly uniqueIndexes?: readonly { readonly columns: readonly string[] }[];
    readonly foreignKeys: readonly {
      readonly columns: readonly string[];
      readonly refTable: string;
      readonly refColumns: readonly string[];
    }[];
    readonly checks?: readonly unknown[];
    readonly partition?: boolean;
  }[];
  readonly enums?: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly domains?: readonly { readonly name: string; readonly base: string; readonly notNull: boolean }[];
}

/** A folder of schemas with what their databases report, which is not part of the project. */
const corpora = process.env['ROWMILL_CORPORA'] ?? '';
const scripts = existsSync(join(corpora, 'ddl'))
  ? readdirSync(join(corpora, 'ddl'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sql'))
  : [];

describe.skipIf(scripts.length === 0)('a script of ROWMILL_CORPORA equals the catalogue of its database', () => {
  it.each(scripts)('%s', async (name) => {
    const path = join(corpora, 'ddl', name);
    const oraclePath = `${path.replace(/(?:\.ddl|\.full)?\.sql$/, '')}.oracle.json`;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the corpus is written for this test
    const oracle = JSON.parse(readFileSync(oraclePath, 'utf8')) as Oracle;
    // The oracle's database had no extension for vectors.
    const script = readFileSync(path, 'utf8').replace('public.vector(20)', 'double precision[]');
    const { schema, dialect } = await readSql(script, detectSqlDialect(script).name, new Findings());
    expect(schema.tables.map((table) => factsOf(table, schema)).sort(byName)).toEqual(
      oracle.tables.map((table) => expectedOf(table, dialect.name)).sort(byName),
    );
    expect(schema.enums.map(({ name: type, values }) => ({ name: type, values }))).toEqual(
      (oracle.enums ?? []).map(({ name: type, values }) => ({ name: type, values })),
    );
    expect(schema.domains.map(({ name: type, typeText, notNull }) => [type, typeText, notNull])).toEqual(
      (oracle.domains ?? []).map(({ name: type, base, notNull }) => [type, base, notNull]),
    );
  });
});

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
const sorted = (lists: readonly (readonly unknown[])[]): readonly string[] =>
  lists.map((list) => JSON.stringify(list)).sort();

function factsOf(table: SourceTable, { domains }: SourceSchema): { name: string } & Record<string, unknown> {
  return {
    name: table.name,
    // The domains have types of their own, and their checks; neither is a column's in a catalogue.
    columns: table.columns.map(({ name, type, typeText, notNull, isIdentity, isGenerated }) => {
      const isDomain = domains.some((domain) => typeText === `${domain.schema}.${domain.name}`);
      return { name, type: isDomain || type.kind === 'enum' ? typeText : type, notNull, isIdentity, isGenerated };
    }),
    primaryKey: table.primaryKey,
    uniques: sorted(table.uniques.filter(({ isIndex }) => !isIndex).map(({ columns }) => columns)),
    uniqueIndexes: sorted(table.uniques.filter(({ isIndex }) => isIndex).map(({ columns }) => columns)),
    references: sorted(table.references.map(({ columns, table: other, refers }) => [columns, other.name, refers])),
    checks: table.checks.filter(({ name }) => name !== 'year_check').length,
    isPartition: table.partitionOf !== null,
  };
}

function expectedOf(
  table: Oracle['tables'][number],
  dialect: SqlDialectName,
): { name: string } & Record<string, unknown> {
  return {
    name: table.name,
    columns: table.columns.map((column) => ({
      name: column.name,
      type: typeOf(column.type, dialect),
      notNull: column.notNull,
      isIdentity: isNumbered(column) || (dialect === 'sqlite' && isRowNumber(table, column.name)),
      isGenerated: column.generated !== undefined,
    })),
    primaryKey: table.primaryKey ?? [],
    uniques: sorted(table.uniques.map(({ columns }) => columns)),
    uniqueIndexes: sorted((table.uniqueIndexes ?? []).map(({ columns }) => columns)),
    references: sorted(
      table.foreignKeys.map(({ columns, refTable, refColumns }) => [columns, refTable.split('.').at(-1), refColumns]),
    ),
    checks: table.checks?.length ?? 0,
    isPartition: table.partition ?? false,
  };
}

function isNumbered({ identity, autoIncrement, default: value }: Oracle['tables'][number]['columns'][number]): boolean {
  return identity !== undefined || autoIncrement !== undefined || (value ?? '').startsWith('nextval(');
}

/** SQLite numbers the rows of a key that is declared with its column. */
function isRowNumber({ primaryKey, ...table }: Oracle['tables'][number], name: string): boolean {
  return 'autoincrement' in table && table.autoincrement === true && primaryKey?.[0] === name;
}

function typeOf(text: string, dialect: SqlDialectName): unknown {
  if (text.startsWith('public.')) return text;
  const [, name, parameters, rest] = /^([^([]*)(?:\(([^)]*)\))?(.*)$/.exec(text) ?? [];
  const dimensions = text.endsWith('[]') ? 1 : 0;
  const words = `${name}${(rest ?? '').replace('[]', '')}`.trim().toLowerCase();
  return columnType(
    { name: words, parameters: parameters?.split(',').map((one) => one.trim()) ?? [], dimensions },
    dialect,
  );
}
