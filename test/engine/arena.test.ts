import { expect, test } from 'vitest';
import { Arena } from '../../src/engine/arena.ts';

test('arrays are zeros, those of a reader after another too', () => {
  const arena = new Arena();
  for (let reader = 0; reader < 3; reader++) {
    const arrays = [arena.uint8(5000), arena.int32(3), arena.float64(400_000), arena.uint32(1), arena.bigint64(9)];
    for (const array of arrays) {
      expect(array.some((value) => value !== 0 && value !== 0n)).toBe(false);
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(255);
    }
    arena.reset();
  }
});

test('the buffers of a reader are those of the next one, as long as they are not huge', () => {
  const arena = new Arena();
  const small = arena.float64(1000).buffer;
  const large = arena.uint8(8 << 20).buffer;
  const huge = arena.uint8(64 << 20).buffer;
  arena.reset();
  expect(arena.int32(10).buffer === small).toBe(true);
  expect(arena.uint8(6 << 20).buffer === large).toBe(true);
  expect(arena.uint8(64 << 20).buffer === huge).toBe(false);
});
