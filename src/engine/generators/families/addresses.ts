import type { PlaceTable } from '../../data/places.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { mapped } from './numbers.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';
import { type COUNTRY, placeNumbers, placeSet } from './place-set.ts';
import { type PlaceColumn, placeColumns } from './place-texts.ts';
import { postcodeRecipe } from './postcodes.ts';
import { entries, joined } from './recipes.ts';
import { streetParts } from './streets.ts';

/** What stands between street and postcode: `, Austin, TX `, and between postcode and the end: `, United States`. */
const pieces = once((table: PlaceTable): { readonly city: PlaceColumn; readonly country: PlaceColumn } => {
  const { country } = placeColumns(table);
  const texts = dictionaries(table);
  const cities = texts.cities.texts();
  const codes = texts.stateCodes.texts();
  const masks = texts.postcodeMasks.texts();
  const entryOf = new Int32Array(table.cityName.length);
  const entryOfText = new Map<string, number>();
  for (let place = 0; place < entryOf.length; place++) {
    const code = codes[table.stateOf[place]];
    const state = code === '' ? '' : `, ${code}`;
    const text = `, ${cities[table.cityName[place]]}${state}${masks[table.countryOf[place]] === '' ? '' : ' '}`;
    const entry = entryOfText.get(text) ?? entryOfText.size;
    entryOfText.set(text, entry);
    entryOf[place] = entry;
  }
  return {
    city: { dictionary: Dictionary.from([...entryOfText.keys()]), entryOf },
    country: { dictionary: country.dictionary.map((name) => `, ${name}`), entryOf: country.entryOf },
  };
});

/** The whole address in one line: `128 Oak Avenue, Austin, TX 78701, United States`. */
export function addressRecipe(input: GeneratorInput<typeof COUNTRY>): Recipe {
  const set = placeSet(input);
  const { city, country } = pieces(set.table);
  const places = placeNumbers(input, set);
  return joined([
    ...streetParts(input),
    entries(city.dictionary, mapped(places, city.entryOf)),
    postcodeRecipe(input, set),
    entries(country.dictionary, mapped(places, country.entryOf)),
  ]);
}
