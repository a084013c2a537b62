import type { Task } from '../entities/task.ts';
import type { Snapshot } from '../events/index.ts';
import { isTerminal } from './lifecycle.ts';

/** A task as it was read at one moment, for all who watch it. */
export interface TaskSnapshot extends Snapshot {
  /** Not managed any more and never changed; without its lazy properties. */
  readonly task: Task;
  /** Row ids. */
  readonly group: string;
  readonly project: string;
}

/** @param task read by a unit of work that nobody uses any more. */
export function snapshotOf(task: Task): TaskSnapshot {
  const { id, sequence } = task;
  const terminal = isTerminal(task.status);
  return { id, sequence, kind: kindOf(task, terminal), terminal, task, group: task.group.id, project: task.project.id };
}

/** A row does not say which change was the latest, but what a watcher of it would call it. */
function kindOf({ status, rowsDone }: Task, terminal: boolean): TaskSnapshot['kind'] {
  if (terminal) return 'finished';
  if (status === 'PENDING') return 'created';
  return status === 'PROCESSING' && rowsDone === 0 ? 'started' : 'progressed';
}
