import type { Output } from '../artifacts/output.ts';
import type { CompiledEntity } from '../engine/compile/program.ts';
import type { PartFormat } from '../formats/index.ts';
import type { Options } from '../model/index.ts';
import type { ModelRequest } from '../workers/programs/model-request.ts';
import { openPartSource } from '../workers/threads/open-part-source.ts';
import { OrderedWriter } from '../workers/threads/ordered-writer.ts';
import { PartMakers } from '../workers/making/part-makers.ts';
import type { RowWriter } from '../workers/threads/row-writer.ts';
import { threadsFor } from '../workers/threads/threads-for.ts';
import { TurnWriter } from '../workers/threads/turn-writer.ts';
import { onInterruption } from './interruption.ts';
import { type Progress, showProgress } from './progress.ts';
import { systemFailure } from './system-failure.ts';

/** What is written, and how. */
export interface WriteFilesInput {
  readonly format: PartFormat;
  readonly options: Options;
  /** For threads, which compile the model themselves. */
  readonly request: ModelRequest;
  /** How many may make rows. */
  readonly threads: number;
  readonly files: readonly FileToWrite[];
  /** Whether the files take bytes at once. */
  readonly direct: boolean;
  /** What comes before the first file and may throw: it is done while other threads start. */
  prepare?(): void;
}

export interface FileToWrite {
  readonly entity: CompiledEntity;
  /** As messages name it. */
  readonly path: string;
  open(): Output;
}

export interface WrittenFiles {
  readonly files: readonly { readonly path: string; readonly rows: number; readonly bytes: number }[];
  readonly seconds: number;
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
  const progress = await showProgress(input.files.reduce((sum, { entity }) => sum + entity.rows, 0));
  let output: Output | undefined;
  const restore = onInterruption(() => {
    output?.abandon();
    progress.stop();
    process.stderr.write('interrupted\n');
  });
  try {
    const files = [];
    for (const file of input.files) {
      const { entity, path } = file;
      try {
        output = file.open();
        files.push({ path, rows: entity.rows, bytes: await writeFile(input, entity, output, writer, progress) });
      } catch (error) {
        throw systemFailure(error, 1, `cannot write ${path}`);
      }
    }
    progress.finish();
    return { files, seconds: progress.seconds() };
  } finally {
    await writer.close();
    output?.abandon();
    progress.stop();
    restore();
  }
}

/** @returns the bytes of the file. */
async function writeFile(
  { format, options }: WriteFilesInput,
  entity: CompiledEntity,
  output: Output,
  writer: RowWriter,
  progress: Progress,
): Promise<number> {
  const { header, footer } = format.frame(entity.table, options);
  await output.write(header);
  const { bytes, parts } = await writer.write(entity, output, (rows) => progress.add(rows));
  const end = typeof footer === 'function' ? footer(parts) : footer;
  await output.write(end);
  await output.finish();
  return header.length + bytes + end.length;
}

async function openWriter({
  format,
  options,
  request,
  threads: most,
  files,
  direct,
}: WriteFilesInput): Promise<RowWriter> {
  const entities = files.map(({ entity }) => entity);
  const makers = new PartMakers(entities, format, options);
  const threads = threadsFor(entities, most);
  const settings = { model: request, format: format.name, options };
  if (direct) return await TurnWriter.open(threads, entities, { format, makers }, settings);
  return new OrderedWriter(await openPartSource(threads, makers, settings), format);
}
