import type { Recipe } from '../../frame.ts';
import { siblings } from './name-siblings.ts';
import { localAddress, localFullName, localNames } from './local-names.ts';
import { type GenderInput, firstNumbers, lastNumbers, namesOf } from './names.ts';
import { entries, sibling } from './recipes.ts';
import { slugged } from './slug.ts';

/** The name as `anna.schmidt`: the person's own, or that of the fields named by `$from`. */
export function localParts(input: GenderInput): (Recipe | string)[] {
  const { first, last, texts } = siblings(input);
  if (texts.length > 0) {
    return input.from.flatMap((from, i) => (i === 0 ? [slugged(sibling(from))] : ['.', slugged(sibling(from))]));
  }
  const local = localNames(input);
  if (local !== null) return [...localAddress(input, local)];
  const names = namesOf(input.resources.words());
  return [
    ...(first === null ? [entries(names.firstDotted, firstNumbers(input))] : [slugged(sibling(first)), '.']),
    last === null ? entries(names.lastSlug, lastNumbers(input)) : slugged(sibling(last)),
  ];
}

/** The name as `Anna Schmidt`: the person's own, or that of the fields named by `$from`. */
export function spacedParts(input: GenderInput): (Recipe | string)[] {
  const { first, last, texts } = siblings(input);
  if (texts.length > 0) {
    return input.from.flatMap((from, i) => (i === 0 ? [sibling(from)] : [' ', sibling(from)]));
  }
  const local = localNames(input);
  if (local !== null) return [...localFullName(input, local)];
  const names = namesOf(input.resources.words());
  return [
    ...(first === null ? [entries(names.firstSpaced, firstNumbers(input))] : [sibling(first), ' ']),
    last === null ? entries(names.last, lastNumbers(input)) : sibling(last),
  ];
}
