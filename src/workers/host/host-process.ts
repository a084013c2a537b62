import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { RESOLVING } from '../quick-start.ts';
import { hostEnvironment } from './environment.ts';
import type { FromChild, ToChild } from './messages.ts';
import type { ModelHostSettings } from './model-host.ts';

/** As much of a logger as a host needs. */
export interface HostLog {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
const ENTRY = fileURLToPath(new URL(`./host.child${extension}`, import.meta.url));

/** Characters of what a dying process says that are kept, the last ones. */
const MAX_OUTPUT = 4000;
/** The longest pause before a process is started again, and the first one after a second death, in milliseconds. */
const MAX_PAUSE = 10_000;
const FIRST_PAUSE = 200;
/** A process that lived so long died of something new. */
const LONG_LIFE = 10_000;

/** What a HostProcess tells its owner. */
export interface HostProcessEvents {
  message(message: FromChild): void;
  /** The process died; another one follows. */
  died(): void;
}

/** Keeps one child process running, with pauses that grow while it dies again and again. */
export class HostProcess {
  readonly #settings: ModelHostSettings;
  readonly #log: HostLog;
  readonly #events: HostProcessEvents;
  #child: ChildProcess | undefined;
  #restart: NodeJS.Timeout | undefined;
  #deaths = 0;
  #restarts = 0;
  #closed = false;

  constructor(settings: ModelHostSettings, log: HostLog, events: HostProcessEvents) {
    this.#settings = settings;
    this.#log = log;
    this.#events = events;
    this.#start();
  }

  /** Process id of the child while it is up. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** How often it died and was started again. */
  get restarts(): number {
    return this.#restarts;
  }

  /** A message that does not arrive is lost with the process, whose death is told. */
  send(message: ToChild): void {
    this.#child?.send(message, () => undefined);
  }

  /** Ends the process and starts no other. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  #start(): void {
    const started = performance.now();
    const child = this.#fork();
    if (child === undefined) {
      this.#startAgain({});
      return;
    }
    this.#child = child;
    let output = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-MAX_OUTPUT);
    });
    child.on('message', (message: FromChild) => {
      if (child === this.#child) this.#events.message(message);
    });
    child.on('error', (error) => {
      this.#log.error({ err: error }, 'the process of the model host cannot be reached');
      // A process that never was has no exit either.
      if (child.pid === undefined) this.#died(child, started, {});
    });
    child.on('exit', (code, signal) => this.#died(child, started, { code, signal, output }));
    this.send({ kind: 'open', settings: this.#settings });
  }

  /** Undefined where the system has no room for a process now. */
  #fork(): ChildProcess | undefined {
    try {
      return fork(ENTRY, [], {
        env: hostEnvironment(this.#settings.store.kind),
        // No --max-old-space-size: it would take the place of the limits of the threads.
        execArgv: ['--disable-proto=throw', ...RESOLVING],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
    } catch (error) {
      this.#log.error({ err: error }, 'the process of the model host cannot be started');
      return undefined;
    }
  }

  #died(child: ChildProcess, started: number, details: object): void {
    if (child !== this.#child) return;
    this.#child = undefined;
    if (this.#closed) return;
    if (performance.now() - started > LONG_LIFE) this.#deaths = 0;
    this.#startAgain(details);
    this.#events.died();
  }

  #startAgain(details: object): void {
    this.#deaths++;
    this.#restarts++;
    const pause = this.#deaths === 1 ? 0 : Math.min(MAX_PAUSE, FIRST_PAUSE * 2 ** (this.#deaths - 2));
    this.#log.warn({ ...details, pause }, 'the process of the model host crashed and is being restarted');
    this.#restart = setTimeout(() => this.#start(), pause);
  }
}
