import type { Recipe } from '../../frame.ts';
import { drawFrom, fillFloat64 } from '../draw.ts';
import type { GeneratorInput } from '../generator.ts';
import { compileMasks, writeRanks } from './masks.ts';

/** Bytes of a vehicle identification number. */
const LENGTH = 17;
/** Codes of makers with their country: the first three characters. */
const MAKERS =
  '1C4 1FA 1FT 1G1 1GC 1HG 1N4 2FM 2HG 2T1 3FA 3VW 4T1 5FN 5NP 5YJ JF1 JHM JM1 JN1 JTD KM8 KMH KNA LRW SAL SCA SHH TMB ' +
  'VF1 VF3 VSS W0L WAU WBA WDB WP0 WVW YV1 ZFA';
/** The letters I, O and Q are not in use. */
const SYMBOLS = {
  A: 'ABCDEFGHJKLMNPRSTUVWXYZ',
  '#': '0123456789',
  // Plants; few enough that all numbers together stay below 2^53.
  P: 'ABCDEFGHJK',
  // Model years 2001 to 2026.
  Y: '123456789ABCDEFGHJKLMNPRST',
};
/** What follows the maker; `_` is where the check digit goes. */
const FORM = 'AA###_YP######';
const makers = new TextEncoder().encode(MAKERS.replaceAll(' ', ''));
const MAKER_BYTES = 3;
const CHECK_AT = 8;
/** ISO 3779 and 49 CFR 565: what each position weighs. */
const WEIGHTS = Int32Array.of(8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2);
/** The same: what each character counts, by its code. */
const COUNTS = new Int32Array(128);
for (let i = 0; i < 10; i++) COUNTS[48 + i] = i;
for (const [i, letters] of ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ'].entries()) {
  for (const letter of letters) COUNTS[letter.charCodeAt(0)] = i + 1;
}

/** Vehicle identification numbers with a valid check digit, unique where they must be. */
export function vinRecipe(input: GeneratorInput): Recipe {
  const form = compileMasks([{ text: FORM, prefix: null }], SYMBOLS);
  const makerCount = makers.length / MAKER_BYTES;
  const draw = drawFrom(input, makerCount * form.sizes[0], 0, null);
  return {
    type: { kind: 'string' },
    nullable: false,
    width: LENGTH,
    bind(frame) {
      const ranks = frame.arena.float64(frame.capacity);
      const rest = frame.arena.uint8(frame.capacity * FORM.length);
      const bytes = frame.arena.uint8(frame.capacity * LENGTH);
      const offsets = frame.arena.int32(frame.capacity + 1);
      const fill = fillFloat64(draw, ranks, frame);
      for (let i = 0; i <= frame.capacity; i++) offsets[i] = i * LENGTH;
      return {
        vector: { kind: 'utf8', offsets, bytes, validity: null },
        fill(rows) {
          fill(rows);
          writeRanks(rest, form, ranks, rows.length);
          writeVins(bytes, rest, ranks, form.sizes[0], rows.length);
        },
      };
    },
  };
}

function writeVins(bytes: Uint8Array, rest: Uint8Array, ranks: Float64Array, size: number, length: number): void {
  for (let i = 0; i < length; i++) {
    const at = i * LENGTH;
    const maker = Math.floor(ranks[i] / size) * MAKER_BYTES;
    for (let b = 0; b < MAKER_BYTES; b++) bytes[at + b] = makers[maker + b];
    for (let b = 0; b < FORM.length; b++) bytes[at + MAKER_BYTES + b] = rest[i * FORM.length + b];
    let sum = 0;
    for (let b = 0; b < LENGTH; b++) sum += WEIGHTS[b] * COUNTS[bytes[at + b]];
    const check = sum % 11;
    bytes[at + CHECK_AT] = check === 10 ? 88 : 48 + check;
  }
}
