import { closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { OutputFile } from '../../artifacts/output-file.ts';
import type { FileRows } from '../../engine/plan.ts';
import { type FileToWrite, type NamedFile, writeFiles, type WriteFilesInput } from '../write-files.ts';
import type { Summary } from '../print-summary.ts';
import { digestOf, type Manifest, manifestFile, runFile, runOf, shareName, writeJson } from './manifest.ts';
import { rowsOfShare, type Share } from './share.ts';

export interface ShareInput extends Pick<WriteFilesInput, 'format' | 'options' | 'request' | 'threads'> {
  /** Whether the share is complete files. */
  readonly split: boolean;
  /** Makes the folder for the rows. */
  readonly prepare: (rows: readonly FileRows[]) => void;
}

/** Bytes that are read at once for the sum. */
const CHUNK = 1024 * 1024;

/**
 * Writes the share of a run into a folder: pieces of files, or complete files where the run is split, what the run is, and last the
 * manifest of the share. Whoever writes a share, and however often, writes the same bytes under the same names.
 */
export async function writeShare(
  folder: string,
  share: Share,
  named: readonly NamedFile[],
  { split, prepare, ...input }: ShareInput,
): Promise<Summary> {
  const { format, options, request } = input;
  const run = runOf({
    format: format.name,
    options,
    entities: named.map(({ entity, file }) => ({ entity: entity.name, file })),
    split,
    shares: share.of,
    model: request,
  });
  const names = new Map(named.map(({ entity, file }) => [entity, file]));
  const rows = rowsOfShare([...names.keys()], share, format.partBatches, split);
  const paths = rows.map(({ entity }) => piecePath(names.get(entity) ?? '', share, split));
  const files = rows.map((file, at): FileToWrite => {
    const path = join(folder, paths[at]);
    return { rows: file, path, open: () => openIn(path) };
  });
  const written = await writeFiles({ ...input, files, direct: true, prepare: () => prepare(rows) });
  const digest = digestOf(run);
  writeJson(folder, runFile(digest), run);
  const manifest: Manifest = {
    run: digest,
    share: share.number,
    of: share.of,
    files: rows.map(({ entity, first }, at) => {
      const { path, rows: count, bytes, parts } = written.files[at];
      return {
        entity: entity.name,
        path: paths[at],
        first,
        rows: count,
        bytes,
        crc32: sumOf(path),
        parts: split ? [] : parts.map((part) => ({ ...part, seal: Buffer.from(part.seal).toString('base64') })),
      };
    }),
  };
  writeJson(folder, manifestFile(share), manifest);
  return written;
}

/** Where a share has its rows of a file: `Order.csv.part-00003-of-00010`, or `Order/part-00003-of-00010.csv` where it is a file. */
export function piecePath(file: string, share: Share, split: boolean): string {
  if (!split) return `${file}.${shareName(share)}`;
  const dot = file.lastIndexOf('.');
  return `${file.slice(0, dot)}/${shareName(share)}${file.slice(dot)}`;
}

function openIn(path: string): OutputFile {
  mkdirSync(dirname(path), { recursive: true });
  return new OutputFile(path);
}

function sumOf(path: string): string {
  let sum = 0;
  for (const chunk of chunksOf(path)) sum = crc32(chunk, sum);
  return hexSum(sum);
}

export const hexSum = (sum: number): string => sum.toString(16).padStart(8, '0');

/** The bytes of a file, each chunk good until the next one. Throws the system's error. */
export function* chunksOf(path: string): Generator<Uint8Array, void, undefined> {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
