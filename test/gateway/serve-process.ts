import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leaveNoChild } from '../leave-no-child.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'rowmill.js');

/** A real `rowmill serve`, and all that it has said. */
export class ServeProcess implements AsyncDisposable {
  stdout = '';
  stderr = '';
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;

  /**
   * @param environment all of it, besides what programs need to run.
   * @param launcher a command that becomes the one that it is given.
   */
  constructor(
    folder: string,
    environment: Readonly<Record<string, string>> = {},
    command = 'serve',
    launcher: readonly string[] = [],
  ) {
    const { PATH } = process.env;
    const env = { PATH, ROWMILL_PORT: '0', ...environment };
    const [program, ...args] = [...launcher, process.execPath, PROGRAM, command];
    this.#child = leaveNoChild(spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] }));
    this.#exit = once(this.#child, 'close');
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
  }

  /** Its address, once it listens. Throws where it ends before that. */
  async url(): Promise<string> {
    await this.says(/listening on (\S+)/);
    return this.found(/listening on (\S+)/);
  }

  /** Until stderr holds this. Throws where the process ends without it. */
  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.stderr)) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) throw new Error(`it ended: ${this.stderr}`);
      await Promise.race([once(this.#child.stderr!, 'data'), this.#exit]);
    }
  }

  /** The first group of the pattern in what it said on stderr. */
  found(pattern: RegExp): string {
    const match = pattern.exec(this.stderr);
    if (match === null) throw new Error(`it did not say ${pattern.source}: ${this.stderr}`);
    return match[1];
  }

  get adminKey(): string {
    return this.found(/admin key: (rm_\S+)/);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Of the process that holds the threads, a child of this one; only where there is /proc. */
  get childPid(): number {
    const { pid } = this;
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return Number(child);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Its exit code, when it has ended and everything was read; null where a signal ended it. */
  async ended(): Promise<number | null> {
    await this.#exit;
    return this.#child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }
}
