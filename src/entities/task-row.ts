import type { EntityManager } from '@mikro-orm/sql';
import { statement } from './queries/statement.ts';
import { Task } from './task.ts';

/** The columns of a task that are read with it: all but the spec and the history, which may be large. */
export const TASK_COLUMNS = `id, project_id, group_id, revision, api_key, idempotency_key, input_digest, status, phase,
  sequence, "plan", "format", target, destination, webhook, "transaction", seed, engine_version, rows_total, rows_done, bytes_estimated, bytes_done, parts_total,
  parts_done, slices, rows_per_second, "error", attempt, tries, due_at, setback, fence, "node", heartbeat_at, created_at, started_at, finished_at,
  expires_at, expired`;

/**
 * A task as a statement of ours answers it, which no unit of work knows; of its project and its group it has the IDs alone.
 * @param row has TASK_COLUMNS.
 */
export function taskOf(em: EntityManager, row: object): Task {
  const found = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, finite(value)]));
  const { project, group, ...data } = em.getDriver().mapResult<Task>(found, em.getMetadata().get(Task)) ?? {};
  // Entities of the mapper took a millisecond for each small task, a tenth of all that one takes.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TASK_COLUMNS are all that is not lazy
  return { ...data, project: { id: project }, group: { id: group } } as Task;
}

/** The database has times that are no moments, which the mapper refuses: a damaged one is none. */
const finite = (value: unknown): unknown => (value === 'infinity' || value === '-infinity' ? null : value);

/** Runs a statement that answers TASK_COLUMNS of a task it writes; null where it writes none. */
export async function writtenTask(em: EntityManager, text: string, values: readonly unknown[]): Promise<Task | null> {
  const [row] = await statement(em, text, values);
  return row === undefined ? null : taskOf(em, row);
}

/**
 * Reads a task by its row ID; null where there is none. Clients ask every second: a statement that is prepared takes a third of what
 * the mapper's own takes, which has the ID in its text.
 */
export async function readTask(em: EntityManager, id: string): Promise<Task | null> {
  return await writtenTask(em, `select ${TASK_COLUMNS} from task where id = $1`, [id]);
}
