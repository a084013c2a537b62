import { mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { removeAbandoned } from '../artifacts/aside.ts';
import { fileNames } from '../artifacts/file-names.ts';
import { OutputFile } from '../artifacts/output-file.ts';
import { OutputStream } from '../artifacts/output-stream.ts';
import type { CompiledEntity, Program } from '../engine/compile/program.ts';
import type { DatasetFormat, PartFormat } from '../formats/index.ts';
import type { Options } from '../model/index.ts';
import { chooseEntities, chooseFormat, chooseOptions, onlyEntity } from './choose.ts';
import type { LoadMode } from '../targets/index.ts';
import type { ModelOptions } from './commands/model-options.ts';
import { refuseBeyondDisk } from './disk.ts';
import { Buffers } from '../workers/making/buffers.ts';
import { estimateBytes } from '../workers/making/estimate.ts';
import type { ModelRequest } from '../workers/programs/model-request.ts';
import { Failure } from './failure.ts';
import { loadModel, requestFor } from './load-model.ts';
import { shownPath } from './model-file.ts';
import { printSummary } from './print-summary.ts';
import { refuseFaults } from './refuse-faults.ts';
import { isClosedPipe, systemFailure } from './system-failure.ts';
import { writeCompanions } from './write-companions.ts';
import { writeDataset } from './write-dataset.ts';
import { type FileToWrite, type WrittenFiles, writeFiles } from './write-files.ts';

export interface GenerateOptions extends ModelOptions {
  /** Names; none for all. */
  readonly entity: readonly string[];
  readonly rows?: number;
  readonly format: string;
  readonly option: ReadonlyMap<string, string>;
  readonly threads: number;
  /** A folder, or `-` for stdout. */
  readonly out: string;
  /** The database to load into, instead of writing files. */
  readonly target?: string;
  readonly mode?: LoadMode;
  /** Of the target's tables. */
  readonly schema?: string;
  /** Rows to show of each entity. */
  readonly sample?: number;
}

/** Writes the rows of a model to files or stdout, then says what it wrote (on stderr where stdout has the rows). */
export async function generate(path: string, options: GenerateOptions): Promise<void> {
  if (options.mode !== undefined || options.schema !== undefined) {
    throw new Failure(2, '--mode and --schema apply to tables: name a database with --target');
  }
  const format = await chooseFormat(options.format);
  const formatOptions = chooseOptions(format, options.option);
  const request = await requestFor(path, options, countsOf(options));
  const program = loadModel(path, request, format.nested);
  const entities = chooseEntities(program, options.entity);
  refuseFaults(entities, format, formatOptions);
  const toStdout = options.out === '-';
  try {
    const written =
      format.piece === 'part'
        ? await writeParts(format, formatOptions, request, program, entities, options)
        : await writeDatabase(path, format, formatOptions, entities, options.out);
    const stream = toStdout ? process.stderr : process.stdout;
    printSummary(written, stream);
    if (options.sample !== undefined) {
      const { printSamples } = await import('./print-samples.ts');
      printSamples(entities, options.sample, stream);
    }
  } catch (error) {
    // Whoever read the rows has seen enough.
    if (!(toStdout && isClosedPipe(error))) throw error;
  }
}

/** `--rows` as the model takes it. */
export function countsOf({ entity, rows }: GenerateOptions): ReadonlyMap<string, number> {
  if (rows === undefined) return new Map();
  return new Map((entity.length === 0 ? ['*'] : entity).map((name) => [name, rows]));
}

/** A file for each entity, and the companions of all. */
async function writeParts(
  format: PartFormat,
  options: Options,
  request: ModelRequest,
  program: Program,
  entities: readonly CompiledEntity[],
  { out, threads }: GenerateOptions,
): Promise<WrittenFiles> {
  if (out === '-') {
    const stdout = new OutputStream(process.stdout);
    const files = [{ entity: onlyEntity(entities), path: 'stdout', open: () => stdout }];
    return await writeFiles({ format, options, request, threads, files, direct: stdout.descriptor !== undefined });
  }
  const files = filesIn(out, format, options, program, entities);
  const prepare = (): void => prepareFolder(out, format, options, entities);
  const written = await writeFiles({ format, options, request, threads, files, direct: true, prepare });
  const tables = files.map(({ entity: { table }, path }) => ({ table, file: basename(path) }));
  writeCompanions(out, format.companions?.(tables, options) ?? []);
  return written;
}

/** One file for all entities, called as the model's. */
async function writeDatabase(
  model: string,
  format: DatasetFormat,
  options: Options,
  entities: readonly CompiledEntity[],
  out: string,
): Promise<WrittenFiles> {
  if (out === '-') {
    throw new Failure(2, `${format.name} files cannot be streamed to stdout: name a folder with --out`);
  }
  makeFolder(out);
  const name = basename(shownPath(model), extname(model));
  const path = join(out, fileNames([name], format.extension).get(name) ?? '');
  return await writeDataset(path, entities, format, options);
}

/** An entity's file is called the same whichever are written. */
function filesIn(
  folder: string,
  format: PartFormat,
  options: Options,
  program: Program,
  entities: readonly CompiledEntity[],
): readonly FileToWrite[] {
  const names = fileNames(
    program.entities.map(({ name }) => name),
    format.extension,
    format.companions?.([], options).map(({ file }) => file),
  );
  return entities.map((entity) => {
    const path = join(folder, names.get(entity.name) ?? '');
    return { entity, path, open: () => new OutputFile(path) };
  });
}

/** Makes the folder, unless its disk is too small for the files. */
function prepareFolder(
  folder: string,
  format: PartFormat,
  options: Options,
  entities: readonly CompiledEntity[],
): void {
  const buffers = new Buffers();
  refuseBeyondDisk(
    folder,
    entities.reduce((sum, entity) => sum + estimateBytes(entity, format, options, buffers), 0),
  );
  makeFolder(folder);
}

/** Makes the folder where it is missing, and clears away what killed runs left in it. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    removeAbandoned(folder);
  } catch (error) {
    throw systemFailure(error, 1, `cannot create the folder ${folder}`);
  }
}
