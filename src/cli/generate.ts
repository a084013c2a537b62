import { basename, extname, join } from 'node:path';
import { isS3Address } from '../artifacts/s3/address.ts';
import { fileNames } from '../artifacts/file-names.ts';
import { MANIFEST_FILE } from '../artifacts/manifest.ts';
import { OutputStream } from '../artifacts/output-stream.ts';
import type { CompiledEntity, Program } from '../engine/compile/program.ts';
import type { DatasetFormat, PartFormat } from '../formats/index.ts';
import { allRows, type FileRows } from '../engine/plan.ts';
import type { Model, Options } from '../model/index.ts';
import { chooseEntities, chooseFormat, chooseOptions, onlyEntity } from './files/choose.ts';
import type { LoadMode } from '../targets/index.ts';
import type { ModelOptions } from './commands/model-options.ts';
import { LocalFolder } from './folders/local-folder.ts';
import { openFolder } from './folders/open-folder.ts';
import { Buffers } from '../workers/making/buffers.ts';
import { estimateBytes, maxBytes } from '../workers/making/estimate.ts';
import { startThreads } from '../workers/threads/start-threads.ts';
import type { WritingThreads } from '../workers/threads/writing-threads.ts';
import type { ModelRequest } from '../workers/programs/model-request.ts';
import { Failure } from './failure.ts';
import { loadBoth, requestFor } from './model/load-model.ts';
import { shownPath } from './model/model-file.ts';
import { printSummary, type Summary } from './print/print-summary.ts';
import { refuseFaults } from './files/refuse-faults.ts';
import { isClosedPipe } from './system-failure.ts';
import { writeCompanions } from './files/write-companions.ts';
import { writeDataset } from './files/write-dataset.ts';
import { filesIn, type NamedFile, wholeFiles, writeFiles } from './files/write-files.ts';

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
  /** Which share to write: `k/n`. */
  readonly part?: string;
  /** Whether the share is complete files. */
  readonly split?: boolean;
  /** Bytes of each of many files of an entity, about. */
  readonly fileSize?: number;
  /** Rows to show of each entity. */
  readonly sample?: number;
}

/** Writes the rows of a model to files or stdout, then says what it wrote (on stderr where stdout has the rows). */
export async function generate(path: string, options: GenerateOptions): Promise<void> {
  if (options.split === true && options.part === undefined) {
    throw new Failure(2, '--split applies to a part: say which one with --part');
  }
  if (options.fileSize !== undefined && options.part !== undefined) {
    throw new Failure(2, '--file-size does not apply to a part: --split makes complete files of it');
  }
  if (options.mode !== undefined || options.schema !== undefined) {
    throw new Failure(2, '--mode and --schema apply to tables: name a database with --target');
  }
  const format = await chooseFormat(options.format);
  const formatOptions = chooseOptions(format, options.option);
  const request = await requestFor(path, options, countsOf(options));
  const early = format.piece === 'part' ? await startEarly(format, formatOptions, request, options) : undefined;
  const toStdout = options.out === '-';
  try {
    // They compile it while this thread does.
    const { model, program } = loadBoth(path, request, format.nested, (read) => early?.begin(read));
    const entities = chooseEntities(program, options.entity);
    refuseFaults(entities, format, formatOptions);
    const written =
      format.piece === 'part'
        ? await writeParts(format, formatOptions, { request, model, program }, entities, options, early)
        : await writeDatabase(path, format, formatOptions, entities, options);
    const stream = toStdout ? process.stderr : process.stdout;
    printSummary(written, stream);
    if (options.sample !== undefined) {
      const { printSamples } = await import('./print/print-samples.ts');
      printSamples(entities, options.sample, stream);
    }
  } catch (error) {
    // Whoever read the rows has seen enough.
    if (!(toStdout && isClosedPipe(error))) throw error;
  } finally {
    await early?.close();
  }
}

/** Characters of a model that takes so long to load that other threads begin with it at once, before it is known how many are worth it. */
const LARGE = 64 * 1024;

/** The other threads for a large model whose files are written to a folder of this machine. */
async function startEarly(
  format: PartFormat,
  options: Options,
  { text }: ModelRequest,
  { out, part, rows, threads }: GenerateOptions,
): Promise<WritingThreads | undefined> {
  const isLarge = text.length > LARGE && rows === undefined && threads > 1;
  if (!isLarge || part !== undefined || out === '-' || isS3Address(out)) return undefined;
  return await startThreads(threads - 1, { format: format.name, options });
}

