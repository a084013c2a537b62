import { Readable } from 'node:stream';
import { main } from '../../src/main.ts';
import type { Result } from './run.ts';

/** Ends when the last run has: what a run changes of the process there is only once. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the command line to its end in this process, as if it were one of its own with this folder and environment, without a start
 * that takes many times what most commands do. Not for what is about the process: signals, rows on standard output.
 * @param input what it reads from standard input.
 */
export async function runHere(
  args: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv,
  input?: string,
): Promise<Result> {
  const running = last.then(async () => await runAlone(args, folder, environment, input));
  last = running.catch(() => undefined);
  return await running;
}

async function runAlone(
  args: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv,
  input: string | undefined,
): Promise<Result> {
  const { env, exitCode } = process;
  const before = process.cwd();
  const [stdout, stderr] = [new Captured(process.stdout), new Captured(process.stderr)];
  process.chdir(folder);
  process.env = { ...environment };
  process.exitCode = undefined;
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
  if (input !== undefined)
    Object.defineProperty(process, 'stdin', { value: Readable.from([Buffer.from(input)]), configurable: true });
  try {
    await main(args);
    return { code: exitCodeNow(), stdout: stdout.text, stderr: stderr.text };
  } finally {
    for (const stream of [stdout, stderr]) stream.release();
    process.exitCode = exitCode;
    process.env = env;
    if (stdin !== undefined) Object.defineProperty(process, 'stdin', stdin);
    process.chdir(before);
  }
}

function exitCodeNow(): number {
  return Number(process.exitCode ?? 0);
}

/** What is written to a stream of the process, in place of the stream. */
class Captured {
  readonly #stream: NodeJS.WriteStream;
  readonly #chunks: Buffer[] = [];
  /** What the stream had before. */
  readonly #write: PropertyDescriptor | undefined;
  readonly #listeners: ReadonlySet<unknown>;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    this.#write = Object.getOwnPropertyDescriptor(stream, 'write');
    this.#listeners = new Set(stream.listeners('error'));
    stream.write = (chunk: string | Uint8Array): boolean => {
      this.#chunks.push(Buffer.from(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
      return true;
    };
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  release(): void {
    Reflect.deleteProperty(this.#stream, 'write');
    if (this.#write !== undefined) Object.defineProperty(this.#stream, 'write', this.#write);
    for (const listener of this.#stream.listeners('error').filter(isListener)) {
      if (!this.#listeners.has(listener)) this.#stream.off('error', listener);
    }
  }
}

function isListener(value: unknown): value is (error: Error) => void {
  return typeof value === 'function';
}
