import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { LocaleLists } from '../../engine/data/locales.ts';
import { decodePlaces, type PlaceTable } from '../../engine/data/places.ts';
import type { Columns } from '../../engine/data/tables.ts';
import type { Words } from '../../engine/data/words.ts';
import type { Resources } from '../../engine/resources.ts';

const DATA = new URL('../../engine/data/', import.meta.url);

let words: Words | undefined;
let places: PlaceTable | undefined;
const tables = new Map<string, Columns>();
const locales = new Map<string, LocaleLists>();

/** The engine's data from the files beside it, each read when it is first asked for and then kept. */
export const resources: Resources = {
  words: () => (words ??= readWords()),
  locale: (code) => kept(locales, code, readLocale),
  places: () => (places ??= decodePlaces(brotliDecompressSync(readFileSync(new URL('places.bin.br', DATA))))),
  table: (name) => kept(tables, name, readTable),
};

function readWords(): Words {
  return JSON.parse(readFileSync(new URL('words.en.json', DATA), 'utf8'));
}

function kept<V>(known: Map<string, V>, name: string, read: (name: string) => V): V {
  const value = known.get(name) ?? read(name);
  known.set(name, value);
  return value;
}

function readTable(name: string): Columns {
  return JSON.parse(brotliDecompressSync(readFileSync(new URL(`tables/${name}.json.br`, DATA))).toString());
}

function readLocale(code: string): LocaleLists {
  return JSON.parse(brotliDecompressSync(readFileSync(new URL(`locales/${code}.json.br`, DATA))).toString());
}