/** `--rows` as the model takes it. */
export function countsOf({ entity, rows }: GenerateOptions): ReadonlyMap<string, number> {
  if (rows === undefined) return new Map();
  return new Map((entity.length === 0 ? ['*'] : entity).map((name) => [name, rows]));
}

interface ReadModel {
  readonly request: ModelRequest;
  readonly model: Model;
  readonly program: Program;
}

/** A file for each entity, and the companions of all. */
async function writeParts(
  format: PartFormat,
  options: Options,
  { request, model, program }: ReadModel,
  entities: readonly CompiledEntity[],
  { out, threads, part, split = false, fileSize }: GenerateOptions,
  early: WritingThreads | undefined,
): Promise<Summary> {
  if (out === '-') {
    if (part !== undefined) throw new Failure(2, '--part needs a folder: name one with --out');
    if (fileSize !== undefined) throw new Failure(2, '--file-size needs a folder: name one with --out');
    const stdout = new OutputStream(process.stdout);
    const files = [{ rows: allRows(onlyEntity(entities)), path: 'stdout', isLocal: false, open: () => stdout }];
    return await writeFiles({ format, options, model, threads, files, direct: stdout.descriptor !== undefined });
  }
  const named = namesOf(format, options, program, entities, isS3Address(out) ? [MANIFEST_FILE] : []);
  const folder = await openFolder(out);
  const buffers = new Buffers();
  // To make rows of many entities, only to know how much they take, takes as long as many rows.
  const isRoomy = folder.fits(named.reduce((sum, { entity }) => sum + maxBytes(entity), 0));
  const bytesOf = ({ entity, rows }: FileRows): number =>
    entity.rows === 0 || isRoomy ? 0 : (rows / entity.rows) * estimateBytes(entity, format, options, buffers);
  const input = { format, options, model, threads };
  if (part !== undefined) {
    const { readShare } = await import('./shares/share.ts');
    const { writeShare } = await import('./shares/write-share.ts');
    return await writeShare(folder, readShare(part), named, { ...input, request, split, bytesOf });
  }
  const tables = named.map(({ entity: { table }, file }) => ({ table, file }));
  const companions = format.companions?.(tables, options) ?? [];
  if (fileSize === undefined && !isS3Address(out)) {
    const written = await writeFiles({ ...input, early, ...filesIn(folder, wholeFiles(named), bytesOf) });
    await writeCompanions(folder, companions);
    return written;
  }
  const { splitFiles, writeListed } = await import('./files/write-listed.ts');
  if (fileSize === undefined)
    return await writeListed(folder, { ...input, files: wholeFiles(named), companions, bytesOf });
  if (companions.length > 0)
    throw new Failure(2, `--file-size does not apply to ${format.name}: its files refer to each other`);
  const sizeOf = ({ entity }: FileRows): number => estimateBytes(entity, format, options, buffers);
  const files = splitFiles(named, fileSize, format.partBatches, sizeOf);
  return await writeListed(folder, { ...input, files, companions, bytesOf });
}

/** One file for all entities, called as the model's. */
async function writeDatabase(
  model: string,
  format: DatasetFormat,
  options: Options,
  entities: readonly CompiledEntity[],
  { out, part, fileSize }: GenerateOptions,
): Promise<Summary> {
  if (part !== undefined || fileSize !== undefined) {
    throw new Failure(2, `${format.name} has one file for all entities, which has no parts`);
  }
  if (out === '-') {
    throw new Failure(2, `${format.name} files cannot be streamed to stdout: name a folder with --out`);
  }
  if (isS3Address(out)) {
    throw new Failure(2, `${format.name} files are made on a disk: name a folder with --out, and copy the file`);
  }
  new LocalFolder(out).prepare(0);
  const name = basename(shownPath(model), extname(model));
  const path = join(out, fileNames([name], format.extension).get(name) ?? '');
  return await writeDataset(path, entities, format, options);
}

/** An entity's file is called the same whichever are written. */
function namesOf(
  format: PartFormat,
  options: Options,
  program: Program,
  entities: readonly CompiledEntity[],
  reserved: readonly string[],
): readonly NamedFile[] {
  const names = fileNames(
    program.entities.map(({ name }) => name),
    format.extension,
    [...(format.companions?.([], options) ?? []).map(({ file }) => file), ...reserved],
  );
  return entities.map((entity) => ({ entity, file: names.get(entity.name) ?? '' }));
}
