import { countryNumber, countryNumbers, countryOptions } from './families/country-numbers.ts';
import { NATIONAL_IDS } from './families/national-ids.ts';
import { TAX_NUMBERS, VAT_NUMBERS } from './families/tax-numbers.ts';
import type { Generator } from './generator.ts';

const MEMBER = { type: 'string', family: 'identity', range: null, hint: false, from: false } as const;

const ids = countryNumbers('a national ID', NATIONAL_IDS);
const taxes = countryNumbers('a tax number', TAX_NUMBERS);
const vats = countryNumbers('a VAT number', VAT_NUMBERS);
const ID_OPTIONS = countryOptions(ids.codes);
const TAX_OPTIONS = countryOptions(taxes.codes);
const VAT_OPTIONS = countryOptions(vats.codes);

/** Numbers that states give to people and companies, with their check digits. Those of one object are of one country. */
export const identityGenerators = [
  {
    ...MEMBER,
    name: 'national_id',
    summary: 'The number of a person in the form of a country, with valid check digits.',
    aliases: ['national_identification_number', 'personal_id_number'],
    options: ID_OPTIONS,
    compile: (input) => countryNumber(ids, input),
  } satisfies Generator<typeof ID_OPTIONS>,
  {
    ...MEMBER,
    name: 'tax_id',
    summary: 'The number of a taxpayer in the form of a country, with valid check digits.',
    aliases: ['tax_number', 'tin', 'taxpayer_id'],
    options: TAX_OPTIONS,
    compile: (input) => countryNumber(taxes, input),
  } satisfies Generator<typeof TAX_OPTIONS>,
  {
    ...MEMBER,
    name: 'vat_number',
    summary: 'A number for value-added tax of a European country, with valid check digits.',
    aliases: ['vat', 'vat_id'],
    options: VAT_OPTIONS,
    compile: (input) => countryNumber(vats, input),
  } satisfies Generator<typeof VAT_OPTIONS>,
] as const satisfies readonly Generator[];
