import { describe, expect, test } from 'vitest';
import { nameFault } from '../../src/projects/name-fault.ts';

describe('a name', () => {
  test.each(['shop', 'x', 'a b', '__proto__', 'Größe', '../etc', '🛒'.repeat(128), '👩‍👩‍👧', 'x'.repeat(128)])(
    'can be %s',
    (name) => {
      expect(nameFault(name)).toBeNull();
    },
  );

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    [' a', 'blank'],
    ['a ', 'blank'],
    ['a\u00a0', 'blank'],
    ['a\0b', 'control'],
    ['a\nb', 'control'],
    ['a\u0085b', 'control'],
    ['a\ud800', 'surrogate'],
    ['\udc00a', 'surrogate'],
    ['Gro\u0308ße', 'NFC'],
    ['.', 'URL'],
    ['..', 'URL'],
    ['x'.repeat(129), '128'],
    ['🛒'.repeat(129), '128'],
    ['x'.repeat(10_000_000), '128'],
  ])('cannot be %j', (name, why) => {
    expect(nameFault(name)).toContain(why);
  });
});
