import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeKey, readKey } from '../../src/projects/index.ts';

describe('a key', () => {
  test('is read as it was made', () => {
    const { secret, publicId, hash } = makeKey();
    expect(secret).toMatch(/^rm_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/);
    expect(secret.slice(3, 11)).toBe(publicId);
    expect(hash).toBe(createHash('sha256').update(secret).digest('hex'));
    expect(readKey(secret)).toEqual({ publicId, hash });
  });

  test('has a checksum that does not change between versions', () => {
    const body = 'rm_ABCDEFGH_0123456789abcdefghijklmnopqrstuv';
    expect(readKey(`${body}_0Ph3Pg`)).not.toBeNull();
  });

  test('with any one character changed is none', () => {
    const { secret } = makeKey();
    for (let i = 0; i < secret.length; i++) {
      const other = secret[i] === 'a' ? 'b' : 'a';
      expect(readKey(secret.slice(0, i) + other + secret.slice(i + 1))).toBeNull();
    }
  });

  test.each([
    '',
    'rm_',
    'Bearer x',
    `${makeKey().secret}\n`,
    ` ${makeKey().secret}`,
    'x'.repeat(10_000_000),
    '🛒'.repeat(26),
  ])('is nothing else (%#)', (text) => {
    expect(readKey(text)).toBeNull();
  });

  test('uses every digit about as often', () => {
    const counts = new Map<string, number>();
    const keys = 2000;
    for (let i = 0; i < keys; i++) {
      for (const digit of makeKey().secret.slice(12, 44)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    }
    const mean = (keys * 32) / 62;
    expect(counts.size).toBe(62);
    // Eight standard deviations: a chance of about 1 in 10^13.
    for (const count of counts.values()) expect(Math.abs(count - mean)).toBeLessThan(8 * Math.sqrt(mean));
  });
});
