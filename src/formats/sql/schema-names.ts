import type { Table } from '../../engine/table.ts';
import { identifier } from './quote.ts';

/** A schema and a table of PostgreSQL, by the name of an entity: what is before its first dot is the schema. */
export function partsOf(name: string): readonly [schema: string | null, table: string] {
  const dot = name.indexOf('.');
  return dot <= 0 || dot === name.length - 1 ? [null, name] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** The table of an entity as PostgreSQL names it, `"sales"."order"` for `sales.order`. */
export function qualified(name: string): string {
  const [schema, table] = partsOf(name);
  return schema === null ? identifier(table) : `${identifier(schema)}.${identifier(table)}`;
}

/** Statements that make the schemas of tables. */
export function createSchemas(tables: readonly Table[]): string {
  const schemas = new Set(tables.flatMap(({ name }) => partsOf(name)[0] ?? []));
  return [...schemas].map((schema) => `CREATE SCHEMA IF NOT EXISTS ${identifier(schema)};\n`).join('');
}
