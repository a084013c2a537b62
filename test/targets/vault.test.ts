import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Vault } from '../../src/targets/index.ts';

const vault = new Vault(randomBytes(32));

test('what is sealed comes back, and looks different each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (text, record) => {
      const [one, other] = [vault.seal(text, record), vault.seal(text, record)];
      expect(vault.open(one, record)).toBe(text);
      expect(one).not.toBe(other);
    }),
  );
});

test('it opens for its own record, with its own key and unchanged only', () => {
  const sealed = vault.seal('canary', 'a');
  expect(sealed).not.toContain('canary');
  const changed = sealed.slice(0, -1) + (sealed.endsWith('A') ? 'Q' : 'A');
  const short = sealed.split('.').with(2, 'AAAA').join('.');
  for (const open of [
    () => vault.open(sealed, 'b'),
    () => vault.open(changed, 'a'),
    () => vault.open(short, 'a'),
    () => vault.open('', 'a'),
    () => new Vault(randomBytes(32)).open(sealed, 'a'),
  ]) {
    expect(open).toThrow(expect.objectContaining({ code: 'PASSWORD_UNREADABLE' }));
  }
});
