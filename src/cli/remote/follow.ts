import { type RowmillClient, RowmillError, type Task } from '../../client/index.ts';
import { Failure } from '../failure.ts';
import { bytes, plural } from '../print/figures.ts';
import { printable } from '../print/printable.ts';
import { type Progress, showProgress } from '../print/progress.ts';
import { isSystemError, systemFailure } from '../system-failure.ts';
import { Interruption } from './interruption.ts';

export interface FollowOptions {
  readonly json?: boolean;
  /** A folder for the files; without it they stay in the gateway. */
  readonly out?: string;
  readonly entity?: string;
  readonly cancelOnInterrupt?: boolean;
}

/** Milliseconds that a cancel after Ctrl-C may take. */
const CANCEL_WITHIN = 10_000;

/**
 * Follows a task to its end, and downloads its files where a folder is named. A task that does not complete is a failure with exit
 * code 1. A signal leaves the task running, unless it is to be canceled then, and sets the exit code.
 */
export async function follow(client: RowmillClient, id: string, options: FollowOptions): Promise<void> {
  const interruption = new Interruption();
  const { signal } = interruption;
  let hasEnded = false;
  try {
    const task = await end(client, id, signal);
    hasEnded = true;
    if (options.json === true) process.stdout.write(`${JSON.stringify(task, null, 2)}\n`);
    if (task.status !== 'COMPLETED') throw new Failure(1, printableEnd(task));
    if (options.out !== undefined) await downloadFiles(client, task, options.out, options, signal);
    else if (options.json !== true) {
      process.stdout.write(`completed: ${plural(task.progress.rowsDone, 'row')}\n`);
      if (task.artifacts.length > 0) process.stderr.write(`rowmill remote download ${id} downloads the files\n`);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode = interruption.exitCode ?? 1;
    if (hasEnded) process.stderr.write(`The download can go on: rowmill remote download ${id}\n`);
    else if (options.cancelOnInterrupt === true) await cancel(client, id);
    else process.stderr.write(`The task goes on in the gateway: rowmill remote watch ${id}\n`);
  } finally {
    interruption.end();
  }
}

/** Downloads the files of a completed task, and lists them. */
export async function downloadFiles(
  client: RowmillClient,
  task: Task,
  folder: string,
  { entity, json }: Pick<FollowOptions, 'entity' | 'json'>,
  signal: AbortSignal,
): Promise<void> {
  let paths: readonly string[];
  try {
    paths = await client.download(task, folder, { signal, ...(entity === undefined ? {} : { entity }) });
  } catch (error) {
    throw isSystemError(error) ? systemFailure(error, 1, `cannot write into ${folder}`) : error;
  }
  if (json === true) return;
  const files = task.artifacts.filter((file) => entity === undefined || file.entity === entity);
  for (const [at, path] of paths.entries()) {
    process.stdout.write(`${plural(files[at].rows, 'row')}  ${bytes(files[at].bytes)}  ${printable(path)}\n`);
  }
}

/** The task when it has ended; what happens until then is shown on stderr. */
async function end(client: RowmillClient, id: string, signal: AbortSignal): Promise<Task> {
  let progress: Progress | undefined;
  let shown = 0;
  let reason: string | null = null;
  let last: Task | undefined;
  try {
    for await (const task of client.watch(id, { signal })) {
      last = task;
      if (task.waitingFor !== reason) {
        reason = task.waitingFor;
        if (reason !== null) process.stderr.write(`waits for ${printable(reason)}\n`);
      }
      const { rowsDone, rowsTotal } = task.progress;
      if (task.status === 'PROCESSING' && progress === undefined) {
        shown = rowsDone;
        progress = await showProgress(rowsTotal, shown);
      }
      progress?.add(rowsDone - shown);
      shown = rowsDone;
    }
    if (last?.status === 'COMPLETED') progress?.finish();
  } finally {
    progress?.stop();
  }
  if (last === undefined) throw new Failure(1, 'the gateway told nothing about the task');
  return last;
}

async function cancel(client: RowmillClient, id: string): Promise<void> {
  try {
    await client.cancel(id, { signal: AbortSignal.timeout(CANCEL_WITHIN) });
  } catch (error) {
    if (!(error instanceof RowmillError) || error.code !== 'TASK_FINISHED') throw error;
    process.stderr.write('The task has ended meanwhile.\n');
    return;
  }
  process.stderr.write('The task was canceled.\n');
}

function printableEnd({ status, error }: Task): string {
  if (error === null) return `the task was ${status.toLowerCase()}`;
  const problems = error.problems.map(({ message }) => `; ${message}`).join('');
  return `the task has failed: ${error.message} (${error.code})${problems}`;
}
