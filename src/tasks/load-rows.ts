import type { Database } from '../entities/database/database.ts';
import { transactionOf } from '../entities/task-contents.ts';
import type { Task, TaskTarget } from '../entities/task.ts';
import {
  type Address,
  guardedSocket,
  loadDriver,
  TargetFailure,
  type TargetPolicy,
  type TransactionId,
} from '../targets/index.ts';
import { type GenerationSpec, HostFailure, type ModelHost } from '../workers/host/model-host.ts';
import type { Announce } from './announce.ts';
import { RunEnd } from './run-end.ts';
import type { RunTally } from './run-tally.ts';
import { type Lease, writeCrash, writeHeartbeat, writeTransaction } from './write-progress.ts';

/** How often the child process may die of one load. */
const MAX_CRASHES = 3;
/** A load has no files, and counts as one part as far as progress and crashes are concerned. */
const WHOLE = { file: 0, number: 0 };

export interface LoadDeps {
  readonly database: Database;
  readonly host: ModelHost;
  readonly announce: Announce;
  readonly targets: TargetPolicy;
  /** Does something with the gateway's database until it succeeds. */
  readonly patiently: <T>(act: () => Promise<T>) => Promise<T>;
}

/**
 * Loads the rows of a task, once: the transaction is noted with the task before it is committed, and whoever goes on with the
 * task asks the target what became of it. Throws a RunEnd, or the error of the target or the host; one that passes has left
 * nothing, and the task can be begun again.
 */
export async function loadRows(
  task: Task,
  target: TaskTarget,
  spec: GenerationSpec,
  tally: RunTally,
  deps: LoadDeps,
  signal: AbortSignal,
): Promise<void> {
  const { database, host, announce, targets, patiently } = deps;
  const lease: Lease = { task: task.id, fence: task.fence };
  const address = addressOf(target, task.id, targets);
  const driver = await loadDriver(address);
  const place = { address, makeSocket: guardedSocket(targets.networks) };
  let transaction = transactionOf(task);
  const note = async (next: TransactionId | null): Promise<void> => {
    const written = await patiently(async () => await writeTransaction(database.fork(), lease, next));
    if (written === null) {
      const status = await patiently(async () => await writeHeartbeat(database.fork(), lease));
      throw new RunEnd(status === 'CANCELING' ? 'canceled' : 'lost');
    }
    transaction = next;
    announce(written);
  };
  const job = {
    spec,
    entities: task.plan.entities.map(({ name }) => name),
    address,
    networks: targets.networks,
    schema: target.schema,
    mode: target.mode,
  };
  const events = { progress: (rows: number) => tally.makes(WHOLE, rows), committing: note };
  for (;;) {
    if (transaction !== null) {
      if (await driver.settle(place, transaction)) break;
      await note(null);
    }
    try {
      await host.load(job, events, signal);
      break;
    } catch (error) {
      if (!(error instanceof HostFailure) || error.reason !== 'crashed') throw error;
      tally.drop(WHOLE);
      const crashes = await patiently(async () => await writeCrash(database.fork(), lease, WHOLE));
      if (crashes === null) throw new RunEnd('lost');
      if (crashes >= MAX_CRASHES && transaction === null) throw error;
    }
  }
  tally.makes(WHOLE, task.rowsTotal);
}

function addressOf(
  { kind = 'postgres', host, port, database, user, sslmode, password }: TaskTarget,
  task: string,
  { vault }: TargetPolicy,
): Address {
  if (vault === null)
    throw new TargetFailure('PASSWORD_UNREADABLE', 'stored passwords cannot be read without ROWMILL_SECRET_KEY');
  return { kind, host, port, database, user, sslmode, password: vault.open(password, task) };
}
