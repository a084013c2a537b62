import type { Format } from '../../client/index.ts';
import type { ModelScalar } from '../../model/index.ts';
import { Failure } from '../failure.ts';
import { follow } from './follow.ts';
import { readOverrideFiles } from '../model/override-files.ts';
import { formatOptionsInput } from './format-options-input.ts';
import { overridesInput } from './overrides-input.ts';
import { findProject } from './project-name.ts';
import { pushModel } from './push.ts';
import type { RemoteOptions } from './remote-options.ts';
import { withGateway } from './with-gateway.ts';

export interface RemoteGenerateOptions extends RemoteOptions {
  /** File of a model to push first. */
  readonly model?: string;
  readonly format: string;
  readonly entity: readonly string[];
  readonly rows?: number;
  readonly withRelated?: boolean;
  readonly seed?: string;
  readonly set: ReadonlyMap<string, ModelScalar>;
  /** Files of overrides, each over those before it. */
  readonly override: readonly string[];
  /** Options of the format. */
  readonly option: ReadonlyMap<string, string>;
  readonly out?: string;
  readonly detach?: boolean;
  readonly cancelOnInterrupt?: boolean;
  readonly idempotencyKey?: string;
}

/** Starts a generation in a gateway, and follows it to its end. */
export async function remoteGenerate(project: string, options: RemoteGenerateOptions): Promise<void> {
  const { model, format, entity, rows, withRelated, seed, set, idempotencyKey } = options;
  const overrides = overridesInput(await readOverrideFiles(options.override), set);
  const formatOptions = await formatOptionsInput(format, options.option);
  if (rows !== undefined && entity.length === 0) {
    throw new Failure(2, '--rows is the number of rows of each --entity: name at least one');
  }
  await withGateway(options.gateway, async (client) => {
    const { id, isDraft } =
      model === undefined ? await findProject(client, project) : await pushModel(client, project, model);
    // What is wrong with the model that was pushed has been printed.
    if (isDraft && model !== undefined) throw new Failure(2, '');
    const task = await client.start({
      project: id,
      format: formatOf(format),
      ...(entity.length === 0
        ? {}
        : { entities: entity.map((name) => ({ name, ...(rows === undefined ? {} : { count: rows }) })) }),
      ...(withRelated === true ? { includeRelated: true } : {}),
      ...(seed === undefined ? {} : { seed }),
      ...(overrides === null ? {} : { overrides }),
      ...(formatOptions === null ? {} : { formatOptions }),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    if (options.detach === true) {
      process.stdout.write(options.json === true ? `${JSON.stringify(task, null, 2)}\n` : `${task.id}\n`);
      return;
    }
    process.stderr.write(`task ${task.id}\n`);
    const { json, out, cancelOnInterrupt = false } = options;
    await follow(client, task.id, {
      cancelOnInterrupt,
      ...(json === undefined ? {} : { json }),
      ...(out === undefined ? {} : { out }),
    });
  });
}

/** Formats by their names on the command line. */
export const REMOTE_FORMATS: ReadonlyMap<string, Format> = new Map([
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['jsonl', 'JSONL'],
  ['parquet', 'PARQUET'],
  ['arrow', 'ARROW'],
  ['sql', 'SQL'],
  ['postgres-optimized', 'POSTGRES_OPTIMIZED'],
  ['sqlite', 'SQLITE'],
]);

function formatOf(name: string): Format {
  const format = REMOTE_FORMATS.get(name);
  if (format === undefined) throw new Failure(2, `there is no format ${name}`);
  return format;
}
