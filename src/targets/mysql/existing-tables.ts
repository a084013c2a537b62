import { mysql } from '../../formats/sql/mysql.ts';
import type { PlainColumn } from '../check-columns.ts';
import type { ExistingKey } from '../existing-tables.ts';
import type { MysqlClient, MysqlRow } from './client.ts';

/** A table of the target as its catalogue describes it. */
export interface MysqlTable {
  readonly name: string;
  /** `BASE TABLE`; others are views and the like. */
  readonly kind: string;
  readonly engine: string;
  /** Whether what fails can be taken back. */
  readonly transactional: boolean;
  readonly columns: readonly MysqlColumn[];
  /** Those of whole values: what an index has of the first characters only is none. */
  readonly keys: readonly ExistingKey[];
}

export interface MysqlColumn extends PlainColumn {
  /** `varchar`. */
  readonly type: string;
  /** As SQL writes it, `varchar(10)`. */
  readonly written: string;
  /** Characters of a text, or bytes; null for other types. */
  readonly length: number | null;
  /** Digits of a number, also those after the point; null for other types. */
  readonly precision: number | null;
  /** Digits after the point; null where there is none. */
  readonly scale: number | null;
  /** Digits of the fraction of a second; null for other types. */
  readonly fraction: number | null;
  readonly mayInsert: boolean;
  readonly mayRead: boolean;
}

/** A foreign key. */
export interface MysqlReference {
  readonly constraint: string;
  /** The database of the table. */
  readonly home: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly schema: string;
  readonly target: string;
  readonly targets: readonly string[];
}

/** What a target has. */
export interface MysqlCatalogue {
  /** Under the names that were asked for, as they were asked for. */
  readonly tables: readonly MysqlTable[];
  /** All that leave or enter one of the tables. */
  readonly references: readonly MysqlReference[];
}

/** Reads what a database has under these names; what it lacks is left out. */
export async function existingTables(
  client: MysqlClient,
  names: readonly string[],
  database: string,
): Promise<MysqlCatalogue> {
  if (names.length === 0) return { tables: [], references: [] };
  const [{ ignoresCase }] = await client.query('select @@lower_case_table_names <> 0 as ignoresCase');
  const folded = (name: string): string => (ignoresCase === 1 ? mysql.folded(name) : name);
  const wanted = new Map(names.map((name) => [folded(name), name]));
  const asked = (name: unknown): string | undefined => wanted.get(folded(String(name)));
  const place = mysql.literal(database);
  const among = `(${names.map(mysql.literal).join(', ')})`;
  const tables = await client.query(
    `select t.table_name as name, t.table_type as kind, coalesce(t.engine, '') as engine,
       coalesce(e.transactions, '') = 'YES' as transactional
     from information_schema.tables t left join information_schema.engines e on e.engine = t.engine
     where t.table_schema = ${place} and t.table_name in ${among}`,
  );
  const columns = await client.query(
    `select table_name as tableName, column_name as name, data_type as type, column_type as written, is_nullable = 'NO' as required,
       column_default is not null or extra like '%auto_increment%' or extra like '%default_generated%' as hasDefault,
       coalesce(generation_expression, '') <> '' as isGenerated, character_maximum_length as length, numeric_precision as digits,
       numeric_scale as scale, datetime_precision as fraction, privileges like '%insert%' as mayInsert, privileges like '%select%' as mayRead
     from information_schema.columns where table_schema = ${place} and table_name in ${among} order by ordinal_position`,
  );
  const indexed = await client.query(
    `select table_name as tableName, index_name as indexName, column_name as columnName, sub_part as part
     from information_schema.statistics where table_schema = ${place} and table_name in ${among} and non_unique = 0
     order by index_name, seq_in_index`,
  );
  const keys = await client.query(
    `select constraint_name as constraintName, table_schema as home, table_name as tableName, column_name as columnName,
       referenced_table_schema as targetSchema, referenced_table_name as target, referenced_column_name as targetColumn
     from information_schema.key_column_usage
     where referenced_table_schema is not null and (table_schema = ${place} and table_name in ${among}
       or referenced_table_schema = ${place} and referenced_table_name in ${among})
     order by table_schema, table_name, constraint_name, ordinal_position`,
  );
  return {
    tables: tables.flatMap(({ name, kind, engine, transactional }) => {
      const asName = asked(name);
      if (asName === undefined) return [];
      const own = columns.filter(({ tableName }) => tableName === name).map(columnOf);
      return [
        {
          name: asName,
          kind: String(kind),
          engine: String(engine),
          transactional: transactional === 1,
          columns: own,
          keys: keysOf(indexed.filter(({ tableName }) => tableName === name)),
        },
      ];
    }),
    references: referencesOf(keys).map((reference) => ({
      ...reference,
      table: reference.home === database ? (asked(reference.table) ?? reference.table) : reference.table,
      target: reference.schema === database ? (asked(reference.target) ?? reference.target) : reference.target,
    })),
  };
}

function columnOf(row: MysqlRow): MysqlColumn {
  const { name, type, written } = row;
  const is = (key: string): boolean => row[key] === 1;
  // The length of LONGTEXT is a number of more digits than a double holds exactly.
  const number = (key: string): number | null => (row[key] === null ? null : Number(row[key]));
  return {
    name: String(name),
    type: String(type).toLowerCase(),
    written: String(written),
    required: is('required'),
    hasDefault: is('hasDefault'),
    generated: is('isGenerated'),
    length: number('length'),
    precision: number('digits'),
    scale: number('scale'),
    fraction: number('fraction'),
    mayInsert: is('mayInsert'),
    mayRead: is('mayRead'),
  };
}

function keysOf(rows: readonly MysqlRow[]): readonly ExistingKey[] {
  return [...Map.groupBy(rows, ({ indexName }) => String(indexName))].flatMap(([name, parts]) => {
    // MySQL has indexes on expressions, which are no columns.
    const isWhole = parts.every(({ columnName, part }) => columnName !== null && part === null);
    return isWhole ? [{ name, columns: parts.map(({ columnName }) => String(columnName)) }] : [];
  });
}

function referencesOf(keys: readonly MysqlRow[]): readonly MysqlReference[] {
  const found = new Map<string, { columns: string[]; targets: string[] } & MysqlReference>();
  for (const { constraintName, home, tableName, columnName, targetSchema, target, targetColumn } of keys) {
    const id = JSON.stringify([home, tableName, constraintName]);
    const reference = found.get(id) ?? {
      constraint: String(constraintName),
      home: String(home),
      table: String(tableName),
      columns: [],
      schema: String(targetSchema),
      target: String(target),
      targets: [],
    };
    reference.columns.push(String(columnName));
    reference.targets.push(String(targetColumn));
    found.set(id, reference);
  }
  return [...found.values()];
}
