import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A whole process to be timed: Node with `args`, started in a fresh, empty folder. */
export type TimedProcess = {
  /** Names the program in the report; runs with one label are reported together. */
  label: string;
  /** Arguments of Node; relative output paths lie in the fresh folder. */
  args: string[];
  /** A file in the folder that receives standard output; absent: /dev/null. */
  stdout?: string;
  /** About how many bytes of files the process leaves in its folder; absent: hardly any. */
  writes?: number;
  /** Also take the peak of the process's resident memory. */
  memory?: true;
  /** Checks what the process left in its folder and returns the number of rows made; throws where it is wrong. */
  check: (folder: string) => number;
};

/** One run of a program: wall seconds from spawn to exit (start-up included), rows made, peak memory in bytes. */
export type Run = { label: string; seconds: number; rows: number; peak?: number };

const preload = `--import=${new URL('peak-memory.ts', import.meta.url).href}`;

const environment = (memory: boolean): NodeJS.ProcessEnv =>
  memory ? { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${preload}` } : process.env;

const readPeak = (folder: string): number =>
  Math.max(...readFileSync(join(folder, 'peak'), 'utf8').trim().split('\n').map(Number));

/**
 * Writes and removes a file of so many bytes. In a virtual machine the first touch of memory that the host has to find
 * costs several times the write itself; after this the file cache has it at hand, for whichever program comes next.
 */
export const warmFileCache = (folder: string, bytes: number): void => {
  const block = Buffer.alloc(1 << 22);
  const name = join(folder, 'warm');
  const file = openSync(name, 'w');
  for (let left = bytes; left > 0; left -= block.length) writeSync(file, block);
  closeSync(file);
  rmSync(name);
};

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/**
 * Takes the bytes of the files of a folder, which is removed at the end. A file system such as ext4 does not use the number of a
 * removed file again for some seconds, and looks longer and longer for another one: a program that opens 600 files after as many
 * were removed would wait half a second for them.
 */
const emptyFiles = (folder: string): void => {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) truncateSync(join(entry.parentPath, entry.name));
};

/** Runs a program once and checks its output. Aborting kills the process; its files are emptied in every case. */
export const run = async (program: TimedProcess, signal: AbortSignal): Promise<Run> => {
  const { label, args, stdout, writes = 0, memory = false, check } = program;
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
  folders.push(folder);
  const files: number[] = [];
  const open = (name: string): number => {
    const file = openSync(join(folder, name), 'w');
    files.push(file);
    return file;
  };
  try {
    const out = stdout === undefined ? 'ignore' : open(stdout);
    const options = { cwd: folder, env: environment(memory), signal, killSignal: 'SIGKILL' } as const;
    const errors = open('stderr');
    warmFileCache(folder, writes);
    const start = performance.now();
    const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', out, errors] });
    await once(child, 'exit');
    const seconds = (performance.now() - start) / 1000;
    if (child.exitCode !== 0)
      throw new Error(`exit code ${child.exitCode}: ${readFileSync(join(folder, 'stderr'), 'utf8').trim()}`);
    const rows = check(folder);
    return { label, seconds, rows, ...(memory && { peak: readPeak(folder) }) };
  } catch (cause) {
    throw new Error(`${label}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  } finally {
    for (const file of files) closeSync(file);
    emptyFiles(folder);
  }
};

/** The middle value; the mean of the two middle ones for an even number. Of at least one value. */
export const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
