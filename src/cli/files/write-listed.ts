import { crc32 } from 'node:zlib';
import { type ListedFile, MANIFEST_FILE, manifestOf } from '../../artifacts/manifest.ts';
import { splitFileName, splitRows } from '../../artifacts/split-rows.ts';
import type { SummedOutput } from '../../artifacts/summed-output.ts';
import { ENGINE_VERSION } from '../../engine/version.ts';
import { allRows, type FileRows, storedPartRows } from '../../engine/plan.ts';
import type { Companion } from '../../formats/index.ts';
import { version } from '../../version.ts';
import type { Folder } from '../folders/folder.ts';
import { hexSum, sumOf, summing } from '../shares/write-share.ts';
import { writeCompanions, writeFile } from './write-companions.ts';
import {
  filesIn,
  type NamedFile,
  type RunFiles,
  writeFiles,
  type WriteFilesInput,
  type WrittenFiles,
} from './write-files.ts';

/**
 * Many files for each entity, of about so many bytes: the same that a gateway makes.
 * @param partBatches those of the format. @param bytesOf about how many bytes rows take.
 */
export function splitFiles(
  named: readonly NamedFile[],
  fileSize: number,
  partBatches: number | undefined,
  bytesOf: (rows: FileRows) => number,
): RunFiles {
  return named.flatMap(({ entity, file }) => {
    const { rows } = entity;
    const size = { rows, partRows: storedPartRows(entity, partBatches), bytes: bytesOf(allRows(entity)) };
    return [...splitRows(size, fileSize)].map((part) => ({
      rows: { entity, first: part.first, rows: part.rows, isComplete: true },
      name: splitFileName(file, part.number),
    }));
  });
}

export interface ListedInput extends Pick<WriteFilesInput, 'format' | 'options' | 'model' | 'threads'> {
  readonly files: RunFiles;
  readonly companions: readonly Companion[];
  readonly bytesOf: (rows: FileRows) => number;
}

/** Writes files and their companions, and last the manifest that lists them. */
export async function writeListed(
  folder: Folder,
  { files, companions, bytesOf, ...input }: ListedInput,
): Promise<WrittenFiles> {
  const sums = new Map<string, SummedOutput>();
  const written = await writeFiles({ ...input, ...filesIn(summing(folder, sums), files, bytesOf) });
  await writeCompanions(folder, companions);
  const listed: ListedFile[] = [];
  for (const [at, { rows, name }] of files.entries()) {
    const { rows: count, bytes } = written.files[at];
    const sum = hexSum(sums.get(name)?.crc32 ?? (await sumOf(folder, name)));
    listed.push({ entity: rows.entity.name, path: name, rows: count, bytes, crc32: sum });
  }
  for (const { file, bytes } of companions) {
    listed.push({ entity: null, path: file, rows: 0, bytes: bytes.length, crc32: hexSum(crc32(bytes)) });
  }
  const facts = { format: input.format.name, rowmill: version(), engine: ENGINE_VERSION };
  await writeFile(folder, MANIFEST_FILE, manifestOf(facts, listed));
  return written;
}
