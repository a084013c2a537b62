import type { Access } from '../access.ts';
import { type NodeName, rowId } from './global-id.ts';
import type { Condition } from './listing.ts';

/** Rows of the groups that the key sees; null where it sees all. @param shared whether those of no group are seen as well. */
export function ofSeenGroups(access: Access, column: string, shared = false): Condition | null {
  const { groups } = access;
  if (groups === null) return null;
  const own: Condition = (at) => `${column} = any(${at([...groups])}::uuid[])`;
  return shared ? (at) => `(${column} is null or ${own(at)})` : own;
}

/** Rows that refer to a thing by its id of the API; none where there is no such thing, null where none was given. */
export function referringTo(column: string, type: NodeName, given: string | null | undefined): Condition | null {
  if (given === null || given === undefined) return null;
  const id = rowId(type, given);
  return id === '' ? () => 'false' : (at) => `${column} = ${at(id)}::uuid`;
}

/** Rows whose name has the text in it, in any case. */
export function named(text: string | null | undefined): Condition | null {
  if (text === null || text === undefined) return null;
  // The database has no NUL, so no name has one in it.
  return text.includes('\0') ? () => 'false' : (at) => `position(lower(${at(text)}) in lower(name)) > 0`;
}

/** The conditions that are there. */
export function conditionsOf(...given: readonly (Condition | null)[]): readonly Condition[] {
  return given.filter((condition) => condition !== null);
}
