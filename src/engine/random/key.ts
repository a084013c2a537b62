import { sha256 } from '@noble/hashes/sha2.js';

/** The 64-bit key of a random stream, as two words. */
export interface Key {
  readonly k0: number;
  readonly k1: number;
}

const utf8 = new TextEncoder();
const LENGTH_BYTES = 4;
/** Bytes of a UTF-16 unit in UTF-8. */
const MAX_UNIT_BYTES = 3;
/** Where the texts of ordinary keys are laid out. */
const shared = new Uint8Array(1024);

/**
 * The key of one stream of one field: the first 8 bytes of SHA-256 over the four texts in UTF-8, each after its length
 * in bytes (32 bits, little-endian), read as two signed little-endian words. `purpose` tells the streams of a field
 * apart: value, null, count, perm and the like.
 */
export function deriveKey(seed: string, entity: string, field: string, purpose: string): Key {
  const parts = [seed, entity, field, purpose];
  // A model has thousands of keys: the texts are laid out for a single call of the hash.
  const most = parts.reduce((sum, part) => sum + LENGTH_BYTES + MAX_UNIT_BYTES * part.length, 0);
  const bytes = most <= shared.length ? shared : new Uint8Array(most);
  const view = new DataView(bytes.buffer);
  let end = 0;
  for (const part of parts) {
    const { written } = utf8.encodeInto(part, bytes.subarray(end + LENGTH_BYTES));
    view.setUint32(end, written, true);
    end += LENGTH_BYTES + written;
  }
  const digest = sha256(bytes.subarray(0, end));
  const words = new DataView(digest.buffer, digest.byteOffset);
  return { k0: words.getInt32(0, true), k1: words.getInt32(4, true) };
}
