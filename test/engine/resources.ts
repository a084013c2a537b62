import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { LocaleLists } from '../../src/engine/data/locales.ts';
import { decodePlaces, type PlaceTable } from '../../src/engine/data/places.ts';
import type { Tables } from '../../src/engine/data/tables.ts';
import type { Words } from '../../src/engine/data/words.ts';
import type { Resources } from '../../src/engine/resources.ts';

const DATA = new URL('../../src/engine/data/', import.meta.url);

let words: Words | undefined;
let places: PlaceTable | undefined;
let tables: Tables | undefined;
const locales = new Map<string, LocaleLists>();

function readWords(): Words {
  const parsed: Words = JSON.parse(readFileSync(new URL('words.en.json', DATA), 'utf8'));
  return parsed;
}

function readTables(): Tables {
  const parsed: Tables = JSON.parse(brotliDecompressSync(readFileSync(new URL('tables.json.br', DATA))).toString());
  return parsed;
}

/** The committed word lists and places, read when first asked for. */
export const testResources: Resources = {
  words: () => (words ??= readWords()),
  locale: (code) => {
    const known = locales.get(code) ?? readLocale(code);
    locales.set(code, known);
    return known;
  },
  places: () => (places ??= decodePlaces(brotliDecompressSync(readFileSync(new URL('places.bin.br', DATA))))),
  tables: () => (tables ??= readTables()),
};

function readLocale(code: string): LocaleLists {
  return JSON.parse(brotliDecompressSync(readFileSync(new URL(`locales/${code}.json.br`, DATA))).toString());
}
