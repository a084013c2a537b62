import { expect, it } from 'vitest';
import { BEYOND_ASCII } from '../../src/dialects/model/letters.ts';
import { LONGEST_TEXTS } from '../../src/dialects/model/text-lengths.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { rowsOf } from '../engine/rows.ts';

it.each(Object.entries(LONGEST_TEXTS))('@%s has texts of at most %i characters', async (name, most) => {
  const { program } = loadProgram({ text: `S: { $count: 2000, v: { $generator: ${name} } }` }, true);
  if (program === null) throw new Error('there is no program');
  const texts = (await rowsOf(program, 'S')).map((row) => String(row['v']));
  expect(Math.max(...texts.map((text) => Array.from(text).length))).toBeLessThanOrEqual(most);
  const beyond = Object.hasOwn(BEYOND_ASCII, name) ? BEYOND_ASCII[name] : null;
  const allowed = beyond === null ? /^[\0-\x7f]*$/ : beyond.isBeyondLatin1 ? /^[^]*$/ : /^[\0-\xff]*$/;
  expect(texts.filter((text) => !allowed.test(text))).toEqual([]);
});
