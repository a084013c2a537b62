import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32Combine } from '../../src/artifacts/crc32-combine.ts';

const crc = fc.integer({ min: 0, max: 0xffffffff });
const length = fc.maxSafeNat().map((bytes) => Math.floor(bytes / 2));

describe('the CRC-32 of two runs', () => {
  test('is that of their bytes behind each other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.uint8Array({ maxLength: 3000 }), (first, second) => {
        expect(crc32Combine(crc32(first), crc32(second), second.length)).toBe(crc32(Buffer.concat([first, second])));
      }),
    );
  });

  test('is that of many runs, one after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 30 }), (runs) => {
        const combined = runs.reduce((whole, run) => crc32Combine(whole, crc32(run), run.length), 0);
        expect(combined).toBe(crc32(Buffer.concat(runs)));
      }),
    );
  });

  test('holds for runs of more than 2^32 bytes: it does not matter which two are joined first', () => {
    fc.assert(
      fc.property(crc, crc, crc, length, length, (a, b, c, bytesOfB, bytesOfC) => {
        const left = crc32Combine(crc32Combine(a, b, bytesOfB), c, bytesOfC);
        const right = crc32Combine(a, crc32Combine(b, c, bytesOfC), bytesOfB + bytesOfC);
        expect(left).toBe(right);
      }),
    );
  });

  test('counts every byte of 5 GiB', () => {
    const mebibyte = 1024 * 1024;
    const zeros = crc32(new Uint8Array(mebibyte));
    let all = 0;
    for (let done = 0; done < 5 * 1024; done++) all = crc32Combine(all, zeros, mebibyte);
    const atOnce = crc32Combine(crc32('rows'), all, 5 * 1024 ** 3);
    let stepwise = crc32('rows');
    for (let done = 0; done < 5 * 1024; done++) stepwise = crc32Combine(stepwise, zeros, mebibyte);
    expect(atOnce).toBe(stepwise);
  });
});
