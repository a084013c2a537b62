import { OutputFile } from '../../artifacts/output-file.ts';
import { type FileRows, partRows, partsIn } from '../../engine/plan.ts';
import { type PartFormat, type SealedPart, Sink } from '../../formats/index.ts';
import { endOf, startOf } from './file-ends.ts';
import type { FileMakers } from './load-makers.ts';
import type { WholeFile } from './protocol.ts';
import type { Turns } from './turns.ts';

/** A whole file that is in its place. */
export interface WrittenWhole extends FileSum {
  /** Among the whole files, from 0. */
  readonly file: number;
}

interface FileSum {
  /** Of the file. */
  readonly bytes: number;
  /** What its footer must know of its part, where it does. */
  readonly parts: readonly SealedPart[];
}

/** Bytes of a file that are made before it is opened: all of an ordinary part. */
const MAX_KEPT = 8 * 1024 * 1024;

/** Whether a file has so few rows that one thread makes all of it. */
export function isWhole({ entity, rows }: FileRows, { partBatches }: PartFormat): boolean {
  return rows <= partRows(entity, partBatches);
}

/**
 * Writes this thread's share of whole files, each aside and then renamed. Yields every file when it is in its place, and null
 * between two batches. Throws the system's error, with the path of the file as `file`.
 */
export function* writeWholeFiles(
  files: readonly WholeFile[],
  loaded: FileMakers,
  turns: Turns,
): Generator<WrittenWhole | null, void, undefined> {
  const sink = new Sink();
  for (let file = turns.takeFile(); file < files.length; file = turns.takeFile()) {
    const { rows, path } = files[file];
    const chunks = bytesOf(rows, loaded);
    let chunk = chunks.next();
    sink.length = 0;
    for (; chunk.done !== true && sink.length < MAX_KEPT; chunk = chunks.next()) {
      sink.append(chunk.value);
      yield null;
    }
    const sum = turns.publish(() => writeFile(path, sink.written(), chunk, chunks));
    if (sum === null) return;
    turns.addRows(rows.rows);
    yield { file, ...sum };
  }
}

/** The bytes of a file, each chunk good until the next one, and what is known of it then. */
function* bytesOf(file: FileRows, { format, options, makers }: FileMakers): Generator<Uint8Array, FileSum, undefined> {
  const frame = format.frame(file.entity.table, options);
  const parts: SealedPart[] = [];
  const start = startOf(frame, file);
  yield start;
  let made = 0;
  for (const part of partsIn(file, format.partBatches)) {
    for (const { bytes, seal } of makers.make(part)) {
      made += bytes.length;
      if (seal !== null) parts.push({ rows: part.rows, bytes: made, seal: seal.slice() });
      yield bytes;
    }
  }
  const end = endOf(frame, file, parts);
  yield end;
  return { bytes: start.length + made + end.length, parts: format.partBatches === undefined ? [] : parts };
}

/** Writes the bytes that are there, the chunk at hand, and those to come. */
function writeFile(
  path: string,
  before: Uint8Array,
  chunk: IteratorResult<Uint8Array, FileSum>,
  chunks: Iterator<Uint8Array, FileSum>,
): FileSum {
  let output: OutputFile | undefined;
  try {
    output = new OutputFile(path);
    output.write(before);
    let step = chunk;
    for (; step.done !== true; step = chunks.next()) output.write(step.value);
    output.finish();
    return step.value;
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { file: path }) : error;
  } finally {
    output?.abandon();
  }
}
