import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileNames } from '../artifacts/file-names.ts';
import { OutputFile } from '../artifacts/output-file.ts';
import { OutputStream } from '../artifacts/output-stream.ts';
import type { CompiledEntity, Program } from '../engine/compile/program.ts';
import type { PartFormat } from '../formats/index.ts';
import type { Options } from '../model/index.ts';
import { chooseEntities, chooseFormat, chooseOptions } from './choose.ts';
import type { GenerateOptions } from './commands/generate.ts';
import { refuseBeyondDisk } from './disk.ts';
import { estimateBytes } from '../workers/estimate.ts';
import { Failure } from './failure.ts';
import { loadModel, requestFor } from './load-model.ts';
import { printSummary } from './print-summary.ts';
import { refuseFaults } from './refuse-faults.ts';
import { isClosedPipe, systemFailure } from './system-failure.ts';
import { writeCompanions } from './write-companions.ts';
import { type FileToWrite, writeFiles } from './write-files.ts';

/** Writes the rows of a model to files or stdout, then says what it wrote (on stderr where stdout has the rows). */
export async function generate(path: string, options: GenerateOptions): Promise<void> {
  if (options.mode !== undefined || options.schema !== undefined) {
    throw new Failure(2, '--mode and --schema are about tables: name them with --target');
  }
  const format = await chooseFormat(options.format);
  const formatOptions = chooseOptions(format, options.option);
  const request = requestFor(path, options, countsOf(options));
  const program = loadModel(path, request, format.nested);
  const entities = chooseEntities(program, options.entity);
  refuseFaults(entities, format, formatOptions);
  const toStdout = options.out === '-';
  const files = toStdout ? stdoutFile(entities) : filesIn(options.out, format, formatOptions, program, entities);
  try {
    const written = await writeFiles({ format, options: formatOptions, request, threads: options.threads, files });
    if (!toStdout) {
      const tables = files.map(({ entity: { table }, path }) => ({ table, file: basename(path) }));
      writeCompanions(options.out, format.companions?.(tables, formatOptions) ?? []);
    }
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

function stdoutFile(entities: readonly CompiledEntity[]): readonly FileToWrite[] {
  if (entities.length > 1) {
    throw new Failure(2, `--out - writes one entity, and there are ${entities.length}: name one with --entity`);
  }
  return entities.map((entity) => ({ entity, path: 'stdout', open: () => new OutputStream(process.stdout) }));
}

function sizeOf(entities: readonly CompiledEntity[], format: PartFormat, options: Options): number {
  return entities.reduce((sum, entity) => sum + estimateBytes(entity, format, options), 0);
}

/** Makes the folder, unless its disk is too small for the files. An entity's file is called the same whichever are written. */
function filesIn(
  folder: string,
  format: PartFormat,
  options: Options,
  program: Program,
  entities: readonly CompiledEntity[],
): readonly FileToWrite[] {
  refuseBeyondDisk(folder, sizeOf(entities, format, options));
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw systemFailure(error, 1, `cannot make the folder ${folder}`);
  }
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
