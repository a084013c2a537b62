import { Dictionary } from '../dictionary.ts';
import type { Recipe } from '../frame.ts';
import { companySlug } from './families/company-names.ts';
import { localParts } from './families/name-parts.ts';
import { GENDER } from './families/names.ts';
import { recordNumbers } from './families/numbers.ts';
import { entries, joined, serials } from './families/recipes.ts';
import type { Generator, GeneratorInput } from './generator.ts';

const MEMBER = { type: 'string', family: 'company', options: {}, range: null, hint: false, from: false } as const;

/** A top-level domain that leads to nobody (RFC 2606). */
const END = '.example';
const boxes = Dictionary.from(['info@', 'contact@', 'hello@', 'office@', 'sales@', 'support@']);

/** The domain of the object's company; where it must be unique, with a number, which all unique members of the object have. */
function domain(input: GeneratorInput): readonly (Recipe | string)[] {
  const parts = companySlug(input);
  if (input.distinct === null) return [...parts, END];
  const record = input.record('company');
  const shared = { ...input, key: (purpose: string) => record.key(`site:${purpose}`) };
  return [...parts, '-', serials(shared, input.distinct), END];
}

/** Where the object's company is found: domain, site and addresses have its name. */
export const companySiteGenerators = [
  {
    ...MEMBER,
    name: 'company_domain',
    summary:
      "The domain of the company's name, such as northwind-logistics.example. Nobody can register a domain below `example`.",
    aliases: ['company_domain_name'],
    compile: (input) => joined(domain(input)),
  },
  {
    ...MEMBER,
    name: 'company_website',
    summary: "The address of the company's site at its domain.",
    aliases: ['company_url', 'company_site'],
    compile: (input) => joined(['https://www.', ...domain(input)]),
  },
  {
    ...MEMBER,
    name: 'company_email',
    summary: 'A mailbox of the company at its domain, such as info@northwind-logistics.example.',
    aliases: ['company_mail'],
    compile(input) {
      const box = recordNumbers(input.record('company'), 'mailbox', boxes.length);
      return joined([entries(boxes, box), ...domain(input)]);
    },
  },
  {
    ...MEMBER,
    name: 'work_email',
    summary: "The person's address at the company's domain, such as anna.schmidt@northwind-logistics.example.",
    aliases: ['business_email', 'corporate_email'],
    options: GENDER,
    compile: (input) => joined([...localParts(input), '@', ...domain(input)]),
  } satisfies Generator<typeof GENDER>,
] as const satisfies readonly Generator[];
