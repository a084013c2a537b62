import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { diskSpace, reserveOf } from '../../src/artifacts/disk-space.ts';

test('what stays free by default follows the size of the disk', () => {
  expect([50e6, 10e9, 50e9, 16e12].map(reserveOf)).toEqual([1e6, 200e6, 1e9, 1e9]);
});

test('a disk has more than its reserve', () => {
  const { free, reserve } = diskSpace(tmpdir());
  expect(reserve).toBeGreaterThan(0);
  expect(free).toBeGreaterThan(0);
});
