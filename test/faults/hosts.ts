import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayClient } from '../gateway/client.ts';
import { ServeProcess } from '../gateway/serve-process.ts';

const PORT = 4000;

const ip = (...args: readonly string[]): string =>
  execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Why there can be no hosts here; null if there can. */
export function whyNoHosts(): string | null {
  const probe = `rm${process.pid}-probe`;
  try {
    ip('netns', 'add', probe);
    ip('netns', 'delete', probe);
    return null;
  } catch {
    return 'network namespaces need Linux, root and iproute2';
  }
}

/**
 * Hosts that reach each other, this process, and nothing else: each is a network namespace with an address of its own, on one bridge
 * of this machine.
 */
export class HostNetwork implements Disposable {
  /** Of this machine, where hosts reach what they share. */
  readonly address: string;
  readonly #name = `rm${process.pid}`;
  /** 198.18.0.0/15 is for tests of networks: nothing else has an address of it. */
  readonly #prefix = `198.18.${process.pid % 256}`;
  #hosts: string[] = [];

  constructor() {
    this.address = `${this.#prefix}.1`;
    ip('link', 'add', this.#name, 'type', 'bridge');
    ip('address', 'add', `${this.address}/24`, 'dev', this.#name);
    ip('link', 'set', this.#name, 'up');
  }

  /** Adds a host. @param folder its disk; made where it is missing. */
  host(folder: string, environment: Readonly<Record<string, string>>): FaultyHost {
    const number = this.#hosts.length + 2;
    const name = `${this.#name}-${number}`;
    this.#hosts.push(name);
    const address = `${this.#prefix}.${number}`;
    ip('netns', 'add', name);
    ip('link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    ip('link', 'set', name, 'master', this.#name, 'up');
    for (const args of [
      ['address', 'add', `${address}/24`, 'dev', 'eth0'],
      ['link', 'set', 'eth0', 'up'],
      ['link', 'set', 'lo', 'up'],
    ]) {
      ip('-netns', name, ...args);
    }
    mkdirSync(folder, { recursive: true });
    return new FaultyHost(name, address, folder, environment);
  }

  [Symbol.dispose](): void {
    for (const name of this.#hosts) ip('netns', 'delete', name);
    ip('link', 'delete', this.#name);
  }
}

/** A host with one gateway. */
export class FaultyHost implements AsyncDisposable {
  readonly url: string;
  readonly #name: string;
  readonly #folder: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #gateways: ServeProcess[] = [];
  #struck = Promise.withResolvers<never>();

  constructor(name: string, address: string, folder: string, environment: Readonly<Record<string, string>>) {
    this.url = `http://${address}:${PORT}`;
    this.#name = name;
    this.#folder = folder;
    this.#environment = { ...environment, ROWMILL_HOST: address, ROWMILL_PORT: String(PORT) };
    this.#struck.promise.catch(() => undefined);
  }

  /** Rejects when something happens to the host. */
  get struck(): Promise<never> {
    return this.#struck.promise;
  }

  /** The ID of its node, once it was started. */
  get node(): string {
    return readFileSync(join(this.#folder, '.rowmill', 'node'), 'utf8').trim();
  }

  get gateway(): ServeProcess {
    const gateway = this.#gateways.at(-1);
    if (gateway === undefined) throw new Error('the host was not started');
    return gateway;
  }

  /** Errors that its gateways logged. */
  get errors(): readonly string[] {
    return this.#gateways.flatMap(({ stdout }) =>
      stdout.split('\n').filter((line) => line.includes('"level":"error"')),
    );
  }

  client(key: string): GatewayClient {
    return new GatewayClient(this.url, key);
  }

  /** Starts its gateway; whether that is ready, `isReady` says. */
  start(): void {
    const launcher = ['ip', 'netns', 'exec', this.#name];
    this.#gateways.push(new ServeProcess(this.#folder, this.#environment, 'serve', launcher));
  }

  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/ready`, { signal: AbortSignal.timeout(2000) })).ok;
    } catch {
      return false;
    }
  }

  /** Sends a signal to all that runs on it. */
  signal(name: NodeJS.Signals): void {
    if (name !== 'SIGCONT') this.#strike();
    for (const pid of ip('netns', 'pids', this.#name).trim().split('\n').filter(Boolean)) {
      try {
        process.kill(Number(pid), name);
      } catch (error) {
        // It may have ended by itself just then.
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    }
  }

  cut(): void {
    this.#strike();
    ip('link', 'set', this.#name, 'down');
  }

  mend(): void {
    ip('link', 'set', this.#name, 'up');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.signal('SIGKILL');
    await this.#gateways.at(-1)?.ended();
  }

  #strike(): void {
    this.#struck.reject(new Error('something happened to the host'));
    this.#struck = Promise.withResolvers<never>();
    this.#struck.promise.catch(() => undefined);
  }
}
