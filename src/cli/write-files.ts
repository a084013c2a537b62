import type { Output } from '../artifacts/output.ts';
import type { CompiledEntity } from '../engine/compile/program.ts';
import { allRows, type FileRows } from '../engine/plan.ts';
import type { PartFormat, SealedPart } from '../formats/index.ts';
import type { Model, Options } from '../model/index.ts';
import { openPartSource } from '../workers/threads/open-part-source.ts';
import { OrderedWriter } from '../workers/threads/ordered-writer.ts';
import { PartMakers } from '../workers/making/part-makers.ts';
import type { RowWriter } from '../workers/threads/row-writer.ts';
import { threadsFor } from '../workers/threads/threads-for.ts';
import type { WritingThreads } from '../workers/threads/writing-threads.ts';
import { TurnWriter } from '../workers/threads/turn-writer.ts';
import type { Folder } from './folders/folder.ts';
import { onInterruption } from './interruption.ts';
import { type Progress, showProgress } from './progress.ts';
import { systemFailure } from './system-failure.ts';

/** What is written, and how. */
export interface WriteFilesInput {
  readonly format: PartFormat;
  readonly options: Options;
  /** For threads, which compile it themselves. */
  readonly model: Model;
  /** How many may make rows. */
  readonly threads: number;
  readonly files: readonly FileToWrite[];
  /** Whether the files take bytes at once. */
  readonly direct: boolean;
  /** Threads that were started before, for files that take bytes at once. */
  readonly early?: WritingThreads | undefined;
  /** What comes before the first file and may throw: it is done while other threads start. */
  prepare?(): void;
}

export interface FileToWrite {
  readonly rows: FileRows;
  /** As messages name it. */
  readonly path: string;
  open(): Output;
}

/** The file of an entity, by its name in the folder. */
export interface NamedFile {
  readonly entity: CompiledEntity;
  readonly file: string;
}

export interface WrittenFiles {
  /** In the order in which they were given. */
  readonly files: readonly WrittenFile[];
  readonly seconds: number;
}

export interface WrittenFile {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** What the footer must know of the parts, where it does. */
  readonly parts: readonly SealedPart[];
}

/** Files of a run, one an entity or many, by their names in the folder. */
export type RunFiles = readonly { readonly rows: FileRows; readonly name: string }[];

/** A file for each entity. */
export const wholeFiles = (named: readonly NamedFile[]): RunFiles =>
  named.map(({ entity, file }) => ({ rows: allRows(entity), name: file }));

/**
 * The files of a folder, as `writeFiles` takes them.
 * @param bytesOf about how many bytes rows take.
 */
export function filesIn(
  folder: Pick<Folder, 'direct' | 'shown' | 'prepare' | 'open'>,
  files: RunFiles,
  bytesOf: (rows: FileRows) => number,
): Required<Pick<WriteFilesInput, 'files' | 'direct' | 'prepare'>> {
  const sizes = new Map<string, number>();
  return {
    files: files.map(({ rows, name }) => {
      return { rows, path: folder.shown(name), open: () => folder.open(name, sizes.get(name) ?? 0) };
    }),
    direct: folder.direct,
    prepare() {
      for (const { rows, name } of files) sizes.set(name, bytesOf(rows));
      folder.prepare([...sizes.values()].reduce((sum, size) => sum + size, 0));
    },
  };
}

/**
 * Writes files one after the other, showing progress. The bytes are the same whatever the number of threads. When it fails
 * or is interrupted, the files that were complete stay and of the others nothing does.
 */
export async function writeFiles(input: WriteFilesInput): Promise<WrittenFiles> {
  const writer = await openWriter(input);
  try {
    input.prepare?.();
  } catch (error) {
    await writer.close();
    throw error;
  }
  const progress = await showProgress(input.files.reduce((sum, { rows: { rows } }) => sum + rows, 0));
  let output: Output | undefined;
  const restore = onInterruption(() => {
    // An upload that nobody ends is the bucket's to clear away: nothing is waited for here.
    void output?.abandon();
    progress.stop();
    process.stderr.write('interrupted\n');
  });
  try {
    const files: WrittenFile[] = [];
    for (const file of input.files) {
      const { rows, path } = file;
      try {
        output = file.open();
        files.push({ path, rows: rows.rows, ...(await writeFile(input, rows, output, writer, progress)) });
      } catch (error) {
        throw systemFailure(error, 1, `cannot write ${path}`);
      }
    }
    progress.finish();
    return { files, seconds: progress.seconds() };
  } finally {
    await writer.close();
    await output?.abandon();
    progress.stop();
    restore();
  }
}

/** A piece of a file has its header if it begins it, and its footer if it ends it and the footer says nothing of other pieces. */
async function writeFile(
  { format, options }: WriteFilesInput,
  file: FileRows,
  output: Output,
  writer: RowWriter,
  progress: Progress,
): Promise<Pick<WrittenFile, 'bytes' | 'parts'>> {
  const { entity, isComplete } = file;
  const { header, footer } = format.frame(entity.table, options);
  const start = isComplete || file.first === 0 ? header : NOTHING;
  await output.write(start);
  const { bytes, parts } = await writer.write(file, output, (rows) => progress.add(rows));
  const isLast = isComplete || file.first + file.rows === entity.rows;
  const end = typeof footer !== 'function' ? (isLast ? footer : NOTHING) : isComplete ? footer(parts) : NOTHING;
  await output.write(end);
  await output.finish();
  return { bytes: start.length + bytes + end.length, parts };
}

const NOTHING = new Uint8Array(0);

async function openWriter({
  format,
  options,
  model,
  threads: most,
  files,
  direct,
  early,
}: WriteFilesInput): Promise<RowWriter> {
  const all = files.map(({ rows }) => rows);
  const makers = new PartMakers([...new Set(all.map(({ entity }) => entity))], format, options);
  const threads = threadsFor(all, most);
  const settings = { model, format: format.name, options };
  if (direct) return await TurnWriter.open(threads, all, { format, makers }, settings, early);
  return new OrderedWriter(await openPartSource(threads, makers, settings), format);
}
