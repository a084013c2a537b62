import type { Task } from '../entities/task.ts';
import type { HintBus, TaskHub } from '../events/index.ts';
import { snapshotOf, type TaskSnapshot } from './task-snapshot.ts';

/** Tells whoever watches a task, on any node, what was just written of it. Never throws. */
export type Announce = (task: Task) => void;

/** @param hub of this node, which need not read what it is told. */
export function announceTo(hub: TaskHub<TaskSnapshot>, hints: HintBus): Announce {
  const tell = (task: Task): void => {
    const { id, sequence } = task;
    hub.tell(snapshotOf(task));
    hints.publish({ id, sequence });
  };
  // Whoever works on the task goes on first: to tell all watchers takes longer than to hand over a part.
  return (task) => void setImmediate(tell, task);
}
