import type { StringTable } from './string-table.ts';

/**
 * The cities of the world as a structure of arrays: element i of `cityName`, `stateOf`, `countryOf`, `timeZoneOf`,
 * `latitude`, `longitude` and `population` describes place i. Places are ordered by country code, state, city: those
 * of one country are neighbours.
 */
export interface PlaceTable {
  /** Distinct city names, sorted. */
  readonly cities: StringTable;
  /** Index into `cities`, per place. */
  readonly cityName: Uint16Array;
  /** Index into `states`, per place. */
  readonly stateOf: Uint16Array;
  /** Index into `countries` and every other country table, per place. */
  readonly countryOf: Uint16Array;
  /** Index into `timeZones`, per place. */
  readonly timeZoneOf: Uint16Array;
  /** Degrees north times 10,000, per place. */
  readonly latitude: Int32Array;
  /** Degrees east times 10,000, per place. */
  readonly longitude: Int32Array;
  /** People, per place; never 0. */
  readonly population: Uint32Array;

  /** First-level divisions in English where there is such a name; one entry per country and division, so a name may
   * occur for several countries. A country without divisions has one that bears its own name. */
  readonly states: StringTable;
  /** Postal abbreviation of each state (`TX`); known for US, CA, AU and BR, elsewhere empty. */
  readonly stateCodes: StringTable;
  /** IANA names. */
  readonly timeZones: StringTable;

  /** English short names, ordered by country code. */
  readonly countries: StringTable;
  /** ISO 3166-1 alpha-2, per country. */
  readonly countryCodes: StringTable;
  /** ISO 4217 code of the first currency, per country. */
  readonly currencies: StringTable;
  /** With the plus sign (`+49`), per country; `+1` for the whole North American plan. */
  readonly callingCodes: StringTable;
  /** Mask of a postcode, per country; empty where none is in use. Alphabet: {@link MASK_SYMBOLS}. */
  readonly postcodeMasks: StringTable;

  /**
   * How postcodes of a region begin, sorted: heads separated by blanks, one of which a postcode has in place of the same number of
   * characters of its country's mask, or of all before its blank if the head has letters. A head is digits or a range of them
   * (`10115-14199`), perhaps between letters (`SW1A`, `NE1-9`). The first is empty: the mask alone.
   */
  readonly postcodeHeads: StringTable;
  /** Index into `postcodeHeads`, per place. */
  readonly postcodeOf: Uint16Array;
  /** Forms of the phone numbers of a region, sorted: masks in international style, separated by `|`. Alphabet: {@link MASK_SYMBOLS}. */
  readonly phoneForms: StringTable;
  /** Index into `phoneForms` of numbers that nobody has where a country keeps such, per place. */
  readonly phoneOf: Uint16Array;
  /** Index into `phoneForms` of numbers that can be someone's, per place. */
  readonly validPhoneOf: Uint16Array;
}

/**
 * The mask alphabet: a character with an entry stands for any one of the characters listed, every other character for
 * itself. `@` keeps to letters that are valid at every place of Canadian, British (inward), Dutch and Irish postcodes.
 */
export const MASK_SYMBOLS: Readonly<Record<'#' | 'N' | '!' | '@', string>> = {
  '#': '0123456789',
  N: '123456789',
  '!': '23456789',
  '@': 'AEHNPRTXY',
};

/** First four bytes of the file, `RMPL`, read as a little-endian integer. */
export const PLACES_MAGIC = 0x4c504d52;
/** Raised when the layout changes. */
export const PLACES_VERSION = 2;
/** Bytes before the directory of sections: magic, version, number of sections, zero, as uint32. */
export const PLACES_HEADER = 16;

/**
 * Reads the decompressed bytes of `places.bin.br`. The arrays are views of `bytes` when its start is 8-byte aligned and
 * the else of one copy (all machines that run this are little endian). Throws when the bytes are not a
 * place table of this version.
 *
 * Layout, little endian: a header of {@link PLACES_HEADER} bytes; a directory with byte offset and byte length (uint32)
 * of each section; the sections in the order in which this function reads them, each 8-byte aligned. A text table takes
 * two sections, offsets (uint32) and UTF-8 bytes, and at least ARENA_PADDING zero bytes follow the latter.
 */
export function decodePlaces(bytes: Uint8Array): PlaceTable {
  const source = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const { buffer, byteOffset } = source;
  const head = new Uint32Array(buffer, byteOffset, Math.min(PLACES_HEADER, source.byteLength) >>> 2);
  if (head[0] !== PLACES_MAGIC || head[1] !== PLACES_VERSION) {
    throw new Error(`not a place table of version ${PLACES_VERSION}`);
  }
  // A file that ends within its directory has a shorter one, whose missing entries fail the check of each section.
  const whole = Math.min(head[2] * 2, (source.byteLength - PLACES_HEADER) >>> 2);
  const directory = new Uint32Array(buffer, byteOffset + PLACES_HEADER, whole);
  let next = 0;
  const section = (width: number): [ArrayBufferLike, number, number] => {
    const start = directory[next++];
    const length = directory[next++];
    if (!(start + length <= source.byteLength)) throw new Error('the place table is cut short');
    return [buffer, byteOffset + start, length / width];
  };
  const texts = (): StringTable => ({
    offsets: new Uint32Array(...section(4)),
    bytes: new Uint8Array(...section(1)),
  });
  // Object literals are evaluated top down: this is the order of the sections.
  return {
    cities: texts(),
    cityName: new Uint16Array(...section(2)),
    stateOf: new Uint16Array(...section(2)),
    countryOf: new Uint16Array(...section(2)),
    timeZoneOf: new Uint16Array(...section(2)),
    latitude: new Int32Array(...section(4)),
    longitude: new Int32Array(...section(4)),
    population: new Uint32Array(...section(4)),
    states: texts(),
    stateCodes: texts(),
    timeZones: texts(),
    countries: texts(),
    countryCodes: texts(),
    currencies: texts(),
    callingCodes: texts(),
    postcodeMasks: texts(),
    postcodeHeads: texts(),
    postcodeOf: new Uint16Array(...section(2)),
    phoneForms: texts(),
    phoneOf: new Uint16Array(...section(2)),
    validPhoneOf: new Uint16Array(...section(2)),
  };
}
