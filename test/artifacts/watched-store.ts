import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DiskStore } from '../../src/artifacts/disk-store.ts';
import type { Piece } from '../../src/artifacts/downloadable.ts';

/** A store on disk that remembers which pieces were read, and how much of them. */
export class WatchedStore extends DiskStore {
  readonly folder: string;
  readonly reads: { readonly key: string; readonly stream: Readable }[] = [];
  /** Most pieces that were open at once. */
  most = 0;
  /** Bytes that have been handed out. */
  bytes = 0;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'rowmill-store-'));
    super(folder);
    this.folder = folder;
  }

  override read(key: string, start: number, end: number): Readable {
    const stream = super.read(key, start, end);
    const push = stream.push.bind(stream);
    stream.push = (chunk: Uint8Array | null) => {
      this.bytes += chunk?.length ?? 0;
      return push(chunk);
    };
    this.reads.push({ key, stream });
    this.most = Math.max(this.most, this.open());
    return stream;
  }

  /** How many pieces are open now. */
  open(): number {
    return this.reads.filter(({ stream }) => !stream.closed).length;
  }

  /** Stores bytes as a piece. */
  async keep(key: string, bytes: Uint8Array): Promise<Piece> {
    const writer = this.writer(key);
    writer.write(bytes);
    await writer.finish();
    return { key, bytes: bytes.length };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
