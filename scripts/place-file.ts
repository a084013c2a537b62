import { ARENA_PADDING } from '../src/engine/arena.ts';
import { PLACES_HEADER, PLACES_MAGIC, PLACES_VERSION } from '../src/engine/data/places.ts';
import type { PlaceTable } from '../src/engine/data/places.ts';
import type { StringTable } from '../src/engine/data/string-table.ts';
import { placeTable } from './place-table.ts';
import { readTowns } from './read-towns.ts';

interface Section {
  readonly data: Uint8Array | Uint16Array | Int32Array | Uint32Array;
  /** Zero bytes that must follow. */
  readonly padding: number;
}

function align(position: number): number {
  return Math.ceil(position / 8) * 8;
}

function plain(data: Section['data']): Section[] {
  return [{ data, padding: 0 }];
}

function texts({ offsets, bytes }: StringTable): Section[] {
  return [
    { data: offsets, padding: 0 },
    { data: bytes, padding: ARENA_PADDING },
  ];
}

/** The uncompressed bytes that `decodePlaces` reads; the layout is described there. */
export function encodePlaces(table: PlaceTable): Uint8Array {
  const sections = [
    ...texts(table.cities),
    ...plain(table.cityName),
    ...plain(table.stateOf),
    ...plain(table.countryOf),
    ...plain(table.timeZoneOf),
    ...plain(table.latitude),
    ...plain(table.longitude),
    ...plain(table.population),
    ...texts(table.states),
    ...texts(table.stateCodes),
    ...texts(table.timeZones),
    ...texts(table.countries),
    ...texts(table.countryCodes),
    ...texts(table.currencies),
    ...texts(table.callingCodes),
    ...texts(table.postcodeMasks),
    ...texts(table.postcodeHeads),
    ...plain(table.postcodeOf),
    ...texts(table.phoneForms),
    ...plain(table.phoneOf),
    ...plain(table.validPhoneOf),
  ];
  const directory = new Uint32Array(sections.length * 2);
  let end = PLACES_HEADER + directory.byteLength;
  for (const [i, { data, padding }] of sections.entries()) {
    directory[2 * i] = align(end);
    directory[2 * i + 1] = data.byteLength;
    end = align(end) + data.byteLength + padding;
  }
  const file = new Uint8Array(align(end));
  new Uint32Array(file.buffer, 0, 4).set([PLACES_MAGIC, PLACES_VERSION, sections.length, 0]);
  new Uint32Array(file.buffer, PLACES_HEADER, directory.length).set(directory);
  for (const [i, { data }] of sections.entries()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), directory[2 * i]);
  }
  return file;
}

/** The content of `src/engine/data/places.bin.br` before compression, made from the dev dependencies alone. */
export function buildPlaces(): Uint8Array {
  return encodePlaces(placeTable(readTowns()));
}
