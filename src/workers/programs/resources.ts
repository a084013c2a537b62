import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { decodePlaces, type PlaceTable } from '../../engine/data/places.ts';
import type { Words } from '../../engine/data/words.ts';
import type { Resources } from '../../engine/resources.ts';

const DATA = new URL('../../engine/data/', import.meta.url);

let words: Words | undefined;
let places: PlaceTable | undefined;

/** The engine's data from the files beside it, each read when it is first asked for and then kept. */
export const resources: Resources = {
  words: () => (words ??= readWords()),
  places: () => (places ??= decodePlaces(brotliDecompressSync(readFileSync(new URL('places.bin.br', DATA))))),
};

function readWords(): Words {
  return JSON.parse(readFileSync(new URL('words.en.json', DATA), 'utf8'));
}
