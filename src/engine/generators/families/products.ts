import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { ADJECTIVES, GOODS, MATERIALS, REMARKS } from './goods.ts';
import { type NumberSource, combined, digit, mapped, memberNumbers, recordNumbers } from './numbers.ts';
import { entries, joined } from './recipes.ts';

/** Plurals that the rule does not find. */
const PLURALS: ReadonlyMap<string, string> = new Map([
  ['Biscotti', 'Biscotti'],
  ['Granola', 'Granola'],
  ['Popcorn', 'Popcorn'],
  ['Trellis', 'Trellises'],
  ['Utility Knife', 'Utility Knives'],
]);

const STYLES = ADJECTIVES * MATERIALS;
const adjectives = Dictionary.from(GOODS.flatMap((goods) => goods.adjectives));
const materials = Dictionary.from(GOODS.flatMap((goods) => goods.materials.map((material) => ` ${material} `)));
const nouns = Dictionary.from(GOODS.flatMap((goods) => goods.nouns));
const categories = Dictionary.from(GOODS.map((goods) => goods.category));
const categoryOf = Int32Array.from(GOODS.flatMap((goods, i) => goods.nouns.map(() => i)));
const KINDS = GOODS.flatMap((goods) => goods.nouns.map(plural));
const kinds = Dictionary.from([...new Set(KINDS)]);
const kindOf = Int32Array.from(KINDS, (kind) => kinds.texts().indexOf(kind));
const openings = Dictionary.from(['Discover the ', 'Meet the ', 'Our ', 'Introducing the ']);
const remarks = Dictionary.from(GOODS.flatMap((goods) => goods.remarks.map((remark) => `, ${remark}.`)));
const ALL = nouns.length * STYLES;
/** The most names that a number is added to; beyond this the domain is too small. */
const MAX_MODELS = 10_000;

/** The plural of a noun. */
function plural(noun: string): string {
  const known = PLURALS.get(noun);
  if (known !== undefined) return known;
  if (noun.endsWith('s') && !noun.endsWith('ss')) return noun;
  if (noun.endsWith('f')) return `${noun.slice(0, -1)}ves`;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:ss|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** `Ergonomic Oak Desk`; where there must be more different ones than there are names, a number follows: `… 2`. */
export function productName(input: GeneratorInput): Recipe {
  const models = Math.min(MAX_MODELS, Math.max(1, Math.ceil((input.distinct ?? 0) / ALL)));
  const rank = memberNumbers(input, 'product', 'name', ALL * models);
  const name = nameParts(digit(rank, 1, ALL));
  if (models === 1) return joined(name);
  const numbers = Dictionary.from(Array.from({ length: models }, (_, i) => (i === 0 ? '' : ` ${i + 1}`)));
  return joined([...name, entries(numbers, digit(rank, ALL, models))]);
}

/** The category of the object's product; unique ones once each. */
export function productCategory(input: GeneratorInput): Recipe {
  if (input.distinct !== null) return entries(categories, memberNumbers(input, 'product', 'category', GOODS.length));
  return entries(categories, categoryNumbers(ownName(input)));
}

/** A sentence about the object's product; where it must be unique, about one of its own, which has just one sentence. */
export function productDescription(input: GeneratorInput): Recipe {
  const name = input.distinct === null ? ownName(input) : memberNumbers(input, 'product', 'description', ALL);
  const record = input.record('product');
  const opening = recordNumbers(record, 'opening', openings.length);
  const remark = recordNumbers(record, 'remark', REMARKS);
  return joined([
    entries(openings, opening),
    ...nameParts(name),
    entries(remarks, combined(categoryNumbers(name), remark, REMARKS)),
  ]);
}

/** The kind of the object's product in the plural, such as Desks; unique ones once each. */
export function productSubcategory(input: GeneratorInput): Recipe {
  if (input.distinct !== null) return entries(kinds, memberNumbers(input, 'product', 'subcategory', kinds.length));
  return entries(kinds, mapped(digit(ownName(input), STYLES, nouns.length), kindOf));
}

function ownName(input: GeneratorInput): NumberSource {
  return recordNumbers(input.record('product'), 'name', ALL);
}

function categoryNumbers(name: NumberSource): NumberSource {
  return mapped(digit(name, STYLES, nouns.length), categoryOf);
}

function nameParts(name: NumberSource): Recipe[] {
  const category = categoryNumbers(name);
  return [
    entries(adjectives, combined(category, digit(name, MATERIALS, ADJECTIVES), ADJECTIVES)),
    entries(materials, combined(category, digit(name, 1, MATERIALS), MATERIALS)),
    entries(nouns, digit(name, STYLES, nouns.length)),
  ];
}
