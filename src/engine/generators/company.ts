import type { Words } from '../data/words.ts';
import { Dictionary } from '../dictionary.ts';
import { companyForm, companyIndustry, companyName, phrase } from './families/businesses.ts';
import { memberNumbers } from './families/numbers.ts';
import { once } from './families/once.ts';
import { entries } from './families/recipes.ts';
import type { Generator } from './generator.ts';

const MEMBER = { type: 'string', family: 'company', options: {}, range: 'longest', hint: false, from: false } as const;

const departments = once(({ company }: Words) => Dictionary.from(company.department));

/** The company family: name, its last word and the industry come from one record for each object and row. */
export const companyGenerators = [
  {
    ...MEMBER,
    name: 'company',
    summary: "A company's name, such as Northwind Logistics LLC.",
    aliases: ['company_name', 'organization', 'organisation', 'business_name', 'employer'],
    compile: companyName,
  },
  {
    ...MEMBER,
    name: 'company_suffix',
    summary: "The last word of the company's name, such as LLC.",
    aliases: ['legal_form', 'legal_entity_type'],
    compile: companyForm,
  },
  {
    ...MEMBER,
    name: 'industry',
    summary: "The company's industry, which fits its name.",
    aliases: ['sector', 'company_industry'],
    compile: companyIndustry,
  },
  {
    ...MEMBER,
    name: 'department',
    summary: 'A department of a company.',
    aliases: ['company_department'],
    compile(input) {
      const dictionary = departments(input.resources.words());
      return entries(dictionary, memberNumbers(input, 'company', 'department', dictionary.length));
    },
  },
  {
    ...MEMBER,
    name: 'catch_phrase',
    summary: 'A slogan for a product, such as Customizable client-driven hierarchy.',
    aliases: ['catchphrase', 'slogan', 'tagline'],
    compile(input) {
      const { adjective, descriptor, noun } = input.resources.words().company;
      return phrase(input, 'catch_phrase', [adjective, descriptor, noun]);
    },
  },
  {
    ...MEMBER,
    name: 'bs',
    summary: 'A phrase of marketing jargon, such as harness scalable markets.',
    aliases: ['buzz_phrase', 'company_bs'],
    compile(input) {
      const { buzzVerb, buzzAdjective, buzzNoun } = input.resources.words().company;
      return phrase(input, 'bs', [buzzVerb, buzzAdjective, buzzNoun]);
    },
  },
] as const satisfies readonly Generator[];
