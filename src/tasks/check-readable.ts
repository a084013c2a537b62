import { destinationOf, planOf, targetOf, transactionOf } from '../entities/task-contents.ts';
import type { Task, TaskPlan, TaskTarget } from '../entities/task.ts';
import { formatNames } from '../formats/index.ts';
import { TargetFailure } from '../targets/index.ts';
import type { GenerationSpec } from '../workers/host/model-host.ts';
import { failed, type RunEnd } from './run-end.ts';

/** What a run needs of a task's row. */
export interface ReadableTask {
  readonly plan: TaskPlan;
  /** Null where files are stored. */
  readonly target: TaskTarget | null;
}

/**
 * Reads a task as far as a run needs it. Throws a RunEnd where that cannot be: another version of this program wrote the row, or
 * it is damaged, and neither passes.
 */
export function checkReadable(task: Task): ReadableTask {
  const plan = planOf(task);
  const target = targetOf(task);
  if (plan === null) throw unreadable('plan');
  // A task without files is a load: without its target it would do nothing, and say that it is done.
  if (target === null && plan.files.length === 0) throw unreadable('target');
  // Files that are read as ones to be kept would be where nobody looks for them.
  if (Boolean(task.destination) && destinationOf(task) === null) throw unreadable('destination');
  if (Boolean(task.transaction) && transactionOf(task) === null) {
    const message = 'it is unknown whether the rows were committed: check the tables before loading again';
    throw new TargetFailure('TRANSACTION_UNKNOWN', message);
  }
  if (!formatNames.includes(task.format)) {
    const message = `this version of rowmill has no format of the name that the task was started with: start it again with one of ${formatNames.join(', ')}`;
    throw failed('FORMAT_UNKNOWN', message);
  }
  return { plan, target };
}

/** The spec as it is stored. @param format of the task. */
export function readableSpec(spec: unknown, format: string): GenerationSpec {
  if (!isSpec(spec) || spec.format !== format) throw unreadable('model');
  return spec;
}

function isSpec(spec: unknown): spec is GenerationSpec {
  if (typeof spec !== 'object' || spec === null || !('model' in spec) || !('options' in spec)) return false;
  const { model, options } = spec;
  const hasText = typeof model === 'object' && model !== null && 'text' in model && typeof model.text === 'string';
  if (!hasText || typeof options !== 'object' || options === null || Array.isArray(options)) return false;
  return Object.values(options).every(isOptionValue);
}

function isOptionValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function unreadable(what: string): RunEnd {
  return failed(
    'TASK_UNREADABLE',
    `the ${what} that was stored with the task cannot be read: another version of rowmill wrote it, or it is damaged; start the task again`,
  );
}
