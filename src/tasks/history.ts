import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';

/** What can happen to a task, with the words for it. `detail` is a text or number of the statement that wrote it. */
const WORDS = {
  ACCEPTED: () => 'The task was accepted.',
  STARTED: () => 'The first attempt began.',
  RESUMED: (detail) => `The task was begun again: attempt ${detail}.`,
  TAKEN_OVER: (detail) => `The process that ran the task is gone, and another run went on with it: attempt ${detail}.`,
  CRASHED: (detail) => `The process that made a part ended, and the part is made again: attempt ${detail}.`,
  GATHERED: () => 'All rows were generated, and one node finishes the files.',
  RELEASED: () => 'The gateway was stopped, and the task went back to the queue with what it had stored.',
  POSTPONED: (detail) =>
    `What the task writes to could not be used, and the task waits for a later attempt: ${detail}.`,
  CANCEL_REQUESTED: (detail) => `A cancel was asked for with the key \`${detail}\`.`,
  CANCELED: (detail) =>
    detail === '' ? 'The task was canceled.' : `The task was canceled with the key \`${detail}\`.`,
  COMPLETED: () => 'The task was completed.',
  FAILED: (detail) => `The task failed: ${detail}.`,
  EXPIRED: () => 'The files of the task expired.',
} as const satisfies Readonly<Record<string, (detail: string) => string>>;

export type HistoryKind = keyof typeof WORDS;

/** Something that happened to a task. */
export interface HistoryEntry {
  readonly at: Date;
  readonly kind: HistoryKind;
  /** For people. */
  readonly message: string;
}

/** Entries of a task that are kept: the first one, and the newest. */
const MAX_ENTRIES = 100;
/** Characters of a detail. */
const MAX_DETAIL = 1000;

/** The name of the key that calls, as SQL. @param key SQL of its row ID. */
export const keyName = (key: string): string => `(select name from api_key where id = ${key}::uuid)`;

/** An entry as SQL. @param kind SQL text. @param detail SQL that is a text or null. */
const entry = (kind: string, detail: string): string =>
  `jsonb_build_array(jsonb_build_object('at', now()::timestamptz(3), 'kind', ${kind}, 'detail', left(${detail}, ${MAX_DETAIL})))`;

/** The first entry of a task, as SQL. */
export const FIRST_ENTRY = entry(`'ACCEPTED'`, `null::text`);

/**
 * The assignment, in an `update task set`, that adds to the history of a task. It reads the row as it was, and does not fail where the
 * history is damaged.
 * @param kind SQL that is a HistoryKind, such as `'STARTED'` with its quotes.
 * @param detail SQL that is a text or null.
 */
export function happened(kind: string, detail = 'null::text'): string {
  const kept = `case when jsonb_typeof(task.history) is distinct from 'array' then '[]'::jsonb
    when jsonb_array_length(task.history) >= ${MAX_ENTRIES} then task.history - 1 else task.history end`;
  return `history = (${kept}) || ${entry(kind, detail)}`;
}

/** What happened to tasks, oldest first. Entries that cannot be read are left out. */
export async function histories(
  em: EntityManager,
  tasks: readonly string[],
): Promise<ReadonlyMap<string, readonly HistoryEntry[]>> {
  const text = 'select id, history from task where id = any($1::uuid[])';
  const rows = await statement<{ id: string; history: unknown }>(em, text, [tasks]);
  return new Map(rows.map(({ id, history }) => [id, Array.isArray(history) ? history.flatMap(readEntry) : []]));
}

function readEntry(value: unknown): readonly HistoryEntry[] {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('kind' in value)) return [];
  const { at, kind } = value;
  if (typeof at !== 'string' || typeof kind !== 'string' || !isKind(kind)) return [];
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return [];
  const detail = 'detail' in value && typeof value.detail === 'string' ? value.detail : '';
  return [{ at: moment, kind, message: WORDS[kind](detail) }];
}

function isKind(kind: string): kind is HistoryKind {
  return Object.hasOwn(WORDS, kind);
}
