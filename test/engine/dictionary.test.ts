import { expect, test } from 'vitest';
import { Dictionary } from '../../src/engine/dictionary.ts';

test.each([[['\ufeffa', 'b']], [['a', '\ufeff']], [['é', '\ufeff', '', '😀']], [[]]])('gives back %j', (texts) => {
  const dictionary = Dictionary.from(texts);
  expect(dictionary.texts()).toEqual(texts);
  expect(texts.map((_, i) => dictionary.text(i))).toEqual(texts);
});
