import { expect, test } from 'vitest';
import { copyText } from '../../../src/formats/sql/copy-text.ts';
import { jsonbText } from '../../../src/formats/sql/jsonb-text.ts';
import { verbatim } from '../../../src/formats/text/escape.ts';
import { escapedBytes } from '../../../src/formats/text/plain.ts';

const changed = (text: string, escape = verbatim): string =>
  new TextDecoder().decode(escapedBytes(new TextEncoder().encode(text), jsonbText(escape)));

test('U+0000 becomes U+FFFD, and nothing that only looks like it', () => {
  expect(changed(String.raw`"a\u0000\u0000b\\\u0000"`)).toBe(String.raw`"a\ufffd\ufffdb\\\ufffd"`);
  expect(changed(String.raw`"\\u0000 u0000 \u0001 \u000a"`)).toBe(String.raw`"\\u0000 u0000 \u0001 \u000a"`);
  expect(changed(String.raw`"\\"`)).toBe(String.raw`"\\"`);
});

test('what stands around it is changed as well', () => {
  expect(changed(String.raw`["\u0000\t"]`, copyText)).toBe(String.raw`["\\ufffd\\t"]`);
});
