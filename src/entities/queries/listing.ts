import type { EntitySchema } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/sql';
import { byIds } from './by-ids.ts';
import { statement } from './statement.ts';

/** The position of a row in every list: by creation, and by ID among those of one moment. */
export interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

/** A section of a list, between two positions in it. */
export interface Window<P> {
  /** Whether it is counted from the end. */
  readonly backward: boolean;
  /** Items: 0 or more. */
  readonly size: number;
  readonly after: P | null;
  readonly before: P | null;
}

/** A condition on the rows of a list: gives values to `at`, which answers their placeholders. */
export type Condition = (at: (value: unknown) => string) => string;

/** A list: the rows of a table that meet conditions, newest first. */
export interface Listing<T extends Position> {
  readonly entity: EntitySchema<T>;
  readonly conditions: readonly Condition[];
}

/** The owner of a list that has none. */
export const NOBODY = '';

/** Rows of a list, with the owner whose they are. */
interface Found {
  readonly id: string;
  readonly owner: string;
}

/**
 * Reads one window of a list for each owner at once, up to one row more than its size, in the direction of reading.
 * @param column leads from a row to its owner; null where the list is nobody's, whom `NOBODY` stands for.
 */
export async function readWindows<T extends Position>(
  em: EntityManager,
  { entity, conditions }: Listing<T>,
  { backward, size, after, before }: Window<Position>,
  column: string | null,
  owners: readonly string[],
): Promise<Map<string, T[]>> {
  const values: unknown[] = [];
  const at = placeholders(values);
  const bounds: Condition[] = [];
  // Newest first: what comes after is older.
  if (after !== null) bounds.push((at) => `(created_at, id) < ${placed(after, at)}`);
  if (before !== null) bounds.push((at) => `(created_at, id) > ${placed(before, at)}`);
  const direction = backward ? 'asc' : 'desc';
  const from = column === null ? `(values ('${NOBODY}')) as owner(id)` : `unnest(${at(owners)}::uuid[]) as owner(id)`;
  const text = `
    select item.id as "id", owner.id as "owner" from ${from}
    cross join lateral (
      select id, created_at from ${entity.meta.tableName} ${whereOf([...ownedBy(column), ...conditions, ...bounds], values)}
      order by created_at ${direction}, id ${direction} limit ${size + 1}
    ) item
    order by item.created_at ${direction}, item.id ${direction}`;
  const found = await statement<Found>(em, text, values);
  const things = await byIds(
    em,
    entity,
    found.map(({ id }) => id),
  );
  const windows = new Map<string, T[]>(owners.map((owner) => [owner, []]));
  for (const { id, owner } of found) {
    const thing = things.get(id);
    // One that was deleted between the two reads is left out.
    if (thing !== undefined) windows.get(owner)?.push(thing);
  }
  return windows;
}

/** Reads a whole list, up to a number of rows. */
export async function readAll<T extends Position>(em: EntityManager, listing: Listing<T>, max: number): Promise<T[]> {
  const window = { backward: false, size: max, after: null, before: null };
  return ((await readWindows(em, listing, window, null, [NOBODY])).get(NOBODY) ?? []).slice(0, max);
}

/** Counts the whole list of each owner; one who has nothing may be missing. */
export async function countRows<T extends Position>(
  em: EntityManager,
  { entity, conditions }: Listing<T>,
  column: string | null,
  owners: readonly string[],
): Promise<Map<string, number>> {
  const values: unknown[] = [];
  const owned: readonly Condition[] = column === null ? [] : [(at) => `${column} = any(${at(owners)}::uuid[])`];
  const where = whereOf([...owned, ...conditions], values);
  const owner = column ?? `'${NOBODY}'`;
  const text = `select ${owner} as "owner", count(*)::float8 as "count" from ${entity.meta.tableName} ${where} group by 1`;
  const counted = await statement<{ owner: string; count: number }>(em, text, values);
  return new Map(counted.map(({ owner, count }) => [owner, count]));
}

function ownedBy(column: string | null): readonly Condition[] {
  return column === null ? [] : [() => `${column} = owner.id`];
}

function placeholders(values: unknown[]): (value: unknown) => string {
  return (value) => `$${values.push(value)}`;
}

/** The `where` of a statement, its values added to those that there are. */
export function whereOf(conditions: readonly Condition[], values: unknown[]): string {
  const at = placeholders(values);
  return conditions.length === 0 ? '' : `where ${conditions.map((condition) => condition(at)).join(' and ')}`;
}

function placed({ createdAt, id }: Position, at: (value: unknown) => string): string {
  return `(${at(createdAt.toISOString())}::timestamptz, ${at(id)}::uuid)`;
}
