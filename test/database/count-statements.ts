import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryOptions, Results } from '@electric-sql/pglite';
import { PreparingPglite } from '../../src/entities/database/preparing-pglite.ts';

/** The statements of some work: what runs beside it has another context. */
const counted = new AsyncLocalStorage<string[]>();

const { prototype } = PreparingPglite;
// oxlint-disable-next-line typescript/unbound-method -- it is called with the database it belongs to
const { query } = prototype;

/**
 * Lets the statements of embedded databases be seen that are opened from now on: their driver takes the method when it connects.
 * @returns a function that ends it.
 */
export function watchStatements(): () => void {
  prototype.query = async function <T>(this: PreparingPglite, text: string, ...rest: [unknown[]?, QueryOptions?]) {
    counted.getStore()?.push(text);
    return await query.call<PreparingPglite, [string, ...typeof rest], Promise<Results<T>>>(this, text, ...rest);
  };
  return () => {
    prototype.query = query;
  };
}

/** The texts of all statements that some work runs, and what it begins, until it is done. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const texts: string[] = [];
  await counted.run(texts, work);
  return texts;
}
