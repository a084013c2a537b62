import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { localColumn } from './local-columns.ts';
import { mapped, ownNumbers } from './numbers.ts';
import type { placeColumns } from './place-columns.ts';
import { type COUNTRY, placeSet } from './place-set.ts';
import { entries } from './recipes.ts';
import { refuseUnique } from './refuse-unique.ts';

/** A text of the object's place; where it must be unique, any of the texts that the chosen places have, once each. */
export function placeText(
  input: GeneratorInput<typeof COUNTRY>,
  column: keyof ReturnType<typeof placeColumns>,
): Recipe {
  const set = placeSet(input);
  const local = localColumn(input, set, column);
  if (input.distinct === null) return entries(local.dictionary, local.numbers);
  if (set.lead !== null) refuseUnique('a text that follows the country of its row');
  const { dictionary, entryOf } = local;
  const first = new Map<string, number>();
  const used = new Set<number>();
  for (const place of set.places) used.add(entryOf[place]);
  for (const entry of used) {
    const text = dictionary.text(entry);
    if (!first.has(text)) first.set(text, entry);
  }
  return entries(dictionary, mapped(ownNumbers(input, first.size), Int32Array.from(first.values())));
}
