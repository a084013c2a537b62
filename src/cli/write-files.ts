import type { Output } from '../artifacts/output.ts';
import type { CompiledEntity } from '../engine/compile/program.ts';
import { type Part, partsOf } from '../engine/plan.ts';
import type { PartFormat, SealedPart } from '../formats/index.ts';
import type { Options } from '../model/index.ts';
import { LocalParts } from '../workers/local-parts.ts';
import type { ModelRequest } from '../workers/model-request.ts';
import { PartMakers } from '../workers/part-makers.ts';
import type { PartChunk, PartSource } from '../workers/part-source.ts';
import { onInterruption } from './interruption.ts';
import { type Progress, showProgress } from './progress.ts';
import { systemFailure } from './system-failure.ts';

/** What is written, and how. */
export interface Job {
  readonly format: PartFormat;
  readonly options: Options;
  /** For threads, which compile the model themselves. */
  readonly request: ModelRequest;
  /** How many may make rows. */
  readonly threads: number;
  readonly files: readonly FileToWrite[];
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
export async function writeFiles(job: Job): Promise<WrittenFiles> {
  const source = await partSource(job);
  const progress = await showProgress(job.files.reduce((sum, { entity }) => sum + entity.rows, 0));
  let output: Output | undefined;
  const restore = onInterruption(() => {
    output?.abandon();
    progress.stop();
    process.stderr.write('interrupted\n');
  });
  try {
    const made = source.make(partsOfAll(job));
    const files = [];
    for (const file of job.files) {
      const { entity, path } = file;
      try {
        output = file.open();
        files.push({ path, rows: entity.rows, bytes: await writeFile(job, entity, output, made, progress) });
      } catch (error) {
        throw systemFailure(error, 1, `cannot write ${path}`);
      }
    }
    progress.finish();
    return { files, seconds: progress.seconds() };
  } finally {
    output?.abandon();
    progress.stop();
    await source.close();
    restore();
  }
}

/** @returns the bytes of the file. */
async function writeFile(
  { format, options }: Job,
  entity: CompiledEntity,
  output: Output,
  made: AsyncIterator<PartChunk, void, undefined>,
  progress: Progress,
): Promise<number> {
  const { header, footer } = format.frame(entity.table, options);
  await output.write(header);
  let size = header.length;
  const parts: SealedPart[] = [];
  for (let left = entity.rows, bytesBefore = size; left > 0;) {
    const next = await made.next();
    if (next.done === true) throw new Error('there are fewer parts than the rows need');
    const { part, bytes, rows, seal } = next.value;
    await output.write(bytes);
    size += bytes.length;
    progress.add(rows);
    if (seal === null) continue;
    parts.push({ rows: part.rows, bytes: size - bytesBefore, seal });
    bytesBefore = size;
    left -= part.rows;
  }
  const end = typeof footer === 'function' ? footer(parts) : footer;
  await output.write(end);
  await output.finish();
  return size + end.length;
}

function* partsOfAll({ files, format }: Job): Generator<Part> {
  for (const { entity } of files) yield* partsOf(entity, format.partBatches);
}

/** Fewer parts than these are made here before another thread would have started. */
const PARTS_WORTH_A_THREAD = 4;

/** As many threads as may be and are worth their start; a single one is this one. */
async function partSource(job: Job): Promise<PartSource> {
  const { format, options, request, files } = job;
  const parts = partsOfAll(job);
  let count = 0;
  while (count < job.threads * PARTS_WORTH_A_THREAD && parts.next().done !== true) count++;
  const threads = Math.floor(count / PARTS_WORTH_A_THREAD);
  const entities = files.map(({ entity }) => entity);
  const makers = new PartMakers(entities, format, options);
  if (threads > 1) {
    const { PartPool } = await import('../workers/pool.ts');
    return new PartPool(threads, { model: request, format: format.name, options }, makers);
  }
  return new LocalParts(makers);
}
