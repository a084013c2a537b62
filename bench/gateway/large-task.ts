import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type TimedProcess, run, warmFileCache } from '../measure.ts';
import { people } from '../programs.ts';
import { type Gateway, startGateway, startPeople } from './gateway.ts';

const ROWS = 10_000_000;
const BYTES = ROWS * 150;

interface Answer {
  readonly taskProgress: {
    readonly status: string;
    readonly error: { readonly message: string } | null;
    readonly artifacts: readonly { readonly digest: string }[];
  };
}

/**
 * P12: 10 M people through the gateway, from the mutation to the event that says they are complete, against the command line
 * with as many threads, start-up included. Answers the rows a second of the one divided by those of the other, a pair each.
 */
export async function largeTask(repeat: number, signal: AbortSignal): Promise<number[]> {
  const threads = availableParallelism();
  const ratios: number[] = [];
  await using gateway = await startGateway({ ROWMILL_THREADS: String(threads) });
  const model = readFileSync(new URL('../models/people.yaml', import.meta.url), 'utf8');
  const project = await gateway.project('people', model);
  for (let pair = 0; pair < repeat; pair++) {
    signal.throwIfAborted();
    const ours = await throughGateway(gateway, project);
    const peer = await throughCommandLine(people(ROWS, 'csv', threads), signal);
    if (ours.digest !== peer.digest) throw new Error('the bytes differ');
    ratios.push(peer.seconds / ours.seconds);
  }
  return ratios;
}

interface Made {
  readonly seconds: number;
  /** CRC-32 of the file, as the gateway writes it. */
  readonly digest: string;
}

async function throughGateway(gateway: Gateway, project: string): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
  warmFileCache(folder, BYTES);
  rmSync(folder, { recursive: true });
  const socket = gateway.socket();
  const query = `subscription ($id: ID!) { taskProgress(id: $id) { status error { message } artifacts { digest } } }`;
  const start = performance.now();
  const id = await startPeople(gateway, project, ROWS);
  let task: Answer['taskProgress'] | undefined;
  for await (const { data } of socket.iterate<Answer>({ query, variables: { id } })) task = data?.taskProgress;
  const seconds = (performance.now() - start) / 1000;
  await socket.dispose();
  if (task?.status !== 'COMPLETED') throw new Error(`the task is ${task?.status}: ${task?.error?.message}`);
  console.error(`${seconds.toFixed(3).padStart(9)} s  people through the gateway`);
  return { seconds, digest: task.artifacts[0].digest };
}

async function throughCommandLine(program: TimedProcess, signal: AbortSignal): Promise<Made> {
  let digest = '';
  const check = (folder: string): number => {
    digest = digestOf(join(folder, 'Person.csv'));
    return program.check(folder);
  };
  const { seconds, label } = await run({ ...program, check }, signal);
  console.error(`${seconds.toFixed(3).padStart(9)} s  ${label}`);
  return { seconds, digest };
}

function digestOf(path: string): string {
  const file = openSync(path, 'r');
  const block = Buffer.alloc(1 << 22);
  let value = 0;
  for (let read = readSync(file, block); read > 0; read = readSync(file, block)) {
    value = crc32(block.subarray(0, read), value);
  }
  closeSync(file);
  return `crc32:${value.toString(16).padStart(8, '0')}`;
}
