import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../model/index.ts';
import { openClient, openMysql } from '../targets/index.ts';
import { proverEnvironment } from '../workers/host/environment.ts';
import { ProofFailure } from './judge.ts';
import { type FromProver, type ProofRequest, STOP } from './messages.ts';
import { dropMysqlDatabase } from './mysql-database.ts';
import { dropDatabase } from './postgres-session.ts';
import type { ProofReport } from './report.ts';

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
const ENTRY = fileURLToPath(new URL(`./proof.child${extension}`, import.meta.url));

/** What the process may take, since the embedded databases have no limits of their own. */
const LIMITS = {
  /** Milliseconds without a word of it: it tells of every statement. */
  silence: 90_000,
  /** Bytes of memory. */
  memory: 3 * 1024 ** 3,
};
/** Milliseconds between two looks at it. */
const LOOK = 250;
/** MiB that JavaScript may take of them. */
const MAX_HEAP = 1024;
const PAGE = 4096;
const INTERRUPTED = 'it was interrupted';

export type Proof = { readonly problems: readonly Problem[] } | { readonly report: ProofReport };

export type Progress = Extract<FromProver, { kind: 'progress' }>;

/**
 * Tries the rows of a model in the tables of a schema, in a process of its own that is killed if it takes too much time or memory.
 * Throws a ProofFailure.
 * @param progress is told of it some times a second at the most.
 * @param signal ends the process.
 */
export async function prove(
  request: ProofRequest,
  progress: (progress: Progress) => void,
  signal?: AbortSignal,
  limits = LIMITS,
): Promise<Proof> {
  const child = fork(ENTRY, [], {
    env: proverEnvironment(),
    execArgv: ['--disable-proto=throw', '--disable-warning=ExperimentalWarning', `--max-old-space-size=${MAX_HEAP}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let database: string | undefined;
  let outcome: Exclude<FromProver, { kind: 'progress' | 'database' }> | undefined;
  let killed: string | undefined;
  let heard = performance.now();
  const kill = (why: string): void => {
    killed ??= why;
    child.kill('SIGKILL');
  };
  child.on('message', (message: FromProver) => {
    heard = performance.now();
    if (message.kind === 'progress') progress(message);
    else if (message.kind === 'database') database = message.name;
    else outcome = message;
  });
  const abort = (): void => {
    if (database === undefined) return kill(INTERRUPTED);
    // It drops its database.
    killed ??= INTERRUPTED;
    child.send(STOP, () => undefined);
  };
  signal?.addEventListener('abort', abort, { once: true });
  const watch = setInterval(() => {
    if (performance.now() - heard > limits.silence) {
      kill(`a statement took longer than ${limits.silence / 1000} seconds: a check or an index may never end`);
    } else if (memoryOf(child) > limits.memory) kill(`it took more than ${limits.memory / 1024 ** 2} MiB of memory`);
  }, LOOK);
  try {
    // A process that never was has no exit either.
    const ended = once(child, 'close');
    child.send(request, () => undefined);
    await ended;
  } catch (error) {
    throw new ProofFailure('no process can be started for it', { cause: error });
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', abort);
  }
  if (outcome === undefined) {
    if (database !== undefined) await dropLeftBehind(request, database);
    throw new ProofFailure(killed ?? 'the process that proves it crashed, perhaps for lack of memory');
  }
  switch (outcome.kind) {
    case 'report':
      return { report: outcome.report };
    case 'problems':
      return { problems: outcome.problems };
    case 'failed': {
      const { message, isForeseen, isUsage } = outcome;
      throw isForeseen ? new ProofFailure(message, { isUsage }) : new Error(message);
    }
  }
}

/** Resident bytes, if the system tells. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE;
  } catch {
    return 0;
  }
}

async function dropLeftBehind({ tables }: ProofRequest, database: string): Promise<void> {
  try {
    if (tables.kind === 'postgresql-script' && tables.server !== null) {
      const administrator = await openClient(tables.server);
      await dropDatabase(administrator, database);
      await administrator.end();
    } else if (tables.kind === 'mysql-script' || tables.kind === 'mysql-tables') {
      const client = await openMysql(tables.kind === 'mysql-script' ? tables.server : tables.address);
      await dropMysqlDatabase(client, database);
      await client.end();
    }
  } catch (error) {
    throw new ProofFailure(`the database ${database} is left on the server: drop it`, { cause: error });
  }
}
