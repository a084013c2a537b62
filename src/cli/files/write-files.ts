import type { Output } from '../../artifacts/output.ts';
import type { CompiledEntity } from '../../engine/compile/program.ts';
import { allRows, type FileRows } from '../../engine/plan.ts';
import type { PartFormat, SealedPart } from '../../formats/index.ts';
import type { Model, Options } from '../../model/index.ts';
import { PartMakers } from '../../workers/making/part-makers.ts';
import { endOf, startOf } from '../../workers/threads/file-ends.ts';
import { openPartSource } from '../../workers/threads/open-part-source.ts';
import { OrderedWriter } from '../../workers/threads/ordered-writer.ts';
import type { FilesToWrite } from '../../workers/threads/protocol.ts';
import type { RowWriter, WrittenRows } from '../../workers/threads/row-writer.ts';
import { startThreads } from '../../workers/threads/start-threads.ts';
import { threadsFor } from '../../workers/threads/threads-for.ts';
import { TurnWriter } from '../../workers/threads/turn-writer.ts';
import { isWhole } from '../../workers/threads/whole-files.ts';
import type { WritingThreads } from '../../workers/threads/writing-threads.ts';
import type { Folder } from '../folders/folder.ts';
import { onInterruption } from '../interruption.ts';
import { showProgress } from '../print/progress.ts';
import { systemFailure } from '../system-failure.ts';

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
  /** Threads that were started before, for files that take bytes at once; they may have begun with the model. */
  readonly early?: WritingThreads | undefined;
  /** What comes before the first file and may throw: it is done while other threads start. */
  prepare?(): void;
}

export interface FileToWrite {
  readonly rows: FileRows;
  /** As messages name it. */
  readonly path: string;
  /** Whether that is its path, where any thread may open it. */
  readonly isLocal: boolean;
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
      const path = folder.shown(name);
      return { rows, path, isLocal: folder.direct, open: () => folder.open(name, sizes.get(name) ?? 0) };
    }),
    direct: folder.direct,
    prepare() {
      for (const { rows, name } of files) sizes.set(name, bytesOf(rows));
      folder.prepare([...sizes.values()].reduce((sum, size) => sum + size, 0));
    },
  };
}

/**
 * Writes files, showing progress: those of one part each by one thread, the others one after the other. The bytes are the same
 * whatever the number of threads. When it fails or is interrupted, the files that were complete stay and of the others nothing does.
 */
export async function writeFiles(input: WriteFilesInput): Promise<WrittenFiles> {
  const { whole = [], shared = [] } = Object.groupBy(input.files, ({ rows, isLocal }) => {
    return isLocal && isWhole(rows, input.format) ? 'whole' : 'shared';
  });
  const writer = await openWriter(input, { whole, shared: shared.map(({ rows }) => rows) });
  const progress = await showProgress(input.files.reduce((sum, { rows: { rows } }) => sum + rows, 0));
  const written = (rows: number): void => progress.add(rows);
  let output: Output | undefined;
  const restore = onInterruption(() => {
    writer.stop();
    // An upload that nobody ends is the bucket's to clear away: nothing is waited for here.
    void output?.abandon();
    progress.stop();
    process.stderr.write('interrupted\n');
  });
  let path = whole[0]?.path ?? '';
  try {
    const sums = new Map<FileToWrite, WrittenRows>();
    for (const { file, ...sum } of await writer.writeWhole(written)) sums.set(whole[file], sum);
    for (const file of shared) {
      ({ path } = file);
      output = file.open();
      sums.set(file, await writeFile(input, file.rows, output, writer, written));
    }
    progress.finish();
    const files = input.files.flatMap((file) => {
      const sum = sums.get(file);
      return sum === undefined ? [] : [{ path: file.path, rows: file.rows.rows, ...sum }];
    });
    return { files, seconds: progress.seconds() };
  } catch (error) {
    throw systemFailure(error, 1, `cannot write ${wholeFileOf(error) ?? path}`);
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
  written: (rows: number) => void,
): Promise<WrittenRows> {
  const frame = format.frame(file.entity.table, options);
  const start = startOf(frame, file);
  await output.write(start);
  const { bytes, parts } = await writer.write(file, output, written);
  const end = endOf(frame, file, parts);
  await output.write(end);
  await output.finish();
  return { bytes: start.length + bytes + end.length, parts };
}

/** Prepares for the files while other threads start. */
async function openWriter(input: WriteFilesInput, files: FilesToWrite): Promise<RowWriter> {
  const { format, options, model, threads: most, direct, early } = input;
  const all = input.files.map(({ rows }) => rows);
  const makers = new PartMakers([...new Set(all.map(({ entity }) => entity))], format, options);
  const threads = threadsFor(all, most);
  const settings = { model, format: format.name, options };
  if (!direct) {
    input.prepare?.();
    return new OrderedWriter(await openPartSource(threads, makers, settings), format);
  }
  const others = early ?? (threads > 1 ? await startThreads(threads - 1, settings) : undefined);
  others?.begin(model);
  try {
    input.prepare?.();
  } catch (error) {
    await others?.close();
    throw error;
  }
  return new TurnWriter(files, { format, options, makers }, others);
}

/** The path of the whole file that a thread could not write. */
function wholeFileOf(error: unknown): string | undefined {
  return error instanceof Error && 'file' in error && typeof error.file === 'string' ? error.file : undefined;
}
