import type { Generator, GeneratorFamily } from './generator.ts';
import { lazy } from './lazy.ts';
import { entriesAt, listDictionary, positions } from './picks.ts';
import type { Resources } from '../resources.ts';

function list(
  name: string,
  family: GeneratorFamily,
  summary: string,
  aliases: readonly string[],
  texts: (resources: Resources) => readonly string[] = (resources) => resources.table(name)['name'],
): Generator {
  return {
    name,
    type: 'string',
    family,
    summary,
    aliases,
    options: {},
    range: null,
    hint: false,
    from: false,
    compile(input) {
      const dictionary = listDictionary(texts(input.resources));
      return entriesAt(dictionary, positions(input, dictionary.length, null));
    },
  };
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];
const MAX_ROMAN = 3999;

function roman(number: number): string {
  let rest = number;
  let text = '';
  for (const [value, letters] of ROMAN) {
    text += letters.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return text;
}

const romans = lazy(() => Array.from({ length: MAX_ROMAN }, (_, i) => roman(i + 1)));

/** Picks from one list each, whose file is read when it is needed. Fields of one object differ. */
export const packedListGenerators: readonly Generator[] = [
  list('grocery', 'product', 'An article of a grocery, such as Bread - Rye.', ['grocery_product']),
  list('shirt_size', 'product', 'A size of shirts, such as XL.', ['clothing_size']),
  list('skill', 'person', 'A professional skill, such as Project Management.', ['professional_skill']),
  list('race', 'person', 'A race or ethnic group, as US forms ask for it.', ['ethnicity']),
  list('degree', 'education', 'A degree, such as Bachelor of Science.', ['academic_degree']),
  list('field_of_study', 'education', 'A subject that people study, such as Physics.', [
    'study_field',
    'college_major',
  ]),
  list('medical_specialty', 'health', 'A specialty of medicine, such as Cardiology.', ['specialty']),
  list('frequency', 'text', 'A frequency, from Never to Yearly.', []),
  list('nato_word', 'text', "A word of NATO's spelling alphabet, such as Bravo.", ['nato_phonetic', 'spelling_word']),
  list('emoji', 'text', 'An emoji.', []),
  list('naughty_string', 'text', 'A text that programs often fail to handle, to test them with.', []),
  list('roman_numeral', 'text', 'A Roman numeral from I to MMMCMXCIX.', [], romans),
  list('construction_equipment', 'construction', 'A heavy machine of building sites, such as Grader.', []),
  list('construction_material', 'construction', 'A material to build with.', ['building_material']),
  list('construction_role', 'construction', 'A role on a building site.', []),
  list('construction_trade', 'construction', 'A trade of building workers.', []),
  list('construction_subcontract_category', 'construction', 'A category of subcontracts, such as Masonry.', []),
  list(
    'construction_cost_code',
    'construction',
    'A cost code and its title, such as 3-200 - Concrete Reinforcement.',
    [],
  ),
];
