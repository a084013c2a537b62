import { sha256 } from '@noble/hashes/sha2.js';

/** The 64-bit key of a random stream, as two words. */
export interface Key {
  readonly k0: number;
  readonly k1: number;
}

const utf8 = new TextEncoder();

/**
 * The key of one stream of one field: the first 8 bytes of SHA-256 over the four texts in UTF-8, each after its length
 * in bytes (32 bits, little-endian), read as two signed little-endian words. `purpose` tells the streams of a field
 * apart: value, null, count, perm and the like.
 */
export function deriveKey(seed: string, entity: string, field: string, purpose: string): Key {
  const hash = sha256.create();
  for (const part of [seed, entity, field, purpose]) {
    const bytes = utf8.encode(part);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length, true);
    hash.update(length).update(bytes);
  }
  const digest = hash.digest();
  const view = new DataView(digest.buffer, digest.byteOffset);
  return { k0: view.getInt32(0, true), k1: view.getInt32(4, true) };
}
