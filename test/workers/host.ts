import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type GenerationSpec,
  HostFailure,
  type ModelHost,
  type ModelHostSettings,
  type PartJob,
  type PartResult,
  type RowsWork,
} from '../../src/workers/host/model-host.ts';
import { startModelHost } from '../../src/workers/host/start-model-host.ts';

/** Whoever asks, where that does not matter. */
export const ASKER = { group: 'group', key: 'key' };

/** A host with a fresh store, what it logged, and the folder of the store. */
export interface TestHost {
  readonly host: ModelHost;
  readonly folder: string;
  readonly logged: string[];
  /** Ends the host and removes the folder. */
  end(): Promise<void>;
}

/** A host that ends with the test. */
export async function startHost(settings: Partial<ModelHostSettings> = {}): Promise<TestHost> {
  const started = await openHost(settings);
  onTestFinished(async () => await started.end());
  return started;
}

/** A host that whoever opens it ends. */
export async function openHost(settings: Partial<ModelHostSettings> = {}): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-host-'));
  const logged: string[] = [];
  const note = (details: object, message: string): void => {
    logged.push(`${message} ${JSON.stringify(details)}`);
  };
  const host = await startModelHost(
    {
      threads: 2,
      store: { kind: 'disk', folder },
      threadMegabytes: 256,
      interactiveTimeout: 200_000,
      ...settings,
    },
    { warn: note, error: note },
  );
  const end = async (): Promise<void> => {
    await host.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  return { host, folder, logged, end };
}

export const specOf = (text: string, format = 'csv'): GenerationSpec => ({ model: { text }, format, options: {} });

/** Asks again as long as the host is busy, as callers are told to: a machine that others keep busy takes its time. */
export async function whenFree<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof HostFailure) || error.reason !== 'busy') throw error;
    }
  }
}

/** Makes a part with nobody looking on. */
export async function makePart(
  host: ModelHost,
  job: PartJob,
  signal: AbortSignal = new AbortController().signal,
): Promise<PartResult> {
  return await host.makePart(job, () => undefined, signal);
}

export type RowsJob = RowsWork & { readonly spec: GenerationSpec };

/** Of parts that nothing was stored before. */
export const ROWS = { content: 'rows', before: [] } as const;

/** The parts of an entity that a plan would have, their keys ascending. */
export async function partsOf(host: ModelHost, spec: GenerationSpec, name: string, task: string): Promise<RowsJob[]> {
  const { entities } = await host.inspect(spec, ASKER);
  const entity = entities.find((entity) => entity.name === name);
  if (entity === undefined) throw new Error(`no entity ${name}`);
  const { rows, partRows } = entity;
  const count = Math.max(1, Math.ceil(rows / partRows));
  return Array.from({ length: count }, (_, i) => {
    const first = i * partRows;
    const key = `${task}/${name}-${String(i).padStart(5, '0')}`;
    return { ...ROWS, spec, entity: name, first, rows: Math.min(partRows, rows - first), last: i === count - 1, key };
  });
}

/** The names of all pieces of a task, whether finished or not. */
export const piecesOf = (folder: string, task: string): string[] => readdirSync(join(folder, task)).sort();

/** Pieces end to end. */
export function contentOf(folder: string, jobs: readonly PartJob[]): Buffer {
  return Buffer.concat(jobs.map(({ key }) => readFileSync(join(folder, key))));
}

/**
 * Milliseconds within which a cancel has to be over: many times what it takes, so that a busy machine fails no test, and far less
 * than a batch of SLOW.
 */
export const MAX_CANCEL = 10_000;

/** One row of Parent takes about 10 ms, and a batch of it half a minute. */
export const SLOW = `
Parent:
  $count: 1_000_000
  id: integer @id
  total: { $type: integer, $sum: Child.amount }
Child:
  id: integer @id
  parent_id: { $ref: Parent.id, $per: 1_000_000 }
  amount: integer 1-5
`;

/** Hours of rows in quick batches. */
export const LONG = `
Number:
  $count: 9_000_000_000_000
  id: integer @id
  name: string @full_name
`;

/** A job of rows that never ends by itself. */
export const endless = (model: string, entity: string, key: string): RowsJob => ({
  ...ROWS,
  spec: specOf(model),
  entity,
  first: 0,
  rows: 1_000_000,
  last: false,
  key,
});
