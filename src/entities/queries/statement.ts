import type { EntityManager } from '@mikro-orm/sql';
import { CompiledQuery } from 'kysely';

/**
 * Runs one SQL statement with `$1` placeholders, in the EntityManager's transaction where it is in one, and answers its rows.
 * Dates come as the server's text; give columns that are read so a form in the statement.
 */
export async function statement<Row extends object>(
  em: EntityManager,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await em.getKysely().executeQuery<Row>(CompiledQuery.raw(text, [...values]));
  return rows;
}
