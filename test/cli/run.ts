import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { leaveNoChild } from '../leave-no-child.ts';
import { runHere } from './run-here.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/rowmill.js', import.meta.url));

/** What a run of the command line came to. */
export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the real command line without colours. */
export function start(
  args: readonly string[],
  folder: string,
  stdio: StdioOptions = ['ignore', 'pipe', 'pipe'],
): ChildProcess {
  return leaveNoChild(spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, env: plainEnvironment(), stdio }));
}

/**
 * Runs the command line to its end: in this process, unless it writes rows to its standard output.
 * @param input what it reads from standard input.
 */
export async function run(args: readonly string[], folder: string, input?: string): Promise<Result> {
  if (args.at(args.indexOf('--out') + 1) === '-') return await runAlone(args, folder, input);
  return await runHere(args, folder, plainEnvironment(), input);
}

/** Runs the real command line to its end, in a process of its own. */
export async function runAlone(args: readonly string[], folder: string, input?: string): Promise<Result> {
  if (input === undefined) return await resultOf(start(args, folder));
  const child = start(args, folder, ['pipe', 'pipe', 'pipe']);
  child.stdin?.end(input);
  return await resultOf(child);
}

/** Runs it with a limit on the size of the files it may write, in KiB. */
export async function runWithin(kibibytes: number, args: readonly string[], folder: string): Promise<Result> {
  const script = `ulimit -f ${kibibytes}; exec "$0" "$@"`;
  const command = ['-c', script, process.execPath, PROGRAM, ...args];
  return await resultOf(leaveNoChild(spawn('bash', command, { cwd: folder, env: plainEnvironment() })));
}

async function resultOf(child: ChildProcess): Promise<Result> {
  const exit = once(child, 'close');
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)]);
  await exit;
  return { code: child.exitCode, stdout, stderr };
}

async function read(stream: NodeJS.ReadableStream | null): Promise<string> {
  return stream === null ? '' : await text(stream);
}

function plainEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...environment } = process.env;
  return { ...environment, NO_COLOR: '1' };
}
