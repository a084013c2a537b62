import { Readable } from 'node:stream';
import { ZipArchive } from 'archiver';
import { artifactStream } from './artifact-stream.ts';
import type { DownloadableFile } from './downloadable.ts';
import type { ArtifactStore } from './store.ts';

/** Bytes that each stage of the archive may hold. */
const BUFFER = 256 * 1024;

/**
 * All artifacts of a task as one zip, made while it is read; zip64 where sizes ask for it. One piece is open at a time, and none
 * before the first read; destroying the stream closes it. What goes wrong is an error of the stream.
 * @param date of every entry, in UTC and to two seconds: the same files and date give the same bytes.
 */
export function artifactZip(
  store: Pick<ArtifactStore, 'read'>,
  files: readonly DownloadableFile[],
  date: Date,
): Readable {
  return Readable.from(chunks(store, files, date), { objectMode: false });
}

async function* chunks(
  store: Pick<ArtifactStore, 'read'>,
  files: readonly DownloadableFile[],
  date: Date,
): AsyncGenerator<Uint8Array, void, undefined> {
  const archive = new ZipArchive({ zlib: { level: 1 }, highWaterMark: BUFFER });
  const rest = files.values();
  let source: Readable | undefined;
  // The archiver starts to read what it is given at once: an entry is given only when the one before is complete.
  const appendNext = (): void => {
    const next = rest.next();
    if (next.done === true) {
      archive.finalize().catch((error: Error) => archive.destroy(error));
      return;
    }
    const { name, pieces, bytes } = next.value;
    source = artifactStream(store, pieces, 0, bytes);
    // The archiver listens to a copy of the stream, which never hears of an error.
    source.on('error', (error) => archive.destroy(error));
    archive.append(source, { name, date });
  };
  archive.on('entry', appendNext);
  // It tells of an error, perhaps before the loop listens, and goes on.
  archive.on('error', (error) => archive.destroy(error));
  appendNext();
  try {
    yield* archive;
  } finally {
    // The archiver leaves its sources open, and may still tell that an entry is complete.
    archive.off('entry', appendNext);
    source?.destroy();
    archive.destroy();
  }
}
