import { MASK_SYMBOLS, type PlaceTable } from '../../data/places.ts';
import type { Recipe } from '../../frame.ts';
import { drawFrom } from '../draw.ts';
import { GeneratorProblem, type GeneratorInput } from '../generator.ts';
import { compileMasks, maskedTexts, rankedTexts } from './masks.ts';
import { keyName, mapped, zeros } from './numbers.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';
import { type COUNTRY, placeNumbers, placeSet } from './place-set.ts';
import { entries, joined } from './recipes.ts';

/** What a format's symbols represent. */
const SYMBOLS = { '#': '0123456789', N: '123456789' };
/** Digits of the longest number there is (ITU-T E.164), all that one draw is good for. */
const MAX_DIGITS = 15;
/** Numbers of the North American plan that are set aside for fiction: 555-0100 to 555-0199 in any area. */
const PLAN = '+1';
const FICTION = '555 01##';
/** Unique national numbers: as many digits in every country, so that numbers differ whatever comes before them. */
const UNIQUE = '!## ### ####';

/** An international number of each country; `which` country a place is in. */
const phoneMasks = once((table: PlaceTable) => {
  const texts = dictionaries(table);
  const codes = texts.callingCodes.texts();
  const masks = texts.phoneMasks.texts().map((mask, country) => {
    const national = codes[country] === PLAN ? `${mask.slice(0, 4)}${FICTION}` : mask;
    return { text: `${codes[country]} ${national}`, prefix: null };
  });
  return { masks: compileMasks(masks, MASK_SYMBOLS), countryOf: Int32Array.from(table.countryOf) };
});

/** A number in the international form of the object's country. */
export function countryPhone(input: GeneratorInput<typeof COUNTRY>): Recipe {
  const set = placeSet(input);
  const { masks, countryOf } = phoneMasks(set.table);
  const countries = mapped(placeNumbers(input, set), countryOf);
  if (input.distinct === null) {
    const record = input.record('place');
    return maskedTexts(`${record.id}:phone:${set.name}`, masks, countries, record.key('phone'));
  }
  const national = compileMasks([{ text: ` ${UNIQUE}`, prefix: null }], MASK_SYMBOLS);
  return joined([
    entries(dictionaries(set.table).callingCodes, countries),
    rankedTexts(national, drawFrom(input, national.sizes[0], 0, null)),
  ]);
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
  const masks = compileMasks([{ text, prefix: null }], SYMBOLS);
  if (input.distinct !== null) return rankedTexts(masks, drawFrom(input, masks.sizes[0], 0, null));
  const key = input.key('value');
  return maskedTexts(`${keyName(key)}:phone`, masks, zeros, key);
}

function masked(digits: string): string {
  return `${digits.startsWith('0') ? '0' : 'N'}${'#'.repeat(digits.length - 1)}`;
}
