import { destinationOf, targetOf } from '../entities/task-contents.ts';
import type { Task, TaskStatus } from '../entities/task.ts';
import { loadFormat } from '../formats/index.ts';
import { MAX_TRIES } from './claim.ts';
import { newArtifact } from './new-artifact.ts';
import { patiently } from './patience.ts';
import type { RunEnd } from './run-end.ts';
import type { RunTally } from './run-tally.ts';
import type { RunDeps } from './task-run.ts';
import { writeCompleted, writeEnded, writePostponed, writeReleased } from './write-end.ts';
import { writeHeartbeat } from './write-progress.ts';

/**
 * Writes what a run came to, when nothing of it is in flight any more, and clears away what it leaves. Whatever it was, a cancel
 * that came before wins.
 * @param tally null where the run did not get so far.
 * @param end null where every part is stored.
 * @param stopping aborted when the node gives up waiting for the database.
 * @returns the status that the task has now; null where the task belongs to somebody else. Throws where the database is away
 *   for too long, or refuses.
 */
export async function endRun(
  task: Task,
  tally: RunTally | null,
  end: RunEnd | null,
  deps: RunDeps & { readonly timeToLive: number },
  stopping: AbortSignal,
): Promise<TaskStatus | null> {
  const { database, store, announce, log } = deps;
  const lease = { task: task.id, fence: task.fence };
  const write = async (act: () => Promise<Task | null>): Promise<TaskStatus | null> => {
    const report = (err: unknown): void =>
      log.warn({ err, task: task.id }, 'the end of a task could not be saved yet: waiting for the database');
    const written = await patiently(act, stopping, report);
    if (written !== null) announce(written);
    return written?.status ?? null;
  };
  const clearAway = async (): Promise<void> => {
    try {
      await store.removeTask(task.id);
    } catch (err) {
      log.warn({ err, task: task.id }, 'parts of a task could not be removed: the next sweep tries again');
    }
  };

  if (end?.reason === 'lost') return null;
  if (end === null && tally !== null) {
    const isDelivered = destinationOf(task) !== null;
    const isKept = targetOf(task) === null && !isDelivered;
    const isWhole = isKept && store.wholes !== undefined;
    const { mediaType } = await loadFormat(task.format);
    const artifacts = task.plan.files.map((file, at) => newArtifact(file, at, tally.partsOf(at), mediaType, isWhole));
    const progress = tally.progress();
    const completed = await write(() => {
      return writeCompleted(database.fork(), lease, progress, artifacts, isKept ? deps.timeToLive : null);
    });
    if (completed === 'COMPLETED' && isDelivered) await clearAway();
    if (completed !== null) return completed;
  } else if (end?.reason === 'stopped') {
    const progress = tally?.progress() ?? null;
    const released = await write(() => writeReleased(database.fork(), lease, progress));
    if (released !== null) return released;
  } else if (end !== null && typeof end.reason === 'object' && 'setback' in end.reason && task.tries < MAX_TRIES) {
    const { code, message } = end.reason.setback;
    log.warn({ err: end.cause ?? end, task: task.id, code }, 'a task is begun again after a pause');
    const postponed = await write(() => writePostponed(database.fork(), lease, message));
    if (postponed !== null) return postponed;
  } else if (end !== null && typeof end.reason === 'object') {
    const failure = 'setback' in end.reason ? end.reason.setback : end.reason.failure;
    log.error({ err: end.cause ?? end, task: task.id, code: failure.code }, 'a task failed');
    // While others make slices of it, what they store without a folder would be another failure.
    if (task.slices === 0) await clearAway();
    const written = await write(() => writeEnded(database.fork(), lease, failure));
    if (written !== null && task.slices > 0) await clearAway();
    if (written !== null) return written;
  }
  // What is left is a cancel, or a lease that is lost. Only a good lease may remove anything.
  const now = await patiently(
    () => writeHeartbeat(database.fork(), lease),
    stopping,
    () => undefined,
  );
  if (now !== 'CANCELING') return null;
  await clearAway();
  return await write(() => writeEnded(database.fork(), lease, null));
}
