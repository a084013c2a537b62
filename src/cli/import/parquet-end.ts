import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const MAGIC = 'PAR1';
/** After the metadata: their length in 4 bytes, and the magic bytes. */
const END_BYTES = 8;
/** Bytes of the metadata of a file. */
const MAX_METADATA_BYTES = 64 * 1024 * 1024;

/** The last bytes of a Parquet file, which hold its schema, whatever its size; null for any other file, and for what is no file. */
export function parquetEnd(path: string): Uint8Array | null {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (!fstatSync(file).isFile() || size < MAGIC.length + END_BYTES) return null;
    const end = bytesAt(file, size - END_BYTES, END_BYTES);
    const isMagic = [bytesAt(file, 0, MAGIC.length), end.subarray(4)].every((bytes) => textOf(bytes) === MAGIC);
    if (!isMagic) return null;
    const length = Math.min(new DataView(end.buffer).getUint32(0, true), size - END_BYTES, MAX_METADATA_BYTES);
    return bytesAt(file, size - END_BYTES - length, length + END_BYTES);
  } finally {
    closeSync(file);
  }
}

function bytesAt(file: number, start: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let read = 0;
  for (let more = -1; more !== 0 && read < length; read += more)
    more = readSync(file, bytes, read, length - read, start + read);
  return bytes;
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
