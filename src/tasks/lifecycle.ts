import { TASK_STATUSES, type TaskStatus } from '../entities/task.ts';

/**
 * Who moves a task, and from which status to which. Whatever is not here cannot happen: every write that touches a status
 * asks this table. A life in order:
 *
 * PENDING → PROCESSING → COMPLETED or FAILED;
 * a cancel leads from PENDING to CANCELED, and from PROCESSING through CANCELING.
 */
const MOVES = {
  /** A node with a free slot begins it, or goes on with what a dead node left. */
  claim: { PENDING: 'PROCESSING', PROCESSING: 'PROCESSING', CANCELING: 'CANCELING' },
  /** A user wants it no more. */
  askToCancel: { PENDING: 'CANCELED', PROCESSING: 'CANCELING' },
  /** The node that runs it is being stopped, or its target is away; another run goes on with it. */
  release: { PROCESSING: 'PENDING' },
  /** The node that runs it has stored every part. */
  complete: { PROCESSING: 'COMPLETED' },
  /** The node that runs it cannot go on. */
  fail: { PROCESSING: 'FAILED' },
  /** It cannot be run, or its end cannot be written as it was: whoever finds that ends it. */
  giveUp: { PENDING: 'FAILED', PROCESSING: 'FAILED', CANCELING: 'CANCELED' },
  /** The node that runs it has stopped and cleared away. */
  cancel: { CANCELING: 'CANCELED' },
} satisfies Readonly<Record<string, Partial<Readonly<Record<TaskStatus, TaskStatus>>>>>;

export type Move = keyof typeof MOVES;

/** Where a move leads from a status; undefined where it may not be made. */
export function moved(move: Move, from: TaskStatus): TaskStatus | undefined {
  const targets: Partial<Record<TaskStatus, TaskStatus>> = MOVES[move];
  return targets[from];
}

/** Whether nothing can happen to a task any more. */
export function isTerminal(status: TaskStatus): boolean {
  return Object.keys(MOVES).every((move) => !isMove(move) || moved(move, status) === undefined);
}

const isMove = (name: string): name is Move => Object.hasOwn(MOVES, name);

/** The statuses that are not terminal, as a list of SQL literals. */
export const OPEN = listOf(TASK_STATUSES.filter((status) => !isTerminal(status)));

/** SQL that is true of a row of `task` whose status allows the move. */
export function mayMove(move: Move): string {
  return `task.status in (${listOf(TASK_STATUSES.filter((status) => moved(move, status) !== undefined))})`;
}

/** SQL for the status of a row of `task` after the move. */
export function statusAfter(move: Move): string {
  const cases = TASK_STATUSES.flatMap((from) => {
    const to = moved(move, from);
    return to === undefined ? [] : [`when '${from}' then '${to}'`];
  });
  return `case task.status ${cases.join(' ')} end`;
}

function listOf(statuses: readonly TaskStatus[]): string {
  return statuses.map((status) => `'${status}'`).join(', ');
}
