import type { Recipe } from '../../frame.ts';
import { drawFrom, fillFloat64 } from '../draw.ts';
import type { GeneratorInput } from '../generator.ts';
import { compileMask, writeRanks } from './masks.ts';
import type { NumberSource } from './numbers.ts';

/** Bytes of a vehicle identification number. */
const LENGTH = 17;
/** Codes of makers with their country: the first three characters. */
const CODES = new Map(
  `
Alfa Romeo ZAR, Aston Martin SCF, Audi WAU, BMW WBA, BYD LC0, Bentley SCB, Bugatti VF9, Buick 1G4, Cadillac 1G6, Chevrolet 1G1,
Chrysler 2C3, Citroën VF7, Cupra VSS, Dacia UU1, Dodge 1B3, Ferrari ZFF, Fiat ZFA, Ford 1FA, GMC 1GT, Honda 1HG, Hyundai KMH,
Infiniti JNK, Jaguar SAJ, Jeep 1C4, Kia KNA, Lamborghini ZHW, Land Rover SAL, Lexus JTH, Mahindra MA1, Maruti Suzuki MA3,
Maserati ZAM, Mazda JM1, Mercedes-Benz WDB, MG LSJ, Mini WMW, Mitsubishi JA3, NIO LJ1, Nissan JN1, Opel W0L, Peugeot VF3,
Polestar YSM, Porsche WP0, Ram 1C6, Renault VF1, Rivian 7FC, Rolls-Royce SCA, SEAT VSS, Škoda TMB, Smart WME, Subaru JF1,
Suzuki JS2, Tata MAT, Tesla 5YJ, Toyota JTD, Vauxhall W0V, Volkswagen WVW, Volvo YV1
`
    .trim()
    .split(/,\s+/)
    .map((entry) => [entry.slice(0, -4), entry.slice(-3)]),
);

/** The code of a maker, ISO 3780; undefined for one that is not known. */
export function makerCode(make: string): string | undefined {
  return CODES.get(make);
}

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
const MAKER_BYTES = 3;
/** For a make that is not in the list. */
const UNKNOWN = '1ZZ';
const CHECK_AT = 8;
/** ISO 3779 and 49 CFR 565: what each position weighs. */
const WEIGHTS = Int32Array.of(8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2);
/** The same: what each character counts, by its code. */
const COUNTS = new Int32Array(128);
for (let i = 0; i < 10; i++) COUNTS[48 + i] = i;
for (const [i, letters] of ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ'].entries()) {
  for (const letter of letters) COUNTS[letter.charCodeAt(0)] = i + 1;
}

/** Vehicle identification numbers of the numbered makers with a valid check digit, unique where they must be. */
export function vinRecipe(input: GeneratorInput, names: readonly string[], makes: NumberSource): Recipe {
  const makers = new TextEncoder().encode(names.map((name) => makerCode(name) ?? UNKNOWN).join(''));
  const form = compileMask(FORM, SYMBOLS);
  const draw = drawFrom(input, form.sizes[0], 0, null);
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
      const make = makes(frame);
      for (let i = 0; i <= frame.capacity; i++) offsets[i] = i * LENGTH;
      return {
        vector: { kind: 'utf8', offsets, bytes, validity: null },
        fill(rows) {
          fill(rows);
          make.fill(rows);
          writeRanks(rest, form, ranks, rows.length);
          writeVins(bytes, rest, makers, make.values, rows.length);
        },
      };
    },
  };
}

function writeVins(bytes: Uint8Array, rest: Uint8Array, makers: Uint8Array, makes: Int32Array, length: number): void {
  for (let i = 0; i < length; i++) {
    const at = i * LENGTH;
    const maker = makes[i] * MAKER_BYTES;
    for (let b = 0; b < MAKER_BYTES; b++) bytes[at + b] = makers[maker + b];
    for (let b = 0; b < FORM.length; b++) bytes[at + MAKER_BYTES + b] = rest[i * FORM.length + b];
    let sum = 0;
    for (let b = 0; b < LENGTH; b++) sum += WEIGHTS[b] * COUNTS[bytes[at + b]];
    const check = sum % 11;
    bytes[at + CHECK_AT] = check === 10 ? 88 : 48 + check;
  }
}
