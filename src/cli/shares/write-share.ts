import { crc32 } from 'node:zlib';
import { SummedOutput } from '../../artifacts/summed-output.ts';
import type { FileRows } from '../../engine/plan.ts';
import type { ModelRequest } from '../../workers/programs/model-request.ts';
import type { Folder } from '../folders/folder.ts';
import type { Summary } from '../print/print-summary.ts';
import { filesIn, type NamedFile, writeFiles, type WriteFilesInput } from '../files/write-files.ts';
import { digestOf, type Manifest, manifestFile, runFile, runOf, shareName, writeJson } from './manifest.ts';
import { rowsOfShare, type Share } from './share.ts';

export interface ShareInput extends Pick<WriteFilesInput, 'format' | 'options' | 'model' | 'threads'> {
  /** What the model was read from. */
  readonly request: ModelRequest;
  /** Whether the share is complete files. */
  readonly split: boolean;
  /** About how many bytes rows of a file take. */
  readonly bytesOf: (rows: FileRows) => number;
}

/**
 * Writes the share of a run into a folder: pieces of files, or complete files where the run is split, what the run is, and last the
 * manifest of the share. Whoever writes a share, and however often, writes the same bytes under the same names.
 */
export async function writeShare(
  folder: Folder,
  share: Share,
  named: readonly NamedFile[],
  { split, bytesOf, request, ...input }: ShareInput,
): Promise<Summary> {
  const { format, options } = input;
  const run = runOf({
    format: format.name,
    options,
    entities: named.map(({ entity, file }) => ({ entity: entity.name, file })),
    split,
    shares: share.of,
    model: request,
  });
  const names = new Map(named.map(({ entity, file }) => [entity, file]));
  const pieces = rowsOfShare([...names.keys()], share, format.partBatches, split).map((rows) => {
    return { rows, name: piecePath(names.get(rows.entity) ?? '', share, split) };
  });
  const sums = new Map<string, SummedOutput>();
  const written = await writeFiles({ ...input, ...filesIn(summing(folder, sums), pieces, bytesOf) });
  const digest = digestOf(run);
  await writeJson(folder, runFile(digest), run);
  const manifest: Manifest = { run: digest, share: share.number, of: share.of, files: [] };
  for (const [at, { rows, name }] of pieces.entries()) {
    const { rows: count, bytes, parts } = written.files[at];
    manifest.files.push({
      entity: rows.entity.name,
      path: name,
      first: rows.first,
      rows: count,
      bytes,
      crc32: hexSum(sums.get(name)?.crc32 ?? (await sumOf(folder, name))),
      parts: split ? [] : parts.map((part) => ({ ...part, seal: Buffer.from(part.seal).toString('base64') })),
    });
  }
  await writeJson(folder, manifestFile(share), manifest);
  return written;
}

/** Where a share has its rows of a file: `Order.csv.part-00003-of-00010`, or `Order/part-00003-of-00010.csv` where it is a file. */
export function piecePath(file: string, share: Share, split: boolean): string {
  if (!split) return `${file}.${shareName(share)}`;
  const dot = file.lastIndexOf('.');
  return `${file.slice(0, dot)}/${shareName(share)}${file.slice(dot)}`;
}

/** The folder, which notes the sums of files that only one thread writes. */
export function summing(
  folder: Folder,
  sums: Map<string, SummedOutput>,
): Pick<Folder, 'direct' | 'shown' | 'prepare' | 'open'> {
  const { direct } = folder;
  return {
    direct,
    shown: (name) => folder.shown(name),
    prepare: (bytes) => folder.prepare(bytes),
    open(name, bytes) {
      const output = folder.open(name, bytes);
      if (direct) return output;
      const summed = new SummedOutput(output);
      sums.set(name, summed);
      return summed;
    },
  };
}

/** Of a file as it is. */
export async function sumOf(folder: Folder, name: string): Promise<number> {
  let sum = 0;
  for await (const chunk of folder.read(name)) sum = crc32(chunk, sum);
  return sum;
}

/** A CRC-32 as manifests have it. */
export const hexSum = (sum: number): string => sum.toString(16).padStart(8, '0');
