import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { partsOf } from '../../src/engine/plan.ts';
import { loadPartFormat } from '../../src/formats/index.ts';
import {
  type EncodedRows,
  LOAD_FORMATS,
  loadDriver,
  type LoadRequest,
  type LoadSource,
  parseAddress,
  TargetFailure,
} from '../../src/targets/index.ts';
import { beyondLimits } from '../../src/workers/making/beyond-limits.ts';
import { LocalParts } from '../../src/workers/making/local-parts.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { PartMakers } from '../../src/workers/making/part-makers.ts';
import { optionsOf } from '../formats/encode.ts';

/** An empty database, for one test file. */
export interface Target {
  readonly url: string;
  /** Runs SQL as the database's owner, and answers the rows of its last statement. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Loads a model's rows as whoever the URL names. */
  load(model: string, options?: LoadOptions): Promise<void>;
  /** The same; answers why it failed. */
  failure(model: string, options?: LoadOptions): Promise<TargetFailure>;
}

export interface LoadOptions extends Partial<Omit<LoadRequest, 'tables'>>, Partial<LoadSource> {
  readonly url?: string;
  readonly signal?: AbortSignal;
  /** What is done to the rows on their way. */
  readonly through?: (rows: AsyncIterable<EncodedRows>) => AsyncIterable<EncodedRows>;
}

/** Makes the database before the tests of the file that asks for it, and removes it after them. */
export function useTarget(): Target {
  const name = `target_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${name}`;
  const client = new Client({ connectionString: url.href });
  client.on('error', () => undefined);
  beforeAll(async () => {
    await onServer(`create database ${name}`);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await onServer(`drop database ${name} with (force)`);
  });
  const run = async (model: string, options: LoadOptions = {}): Promise<void> =>
    await loadModel(options.url ?? url.href, model, options);
  return {
    url: url.href,
    query: async (text, values = []) => {
      const result = await client.query({ text, values: [...values] });
      return Array.isArray(result) ? result.at(-1).rows : result.rows;
    },
    load: run,
    failure: async (model, options) => await failureOf(run(model, options)),
  };
}

/** Why a load failed. */
export async function failureOf(loading: Promise<void>): Promise<TargetFailure> {
  try {
    await loading;
  } catch (error) {
    if (error instanceof TargetFailure) return error;
    throw error;
  }
  throw new Error('it was loaded');
}

/** Loads a model's rows into the database of a URL, of whichever kind. */
export async function loadModel(url: string, text: string, options: LoadOptions = {}): Promise<void> {
  const address = parseAddress(url);
  const { format: formatName, options: formatOptions } = LOAD_FORMATS[address.kind];
  const format = await loadPartFormat(formatName);
  const { program, problems } = loadProgram({ text }, format.nested);
  if (program === null) throw new Error(problems.map(({ message }) => message).join('; '));
  const { entities } = program;
  const { through = (rows) => rows } = options;
  const source: LoadSource = {
    beyond: async (limits) => await beyondLimits(entities, limits),
    rows: (order, arrays) => {
      const ordered = order.flatMap((name) => entities.filter((entity) => entity.name === name));
      const parts = ordered.flatMap((entity) => [...partsOf(entity)]);
      const makers = new PartMakers(entities, format, { ...optionsOf(format), ...formatOptions, arrays });
      return through(new LocalParts(makers).make(parts));
    },
    sent: options.sent ?? (() => undefined),
    committing: options.committing ?? (() => undefined),
  };
  const request = {
    tables: entities.map(({ table }) => table),
    schema: options.schema ?? null,
    mode: options.mode ?? ('append' as const),
  };
  const driver = await loadDriver(address);
  await driver.load({ address }, request, source, options.signal);
}

async function onServer(text: string): Promise<void> {
  const client = new Client({ connectionString: inject('serverUrl') });
  await client.connect();
  await client.query(text);
  await client.end();
}
