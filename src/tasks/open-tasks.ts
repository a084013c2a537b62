import { setImmediate } from 'node:timers/promises';
import type { Task } from '../entities/task.ts';
import { TaskHub } from '../events/index.ts';
import { verb } from '../verb.ts';
import type { GenerationSpec } from '../workers/host/model-host.ts';
import type { AcceptedTask } from './accept-task.ts';
import { announceTo } from './announce.ts';
import { cancelTask } from './cancel-task.ts';
import { directUrl } from './direct-url.ts';
import { disown } from './claim.ts';
import { findDownload } from './find-download.ts';
import { histories } from './history.ts';
import { inspectModel } from './inspect-model.ts';
import { isTerminal } from './lifecycle.ts';
import { Links } from './links.ts';
import { preview } from './preview.ts';
import { retryTask } from './retry-task.ts';
import { Routine } from './routine.ts';
import { groupRowsToday, rowsToday } from './rows-today.ts';
import { snapshotLoader } from './snapshot-loader.ts';
import { startTask } from './start-task.ts';
import { Supervisor } from './supervisor.ts';
import { sweep, sweepPieces } from './sweep.ts';
import { taskArtifacts } from './task-artifacts.ts';
import { TaskQueue } from './task-queue.ts';
import { TaskRunner } from './task-runner.ts';
import type { TaskDeps, Tasks } from './tasks.ts';
import { waitingFor } from './waiting-for.ts';
import { gatherTasks } from './write-slices.ts';

/** Milliseconds between two looks of the supervisor, and between two sweeps. */
const SUPERVISE = 2000;
const SWEEP = 60_000;
/** Sweeps of tasks for one that looks at every piece. */
const PIECES_EVERY = 60;

/**
 * Opens the room: takes up what this node left, begins to run tasks, and clears away what is old. The tables must be there.
 * One at a time for a node, since whatever the node ran before is taken for abandoned.
 */
export async function openTasks(deps: TaskDeps): Promise<Tasks> {
  const { database, host, store, targets, hints, settings, node, traces, log } = deps;
  const { tasks: slots, maxTaskSize, timeToLive } = settings;
  const unfinished = await store.removeUnfinished(0);
  if (unfinished > 0)
    log.info({ files: unfinished }, 'removed files that an earlier process had begun and not finished');
  const report = (doing: string) => (err: unknown) => log.warn({ err }, `${doing} failed and is retried`);
  const hub = new TaskHub(snapshotLoader(database), hints, report('reading a task for its watchers'));
  const tell = announceTo(hub, hints);
  const announce = (task: Task): void => {
    tell(task);
    if (!isTerminal(task.status)) return;
    traces.ended(task);
    if (task.webhook !== null) deps.ended();
  };
  const { isShared } = deps;
  const runner = new TaskRunner({
    database,
    host,
    store,
    targets,
    announce,
    hints,
    node,
    slots,
    isShared,
    traces,
    log,
    maxTaskSize,
    timeToLive,
  });
  const run = async (task: string): Promise<void> => await runner.run(task);
  const runNext = async (): Promise<void> => await runner.runNext();
  const queue = await TaskQueue.open({ database, slots, run, runNext, log });
  const supervisor = new Supervisor({ database, queue, runner, slots });

  await disown(database.fork(), node);
  if (runner.divided === null) await gatherTasks(database.fork());
  else await runner.divided.work();
  await supervisor.look();
  if (slots > 0) queue.work();
  const supervising = new Routine(SUPERVISE, async () => await supervisor.look(), report('the upkeep of tasks'));
  let sweeps = 0;
  const tidy = async (): Promise<void> => {
    if (!(await deps.maySweep())) return;
    await sweep(database, store, log);
    if (sweeps++ % PIECES_EVERY === 0) await sweepPieces(database, store, log);
  };
  const sweeping = new Routine(SWEEP, tidy, report('the sweep'));
  await sweep(database, store, log);

  const accepted = async ({ task, waits }: AcceptedTask, spec: GenerationSpec): Promise<void> => {
    runner.remember(task.id, spec);
    announce(task);
    if (!waits && queue.begin(task.id)) {
      // Its parts are handed over before the answer is put together.
      await setImmediate();
      return;
    }
    try {
      await queue.send(task.id, 'fresh');
    } catch (err) {
      // It is accepted all the same, and the supervisor finds it.
      log.warn({ err, task: task.id }, 'a task could not be queued: the next sweep queues it');
    }
  };
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all([supervising.stop(), sweeping.stop(), runner.stop()]);
    await queue.drain();
    await queue.close();
    hub.close();
  };
  return {
    hub,
    start: verb(
      'generate',
      async (call, input) => await startTask(call, input, { host, store, targets, settings, log, accepted }),
    ),
    retry: verb(
      'generate',
      async (call, input) => await retryTask(call, input, { store, targets, settings, accepted }),
    ),
    cancel: verb('generate', async (call, input) => await cancelTask(call, input, { store, announce, runner })),
    rowsToday: verb('read', async (call) => await rowsToday(call, settings.dailyKeyRows)),
    groupRowsToday: verb('read', async (call, groups) => await groupRowsToday(call, groups, settings.dailyRows)),
    preview: verb('read', async (call, input) => await preview(call, input, host)),
    inspect: verb('read', async (call, input) => await inspectModel(call, input, host)),
    waitingFor,
    histories,
    artifacts: taskArtifacts,
    directUrl: async (task, file) => await directUrl(task, file, store),
    links: new Links(deps.links),
    download: async (task) => await findDownload(database, task),
    stats: () => ({ pending: supervisor.pending, slices: supervisor.slices, ...runner.counts }),
    stop: async () => await (stopped ??= stop()),
  };
}
