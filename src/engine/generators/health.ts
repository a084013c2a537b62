import { Dictionary } from '../dictionary.ts';
import type { Recipe } from '../frame.ts';
import { digit, mapped, ownNumbers, recordNumbers } from './families/numbers.ts';
import { COUNTRY } from './families/place-set.ts';
import { placeText } from './families/place-texts.ts';
import { entries, joined } from './families/recipes.ts';
import { type FamilyTable, tableColumn, tableRows, tableText } from './families/tables.ts';
import type { Generator, GeneratorInput } from './generator.ts';

const MEMBER = {
  type: 'string',
  family: 'health',
  aliases: [],
  options: {},
  range: null,
  hint: false,
  from: false,
} as const;

/** How hospitals are called: what is before and after the name of the city. */
const HOSPITALS: readonly (readonly [before: string, after: string])[] = [
  ['', ' General Hospital'],
  ['', ' Regional Medical Center'],
  ['', ' Medical Center'],
  ['', ' Community Hospital'],
  ['', ' Memorial Hospital'],
  ['', " Children's Hospital"],
  ['University Hospital ', ''],
  ["St. Mary's Hospital ", ''],
  ["St. Luke's Hospital ", ''],
];
const before = Dictionary.from(HOSPITALS.map(([text]) => text));
const after = Dictionary.from(HOSPITALS.map(([, text]) => text));

const drugs: FamilyTable = { record: 'drug', columns: (resources) => resources.table('drug') };
/** Sizes in which a drug is sold; the last part of its code. */
const packages = Dictionary.from(Array.from({ length: 99 }, (_, i) => `-${String(i + 1).padStart(2, '0')}`));

/** The code of the object's drug in one of its packages; where it must be unique, each code once. */
function drugCode(input: GeneratorInput): Recipe {
  const { dictionary, entryOf } = tableColumn(drugs.columns(input.resources)['code']);
  const size = packages.length;
  if (input.distinct === null) {
    const pack = recordNumbers(input.record(drugs.record), 'package', size);
    return joined([entries(dictionary, mapped(tableRows(drugs, input), entryOf)), entries(packages, pack)]);
  }
  const rank = ownNumbers(input, dictionary.length * size);
  return joined([entries(dictionary, digit(rank, size, dictionary.length)), entries(packages, digit(rank, 1, size))]);
}

/** Hospitals of the object's city, and drugs: name, maker, class and code of one object are those of one drug. */
export const healthGenerators = [
  {
    ...MEMBER,
    name: 'hospital',
    summary: "A made-up hospital of the object's city, such as Springfield General Hospital.",
    aliases: ['hospital_name', 'clinic_name'],
    options: COUNTRY,
    compile(input) {
      const kind = recordNumbers(input.record('hospital'), 'kind', HOSPITALS.length);
      return joined([entries(before, kind), placeText(input, 'city'), entries(after, kind)]);
    },
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'drug',
    summary: 'The generic name of a drug, such as Ibuprofen.',
    aliases: ['drug_name', 'drug_generic', 'medication', 'medicine'],
    compile: (input) => tableText(drugs, 'generic', input),
  },
  {
    ...MEMBER,
    name: 'drug_brand',
    summary: 'A brand of the drug, such as Advil.',
    aliases: ['drug_brand_name'],
    compile: (input) => tableText(drugs, 'brand', input),
  },
  {
    ...MEMBER,
    name: 'drug_company',
    summary: 'The company that sells the brand.',
    aliases: ['drug_manufacturer'],
    compile: (input) => tableText(drugs, 'company', input),
  },
  {
    ...MEMBER,
    name: 'drug_class',
    summary: "The drug's class, such as Pain reliever.",
    compile: (input) => tableText(drugs, 'class', input),
  },
  {
    ...MEMBER,
    name: 'ndc_code',
    summary:
      "A code in the form of the FDA's National Drug Code: company, drug and package. Of a company that does not exist.",
    aliases: ['ndc', 'national_drug_code'],
    compile: drugCode,
  },
] as const satisfies readonly Generator[];
