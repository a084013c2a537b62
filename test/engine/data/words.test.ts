import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { wordFile } from '../../../scripts/word-file.ts';
import { decodePlaces } from '../../../src/engine/data/places.ts';
import { readString } from '../../../src/engine/data/string-table.ts';
import type { Words } from '../../../src/engine/data/words.ts';

const file = new URL('../../../src/engine/data/words.en.json', import.meta.url);
const text = readFileSync(file, 'utf8');
const words: Words = JSON.parse(text);

type Tree = readonly string[] | { readonly [key: string]: Tree };

interface Leaf {
  readonly path: string;
  readonly list: readonly string[];
}

/** Lists by path; the columns of a table become one list of rows. */
function leaves(tree: Tree, path: string): Leaf[] {
  if (isList(tree)) return [{ path, list: tree }];
  const entries = Object.entries(tree);
  const columns = entries.flatMap(([, child]) => (isList(child) ? [child] : []));
  if (path.split('.').length < 2)
    return entries.flatMap(([key, child]) => leaves(child, path ? `${path}.${key}` : key));
  for (const column of columns) expect(column).toHaveLength(columns[0].length);
  return [{ path, list: columns[0].map((_, i) => columns.map((column) => column[i]).join('|')) }];
}

function isList(tree: Tree): tree is readonly string[] {
  return Array.isArray(tree);
}

function sortedKeys(tree: Tree): boolean {
  if (isList(tree)) return true;
  const keys = Object.keys(tree);
  return keys.every((key, i) => (i === 0 || keys[i - 1] < key) && sortedKeys(tree[key]));
}

const tree: Tree = JSON.parse(text);
const lists = leaves(tree, '').filter(({ path }) => !path.endsWith('Weights'));

test('the committed file is what the script builds', () => {
  expect(wordFile() === text).toBe(true);
  expect(text.length).toBeLessThan(400_000);
  expect(sortedKeys(tree)).toBe(true);
});

test.each(lists)('$path has texts, none twice, all printable', ({ list }) => {
  expect(list.length).toBeGreaterThan(0);
  expect(list.filter((entry, i) => list.indexOf(entry) !== i)).toEqual([]);
  expect(
    list.filter((entry) => entry === '' || entry !== entry.normalize('NFC').trim() || /\p{Cc}/u.test(entry)),
  ).toEqual([]);
});

test.each(['firstNameFemale', 'firstNameMale', 'firstNameNeutral', 'lastName'] as const)(
  'weights of %s are those of its first names, the commonest first',
  (kind) => {
    const weights = words.person[`${kind}Weights`];
    expect(weights.length).toBeLessThanOrEqual(words.person[kind].length + 1);
    expect(weights.slice(0, -1).every((weight, i) => weight > 0 && (i === 0 || weight <= weights[i - 1]))).toBe(true);
    expect(weights.at(-1)).toBe(0);
  },
);

test('templates fill from lists of the same file', () => {
  const paths = new Set(lists.map(({ path }) => path));
  const templates = lists.filter(({ path }) => path.endsWith('Template'));
  expect(templates).toHaveLength(5);
  for (const { list } of templates) {
    const used = list.flatMap((template) => Array.from(template.matchAll(/\{\{(.*?)\}\}/g), ([, path]) => path));
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((path) => !paths.has(path))).toEqual([]);
  }
  const plain = lists.filter(({ path }) => !path.endsWith('Template'));
  expect(plain.filter(({ list }) => list.some((entry) => entry.includes('{{')))).toEqual([]);
});

test('the lists of first names have no name in common', () => {
  const { firstNameFemale, firstNameMale, firstNameNeutral } = words.person;
  const all = [...firstNameFemale, ...firstNameMale, ...firstNameNeutral];
  expect(new Set(all).size).toBe(all.length);
});

test('calendar names are in the order of the calendar', () => {
  expect(words.date.month).toHaveLength(12);
  expect([words.date.month[0], words.date.monthShort[11]]).toEqual(['January', 'Dec']);
  expect([words.date.weekday[0], words.date.weekdayShort[6]]).toEqual(['Monday', 'Sun']);
});

test('every currency of the place table is known by name', () => {
  const places = readFileSync(new URL('../../../src/engine/data/places.bin.br', import.meta.url));
  const { currencies } = decodePlaces(brotliDecompressSync(places));
  const used = Array.from({ length: currencies.offsets.length - 1 }, (_, i) => readString(currencies, i));
  expect(used.filter((code) => !words.finance.currency.code.includes(code))).toEqual([]);
});

test('makes and models agree', () => {
  const { make, model } = words.vehicle.car;
  expect(make[model.indexOf('Corolla')]).toBe('Toyota');
  expect(words.vehicle.manufacturer).toEqual([...new Set(make)]);
});
