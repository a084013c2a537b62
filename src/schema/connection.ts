import { countRows, type Listing, NOBODY, type Position, readWindows } from '../entities/queries/listing.ts';
import type { SchemaContext } from './context.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type Page, pageOf } from './page.ts';
import { type PageArguments, pageWindow } from './page-window.ts';

/** Whose list it is: a column of its table, and the owner's id. */
export interface Owner {
  readonly column: string;
  readonly id: string;
}

/**
 * One page of a list. Pages of several owners that are asked for together are read together, and nothing is counted that is
 * not selected. Throws an INVALID_INPUT error if the arguments cannot be met.
 * @param filter the values that the conditions beside those of the access are made from.
 */
export async function connectionOf<T extends Position>(
  { em, loaders }: SchemaContext,
  listing: Listing<T>,
  given: PageArguments,
  filter: unknown,
  owner: Owner | null = null,
): Promise<Page<T>> {
  const window = pageWindow(given, readCursor);
  const column = owner?.column ?? null;
  const id = owner?.id ?? NOBODY;
  const list = JSON.stringify([listing.entity.meta.tableName, column, filter]);
  const found = await loaders.load(`page ${list} ${JSON.stringify(window)}`, id, (owners) =>
    readWindows(em, listing, window, column, owners),
  );
  const totalCount = async (): Promise<number> =>
    (await loaders.load(`count ${list}`, id, (owners) => countRows(em, listing, column, owners))) ?? 0;
  return pageOf(found ?? [], window, writeCursor, totalCount);
}
