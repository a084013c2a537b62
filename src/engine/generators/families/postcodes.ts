import { MASK_SYMBOLS, type PlaceTable } from '../../data/places.ts';
import type { Recipe } from '../../frame.ts';
import { drawFrom } from '../draw.ts';
import { GeneratorProblem, type GeneratorInput } from '../generator.ts';
import { type Mask, compileMasks, maskedTexts, rankedTexts } from './masks.ts';
import { mapped } from './numbers.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';
import { type PlaceSet, placeNumbers } from './place-set.ts';

/** Bytes of a ZIP code after the region's three digits. */
const ZIP_REST = '##';

/** One mask a country, then one a state of the US, and which of them every place has. */
const postcodeMasks = once((table: PlaceTable) => {
  const texts = dictionaries(table);
  const masks: Mask[] = texts.postcodeMasks.texts().map((text) => ({ text, prefix: null }));
  const { lo, hi } = table.usZipPrefix;
  const maskOf = Int32Array.from(table.countryOf);
  const ofState = new Map<number, number>();
  for (let place = 0; place < maskOf.length; place++) {
    const state = table.stateOf[place];
    if (hi[state] === 0) continue;
    const mask = ofState.get(state) ?? masks.push({ text: ZIP_REST, prefix: { low: lo[state], high: hi[state] } }) - 1;
    ofState.set(state, mask);
    maskOf[place] = mask;
  }
  return { masks: compileMasks(masks, MASK_SYMBOLS), maskOf };
});

/** The object's postcode, which its members share: by its country's mask, in the US by its state's prefixes too. */
export function postcodeRecipe(input: GeneratorInput, set: PlaceSet): Recipe {
  const { masks, maskOf } = postcodeMasks(set.table);
  const record = input.record('place');
  const which = mapped(placeNumbers(input, set), maskOf);
  return maskedTexts(`${record.id}:postcode:${set.name}`, masks, which, record.key('postcode'));
}

/** Postcodes of one country, no two of them the same, whatever the place is. */
export function uniquePostcodeRecipe(input: GeneratorInput, set: PlaceSet): Recipe {
  if (set.countries.length !== 1) {
    throw new GeneratorProblem(
      'NOT_UNIQUE_ABLE',
      'postcodes of several countries cannot be made unique',
      'Choose one with the option country, or remove unique.',
    );
  }
  const text = dictionaries(set.table).postcodeMasks.text(set.countries[0]);
  const masks = compileMasks([{ text, prefix: null }], MASK_SYMBOLS);
  return rankedTexts(masks, drawFrom(input, masks.sizes[0], 0, null));
}
