import type { Window } from '../entities/queries/listing.ts';

/** A part of a list, in the form of a Relay connection. */
export interface Page<T> {
  readonly edges: { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Counts the whole list when it is called. */
  readonly totalCount: () => Promise<number>;
}

/**
 * Makes a page of what was found.
 * @param found at least one more than the window's size where there are, in the direction in which it is read.
 * @param write the cursor of an item.
 */
export function pageOf<T>(
  found: readonly T[],
  { backward, size, after, before }: Window<unknown>,
  write: (item: T) => string,
  totalCount: () => Promise<number>,
): Page<T> {
  const more = found.length > size;
  const items = found.slice(0, size);
  if (backward) items.reverse();
  const edges = items.map((node) => ({ cursor: write(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: backward ? before !== null : more,
      hasPreviousPage: backward ? more : after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}
