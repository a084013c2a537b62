import { rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { partialPath, publish } from './partial.ts';
import type { PieceFile, PieceSum } from './store.ts';

/** Bytes that are read at once for the sum. */
const CHUNK = 1024 * 1024;

/** A piece that somebody else writes as a file aside: read once for its sum, synced, and renamed into place. */
export class DiskFile implements PieceFile {
  readonly path: string;
  readonly #target: string;
  readonly #durable: boolean;

  /** @param target `<folder of the store>/<task>/<piece>`; the task's folder is made. Throws the system's error. */
  constructor(target: string, durable: boolean) {
    this.path = partialPath(target);
    this.#target = target;
    this.#durable = durable;
  }

  async finish(): Promise<PieceSum> {
    const file = await open(this.path, 'r');
    let sum: PieceSum;
    try {
      sum = await sumOf(file);
      if (this.#durable) await file.datasync();
    } finally {
      await file.close();
    }
    await publish(this.path, this.#target, this.#durable);
    return sum;
  }

  abandon(): void {
    rmSync(this.path, { force: true });
  }
}

async function sumOf(file: FileHandle): Promise<PieceSum> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let bytes = 0;
  let sum = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK);
    if (bytesRead === 0) return { bytes, crc32: sum };
    bytes += bytesRead;
    sum = crc32(buffer.subarray(0, bytesRead), sum);
  }
}
