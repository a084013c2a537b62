import type { Window } from '../entities/queries/listing.ts';
import { codedError } from './coded-error.ts';
import { DEFAULT_PAGE, MAX_ITEMS } from './limits.ts';

/** The arguments of a connection. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/**
 * Checks the arguments. Throws an INVALID_INPUT error if they cannot be met.
 * @param read what a cursor represents; it throws such an error itself.
 */
export function pageWindow<P>({ first, last, after, before }: PageArguments, read: (cursor: string) => P): Window<P> {
  const backward = typeof last === 'number';
  if (backward && typeof first === 'number')
    throw codedError('INVALID_INPUT', '`first` and `last` cannot be combined: give one of them');
  const size = (backward ? last : first) ?? DEFAULT_PAGE;
  if (size < 0 || size > MAX_ITEMS) {
    throw codedError('INVALID_INPUT', `${backward ? 'last' : 'first'} is a number from 0 to ${MAX_ITEMS}`);
  }
  return {
    backward,
    size,
    after: typeof after === 'string' ? read(after) : null,
    before: typeof before === 'string' ? read(before) : null,
  };
}

/** The cost of a field that takes such arguments: what is selected below it counts once for each item. */
export function pageCost({ first, last }: PageArguments): { readonly field: number; readonly multiplier: number } {
  // Numbers out of bounds are refused when they are resolved, with a message that helps more.
  return { field: 1, multiplier: Math.min(Math.max(first ?? last ?? DEFAULT_PAGE, 1), MAX_ITEMS) };
}
