import type { Words } from '../../data/words.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { type NumberSource, digit, mapped, memberNumbers, ownNumbers, recordNumbers } from './numbers.ts';
import { localHouse, localStreet } from './local-places.ts';
import { once } from './once.ts';
import { rowLocales } from './row-locales.ts';
import { entries, integers } from './recipes.ts';

/** What most streets are called, after a surname or a tree. */
const KINDS = ['Street', 'Avenue', 'Road', 'Lane', 'Drive', 'Court', 'Place', 'Way'];
const NAMES =
  'Acacia Alder Ash Aspen Bay Beech Birch Bridge Brook Canal Castle Cedar Chapel Cherry Chestnut Church Cliff Clover ' +
  'College Cypress Elm Fairview Fern Field Forest Garden Glen Grange Green Grove Hawthorn Hazel Heather Hickory High ' +
  'Highland Hill Hillside Holly Juniper King Lake Lakeview Laurel Lilac Lime Linden Magnolia Main Manor Maple Market ' +
  'Meadow Mill Mulberry North Oak Olive Orchard Park Pine Plum Pond Poplar Prospect Queen Railway Ridge River Rose ' +
  'Rowan School South Spring Spruce Station Summit Sunset Sycamore Tulip Union Valley View Walnut Washington Water ' +
  'West Willow Wood York';

const MAX_HOUSE = 1999;
/** House numbers by draw: half of them below 250, as on short streets. */
const NUMBERS = Int32Array.from({ length: 1000 }, (_, i) => 1 + Math.floor((i * i) / 1000));

/** Names of streets: those of the word lists, and common words with common kinds of streets. */
export const streetNames = once(({ location }: Words) => {
  const common = NAMES.split(' ').flatMap((name) => KINDS.map((kind) => `${name} ${kind}`));
  return Dictionary.from([...new Set([...common, ...location.streetName])]);
});
const spacedNames = once((names: Dictionary) => names.map((name) => ` ${name}`));

/** The object's street, without a number. */
export function streetName(input: GeneratorInput): Recipe {
  const names = streetNames(input.resources.words());
  const locales = rowLocales(input);
  if (locales !== null) return localStreet(input, locales, names.texts());
  return entries(names, memberNumbers(input, 'place', 'street', names.length));
}

/** House number and street; unique ones are of their own, apart from the object's street. */
export function streetParts(input: GeneratorInput): (Recipe | string)[] {
  const names = streetNames(input.resources.words());
  const locales = rowLocales(input);
  if (locales !== null) return [...localHouse(input, locales, names.texts(), NUMBERS, MAX_HOUSE)];
  const record = input.record('place');
  let number: NumberSource;
  let street: NumberSource;
  if (input.distinct === null) {
    number = mapped(recordNumbers(record, 'house', NUMBERS.length), NUMBERS);
    street = recordNumbers(record, 'street', names.length);
  } else {
    const rank = ownNumbers(input, names.length * MAX_HOUSE);
    const houses = Int32Array.from({ length: MAX_HOUSE }, (_, i) => i + 1);
    number = mapped(digit(rank, names.length, MAX_HOUSE), houses);
    street = digit(rank, 1, names.length);
  }
  return [integers(number, MAX_HOUSE), entries(spacedNames(names), street)];
}
