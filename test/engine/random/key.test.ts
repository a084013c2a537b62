import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveKey } from '../../../src/engine/random/key.ts';

function independently(...parts: string[]): { k0: number; k1: number } {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    hash.update(length).update(bytes);
  }
  const digest = hash.digest();
  return { k0: digest.readInt32LE(0), k1: digest.readInt32LE(4) };
}

test('a key is the head of the hash of its length-prefixed parts', () => {
  expect(deriveKey('1', 'User', 'name', 'value')).toEqual(independently('1', 'User', 'name', 'value'));
  expect(deriveKey('', 'Größe', '名前', '')).toEqual(independently('', 'Größe', '名前', ''));
});

test('a key never changes', () => {
  expect(deriveKey('42', 'Order', 'total', 'value')).toEqual({ k0: 727940145, k1: 1080254594 });
});

test('parts cannot run into each other', () => {
  expect(deriveKey('1', 'ab', 'c', 'value')).not.toEqual(deriveKey('1', 'a', 'bc', 'value'));
});
