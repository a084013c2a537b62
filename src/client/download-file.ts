import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, join, win32 } from 'node:path';
import { crc32 } from 'node:zlib';
import { Patience } from './patience.ts';
import { RowmillError, unreachable } from './rowmill-error.ts';

/** What is to be downloaded: an artifact of a task. */
export interface Downloadable {
  readonly fileName: string;
  readonly url?: string | null;
  readonly bytes: number;
  /** `crc32:` and 8 hexadecimal digits. */
  readonly digest: string;
}

/** What has been stored of a file, and the CRC-32 of it. */
interface Partial {
  readonly file: FileHandle;
  bytes: number;
  crc: number;
}

/**
 * Downloads a file into a folder, which is created where it is missing. It appears under its name when it is complete and its length
 * and digest are right. Until then `<name>.<digest>.partial` has what came: a break, or another run, goes on after it.
 * @param retryFor milliseconds for which attempts without a byte follow one another.
 * @param onBytes called with the number of bytes that are stored, as often as some come.
 * @returns the path of the file.
 */
export async function downloadFile(
  { fileName, url, bytes, digest }: Downloadable,
  folder: string,
  retryFor: number,
  signal: AbortSignal | undefined,
  onBytes: (bytes: number) => void,
): Promise<string> {
  if (
    fileName === '' ||
    /^\.{1,2}$/.test(fileName) ||
    basename(fileName) !== fileName ||
    win32.basename(fileName) !== fileName
  ) {
    throw new RowmillError('UNSAFE_FILE_NAME', 'The gateway named a file that would leave the folder.');
  }
  if (url == null) throw new RowmillError('ARTIFACT_EXPIRED', `${fileName} is no longer kept. Generate it again.`);
  await mkdir(folder, { recursive: true });
  const path = join(folder, fileName);
  const partialPath = `${path}.${digest.replace(/^crc32:/, '').replaceAll(/\W/g, '')}.partial`;
  try {
    const crc = await complete(partialPath, fileName, url, bytes, retryFor, signal, onBytes);
    if (`crc32:${crc.toString(16).padStart(8, '0')}` !== digest) throw damaged(fileName, 'its digest differs');
  } catch (error) {
    // What came is no part of the file: the next run must not go on after it.
    if (error instanceof RowmillError && error.code === 'DAMAGED') await rm(partialPath);
    throw error;
  }
  await rename(partialPath, path);
  return path;
}

/** Stores what is missing of a file; returns the CRC-32 of all of it. */
async function complete(
  path: string,
  name: string,
  url: string,
  bytes: number,
  retryFor: number,
  signal: AbortSignal | undefined,
  onBytes: (bytes: number) => void,
): Promise<number> {
  const file = await open(path, 'a');
  try {
    const partial: Partial = { file, ...(await stored(file, path, bytes)) };
    const patience = new Patience(retryFor);
    while (partial.bytes < bytes) {
      try {
        for await (const chunk of rest(url, name, partial, signal)) {
          if (partial.bytes + chunk.length > bytes) throw damaged(name, 'it is longer');
          await file.appendFile(chunk);
          partial.bytes += chunk.length;
          partial.crc = crc32(chunk, partial.crc);
          patience.renew();
          onBytes(partial.bytes);
        }
        if (partial.bytes < bytes) throw unreachable(name, new Error('the download ended early'));
      } catch (error) {
        if (!(error instanceof RowmillError) || !error.isPassing) throw error;
        await patience.wait(error, signal);
      }
    }
    return partial.crc;
  } finally {
    await file.close();
  }
}

/** What an earlier run has left. */
async function stored(file: FileHandle, path: string, most: number): Promise<{ bytes: number; crc: number }> {
  const { size } = await file.stat();
  if (size > most) await file.truncate(0);
  if (size === 0 || size > most) return { bytes: 0, crc: 0 };
  let crc = 0;
  for await (const chunk of createReadStream(path)) crc = crc32(chunk, crc);
  return { bytes: size, crc };
}

/** The bytes after those that are stored; all of them, after those were dropped, where the server knows no ranges. */
async function* rest(
  url: string,
  name: string,
  partial: Partial,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { bytes: start } = partial;
  // Offsets are those of the bytes as they are stored.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (start > 0) headers.range = `bytes=${start}-`;
  const response = await reached(
    name,
    signal,
    async () => await fetch(url, { headers, ...(signal === undefined ? {} : { signal }) }),
  );
  if (!response.ok || response.body === null) throw await refusalOf(response, name);
  if (response.status !== 206 && start > 0) {
    await partial.file.truncate(0);
    partial.bytes = 0;
    partial.crc = 0;
  } else if (response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${start}-`) !== true) {
    throw damaged(name, 'another part of it came than was asked for');
  }
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reached(name, signal, async () => await reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early must not leave the rest to come in. It fails where the connection has failed already.
    await reader.cancel().catch(() => undefined);
  }
}

async function reached<T>(name: string, signal: AbortSignal | undefined, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    signal?.throwIfAborted();
    throw unreachable(name, error);
  }
}

/** Downloads are refused as `{"error": {code, message}}`; others, such as a proxy, answer in their own way. */
async function refusalOf(response: Response, name: string): Promise<RowmillError> {
  const text = await response.text().catch(() => '');
  if (response.status === 429 || response.status >= 500) return unreachable(name, new Error(`HTTP ${response.status}`));
  try {
    const { error }: { error: { code: string; message: string } } = JSON.parse(text);
    return new RowmillError(error.code, `${name}: ${error.message}`);
  } catch (cause) {
    return new RowmillError('NOT_A_GATEWAY', `${name}: the address answered HTTP ${response.status}.`, { cause });
  }
}

function damaged(name: string, how: string): RowmillError {
  return new RowmillError('DAMAGED', `${name} did not come as the gateway has it: ${how}. Download it again.`);
}
