import { MASK_SYMBOLS, type PlaceTable } from '../../data/places.ts';
import type { OptionSpecs } from '../../../model/index.ts';
import type { Recipe } from '../../frame.ts';
import { drawFrom, fillFloat64 } from '../draw.ts';
import { GeneratorProblem, type GeneratorInput } from '../generator.ts';
import { compileMask, compileMasks, maskedTexts, rankedTexts, writeRank } from './masks.ts';
import { type NumberSource, keyName, mapped, zeros } from './numbers.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';
import { COUNTRY, placeNumbers, placeSet } from './place-set.ts';

export const PHONE = {
  ...COUNTRY,
  format: { summary: '# for a digit, N for one that is not 0.', type: 'text', default: '', maxLength: 64 },
  kind: {
    summary:
      'reserved takes numbers that are kept for films where the country has some, so that they reach nobody; valid takes numbers that can exist.',
    type: 'choice',
    choices: ['reserved', 'valid'],
    default: 'reserved',
  },
} as const satisfies OptionSpecs;

/** What a format's symbols represent. */
const SYMBOLS = { '#': '0123456789', N: '123456789' };
/** Digits of the longest number there is (ITU-T E.164), all that one draw is good for. */
const MAX_DIGITS = 15;
/** Up to so many unique numbers are made of a region's forms that have as many. Small countries have none, and take LONG. */
const UNIQUE = [1_000_000, 7_000_000];
const LONG = '!## ### ####';
const MAX_UNIQUE = 8_000_000_000;
/** 2^32 divided by the golden ratio. */
const SPREAD = 0x9e3779b1;

/** The forms of each region. */
const phoneMasks = once((table: PlaceTable) => {
  const texts = dictionaries(table).phoneForms.texts();
  const groups = texts.map((group) => group.split('|').map((text) => ({ text, prefix: null })));
  return {
    masks: compileMasks(groups, MASK_SYMBOLS),
    reserved: Int32Array.from(table.phoneOf),
    valid: Int32Array.from(table.validPhoneOf),
  };
});

/** A number in the international form of the object's country and region. */
export function countryPhone(input: GeneratorInput<typeof PHONE>): Recipe {
  const set = placeSet(input);
  const { masks, ...groups } = phoneMasks(set.table);
  const places = placeNumbers(input, set);
  if (input.distinct !== null) return uniquePhone(input, places, set.table, input.distinct);
  const record = input.record('place');
  const { kind } = input.options;
  const name = `${record.id}:phone:${kind}:${set.name}`;
  return maskedTexts(name, masks, mapped(places, groups[kind]), record.key('phone'));
}

/** Of each region the forms each of which has `size` numbers, by size. */
const uniqueMasks = UNIQUE.concat(MAX_UNIQUE).map((size) => ({
  size,
  ofTable: once((table: PlaceTable) => {
    const { masks } = phoneMasks(table);
    const codes = dictionaries(table).callingCodes.texts();
    const long = new Map<string, number>();
    const groups = dictionaries(table)
      .phoneForms.texts()
      .map((group, i) => group.split('|').filter((_, form) => masks.sizes[masks.groups[i] + form] >= size));
    const groupOf = Int32Array.from(table.validPhoneOf, (group, place) => {
      if (groups[group].length > 0) return group;
      const text = `${codes[table.countryOf[place]]} ${LONG}`;
      const added = long.get(text) ?? groups.push([text]) - 1;
      long.set(text, added);
      return added;
    });
    const forms = groups.map((group) => group.map((text) => ({ text, prefix: null })));
    return { masks: compileMasks(forms, MASK_SYMBOLS), groupOf };
  }),
}));

/** Numbers whose ranks among those of their form are all different modulo the size, so that any form of the region will do. */
function uniquePhone(input: GeneratorInput, places: NumberSource, table: PlaceTable, distinct: number): Recipe {
  const { size, ofTable } = uniqueMasks.find((one) => distinct <= one.size) ?? uniqueMasks[UNIQUE.length];
  const { masks, groupOf } = ofTable(table);
  const sizes = Float64Array.from(masks.sizes);
  const which = mapped(places, groupOf);
  const draw = drawFrom(input, size, 0, null);
  return {
    type: { kind: 'string' },
    nullable: false,
    width: masks.longest,
    bind(frame) {
      const group = which(frame);
      const ranks = frame.arena.float64(frame.capacity);
      const offsets = frame.arena.int32(frame.capacity + 1);
      const bytes = frame.arena.uint8(frame.capacity * masks.longest);
      const fill = fillFloat64(draw, ranks, frame);
      return {
        vector: { kind: 'utf8', offsets, bytes, validity: null },
        fill(rows) {
          group.fill(rows);
          fill(rows);
          let at = 0;
          for (let i = 0; i < rows.length; i++) {
            offsets[i] = at;
            const rank = ranks[i];
            const first = masks.groups[group.values[i]];
            const form = first + (rank % (masks.groups[group.values[i] + 1] - first));
            // The digits before those of the rank; all even, though not random.
            const before = Math.floor((Math.imul(rank, SPREAD) >>> 0) * 2 ** -32 * Math.floor(sizes[form] / size));
            writeRank(bytes, at, masks, form, rank + before * size);
            at += masks.lengths[form];
          }
          offsets[rows.length] = at;
        },
      };
    },
  };
}

/**
 * A number of a given form: `#` is a digit, `N` one that is not 0. A form without `#` is taken for an example, whose
 * digits are replaced, but for zeros that lead. Throws an OPTION_VALUE problem for a form without digits, or with more than fifteen.
 */
export function formattedPhone(input: GeneratorInput, format: string): Recipe {
  const text = format.includes('#') ? format : format.replaceAll(/\d+/g, masked);
  const digits = text.match(/[#N]/g)?.length ?? 0;
  if (digits === 0 || digits > MAX_DIGITS) {
    throw new GeneratorProblem(
      'OPTION_INVALID',
      digits === 0 ? `the phone format "${format}" has no digits` : `the phone format "${format}" has ${digits} digits`,
      `Write # for each digit, at most ${MAX_DIGITS} of them, such as (###) ###-####.`,
    );
  }
  const masks = compileMask(text, SYMBOLS);
  if (input.distinct !== null) return rankedTexts(masks, drawFrom(input, masks.sizes[0], 0, null));
  const key = input.key('value');
  return maskedTexts(`${keyName(key)}:phone`, masks, zeros, key);
}

function masked(digits: string): string {
  return `${digits.startsWith('0') ? '0' : 'N'}${'#'.repeat(digits.length - 1)}`;
}
