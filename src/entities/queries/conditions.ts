import { validate } from 'uuid';
import type { Access } from '../../access.ts';
import type { Condition } from './listing.ts';

/** Rows of the groups that the key sees; null where it sees all. @param shared whether those of no group are seen as well. */
export function ofSeenGroups(access: Access, column: string, shared = false): Condition | null {
  const { groups } = access;
  if (groups === null) return null;
  const own: Condition = (at) => `${column} = any(${at([...groups])}::uuid[])`;
  return shared ? (at) => `(${column} is null or ${own(at)})` : own;
}

/** Rows that refer to a row by its ID; none if the text is no ID, null if none is given. */
export function referringTo(column: string, id: string | null | undefined): Condition | null {
  if (id === null || id === undefined) return null;
  return validate(id) ? (at) => `${column} = ${at(id)}::uuid` : () => 'false';
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
