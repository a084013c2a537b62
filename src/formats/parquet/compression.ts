import { constants, zstdCompressSync } from 'node:zlib';
import { snappyCompressor } from 'hysnappy';

/** How pages are compressed. */
export interface Compression {
  /** By its number in parquet.thrift. */
  readonly codec: number;
  /** Makes what compresses pages one after the other. */
  compressor(): (page: Uint8Array) => Uint8Array;
}

const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** By their names. */
export const COMPRESSIONS = {
  zstd: { codec: 6, compressor: () => (page) => zstdCompressSync(page, ZSTD) },
  snappy: { codec: 1, compressor: snappyCompressor },
  none: { codec: 0, compressor: () => (page) => page },
} satisfies Readonly<Record<string, Compression>>;
