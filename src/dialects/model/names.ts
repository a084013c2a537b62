import type { Findings } from '../report.ts';
import type { SourceSchema, SourceTable } from '../schema.ts';

/** Bytes of a name of a model. */
const MAX_NAME_BYTES = 200;

/** Schemas whose tables databases find without being told: of PostgreSQL, SQL Server and SQLite. */
const DEFAULT_SCHEMAS = new Set(['', 'public', 'dbo', 'main']);

/**
 * The entities of the tables: by their names alone in a single schema, otherwise with the schema where it is not the default one, or where
 * another table is called the same. A load finds them by these names.
 */
export function entityNames(tables: readonly SourceTable[], findings: Findings): ReadonlyMap<SourceTable, string> {
  const counts = new Map<string, number>();
  for (const { name } of tables) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  const isSingle = new Set(tables.map(({ schema }) => schema)).size <= 1;
  const isPlain = ({ schema, name }: SourceTable): boolean => {
    const isAlone = counts.get(name.toLowerCase()) === 1 || schema === '';
    return isAlone && (isSingle || DEFAULT_SCHEMAS.has(schema.toLowerCase()));
  };
  const plain = new Set(tables.filter(isPlain).map(({ name }) => name.toLowerCase()));
  const names = new Map<SourceTable, string>();
  const taken = new Set<string>();
  for (const table of tables) {
    // An entity called like the schema would take the name before the dot.
    const dot = plain.has(table.schema.toLowerCase()) ? '_' : '.';
    const wanted = isPlain(table) ? table.name : `${table.schema}${dot}${table.name}`;
    const name = freeName(wanted, 'table', taken);
    if (name !== wanted) findings.approximated('NAME_CHANGED', table.at, name, `The table is called \`${wanted}\`.`);
    names.set(table, name);
  }
  return names;
}

/** A name of a model as close as possible to the wanted one, and not yet taken. */
export function freeName(wanted: string, fallback: string, taken: Set<string>): string {
  let name = wanted
    .replace(/^\$/, '_')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .toWellFormed();
  if (name === '') name = fallback;
  while (Buffer.byteLength(name) > MAX_NAME_BYTES) name = name.slice(0, -1).trimEnd().toWellFormed();
  for (let i = 2; taken.has(name); i++) name = `${wanted.slice(0, 100)}_${i}`;
  taken.add(name);
  return name;
}

/** Tables by schema and name, as references name them. */
export function tableIndex({ tables }: SourceSchema): ReadonlyMap<string, SourceTable> {
  return new Map(tables.map((table) => [tableKey(table), table]));
}

export function tableKey({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${schema}\0${name}`;
}
