import { allLocales, Faker, FakerError, type LocaleDefinition } from '@faker-js/faker';
import type { LocaleLists } from '../src/engine/data/locales.ts';
import { localPlaces } from './local-places/index.ts';
import { companyAscii, familyCompanies } from './companies.ts';
import { localWords } from './local-words.ts';
import { gendered, nameLists, texts } from './names/lists.ts';

/** Draws from faker's templates for streets and companies, from which repeated texts are removed. */
const DRAWS = 600;
/** No locale of people, or one that only distorts another. */
const LEFT_OUT = new Set(['base', 'en', 'en_BORK']);
const HOUSE = '{{location.buildingNumber}}';
const STREET = '{{location.street}}';

type Definitions = Readonly<Record<string, LocaleDefinition>>;
const definitions: Definitions = allLocales;

/** The locale and those that it falls back to, as faker has it, but for English. */
function chainOf(code: string): readonly string[] {
  const parent = code.slice(0, code.lastIndexOf('_'));
  return [code, ...(parent !== '' && parent !== 'en' && parent in definitions ? chainOf(parent) : [])];
}

/** The lists of one locale as JSON. */
export function localeText(code: string): string {
  return `${JSON.stringify(listsOf(code))}\n`;
}

/** The codes of the locales that have files. */
export function localeCodes(): readonly string[] {
  return Object.keys(definitions).filter((code) => !LEFT_OUT.has(code));
}

/** What every locale has, for those who ask before a file is read: a line each, the code and the names of its lists. */
export function localeTable(): string {
  const lines = localeCodes().map((code) => {
    const lists = listsOf(code);
    const names = Object.keys(lists).filter(
      (name) => !/(?:Ascii|Weights)$|^(?:formOf|house|between|onlyNamed)$/.test(name),
    );
    const kinds = new Set(names.map((name) => name.replace(/(?:Female|Male)$/, '')));
    // The place table's names are those of the country itself where the script is the same.
    const [sample = ''] = lists.first ?? lists.firstFemale ?? lists.month ?? lists.street ?? [];
    if (/\p{Script=Latin}/u.test(sample)) for (const kind of ['cities', 'states']) kinds.add(kind);
    return `  '${[code, ...kinds].join(' ')}',\n`;
  });
  return `/** The locales and their lists; written by \`scripts/build-locales.ts\`. */\nexport const LOCALE_TABLE: readonly string[] = [\n${lines.join('')}];\n`;
}

function listsOf(code: string): LocaleLists {
  const chain = chainOf(code).map((name) => definitions[name]);
  const names = { ...nameLists('first', chainOf(code)), ...nameLists('last', chainOf(code)) };
  const own = code === 'fr_BE' ? {} : companies(code, chain);
  const firms = own.company === undefined ? familyCompanies(code, names) : own;
  return {
    ...names,
    ...order(chain),
    ...prefixes(chain),
    ...streets(code, chain),
    ...firms,
    ...companyAscii(code, firms),
    ...single('month', localWords(code, 'month') ?? texts(firstOf(chain, ({ date }) => date?.month?.wide))),
    ...single('weekday', localWords(code, 'weekday') ?? texts(firstOf(chain, ({ date }) => date?.weekday?.wide))),
    ...single('noun', texts(firstOf(chain, ({ word }) => word?.noun))),
    ...single('verb', texts(firstOf(chain, ({ word }) => word?.verb))),
    ...single('adjective', texts(firstOf(chain, ({ word }) => word?.adjective))),
    ...single('adverb', texts(firstOf(chain, ({ word }) => word?.adverb))),
    ...single('color', localWords(code, 'color') ?? texts(firstOf(chain, ({ color }) => color?.human))),
    ...single('job', localWords(code, 'job') ?? jobs(code, chain)),
    ...localPlaces(
      chainOf(code),
      chain.map(({ location }) => texts(location?.city_name) ?? []),
    ),
  };
}

/** What the first locale of a chain has that has it. */
function firstOf<T>(
  chain: readonly LocaleDefinition[],
  pick: (definition: LocaleDefinition) => T | null | undefined,
): T | undefined {
  for (const definition of chain) {
    const found = pick(definition);
    if (found != null) return found;
  }
  return undefined;
}

function single(name: string, list: readonly string[] | undefined): Record<string, readonly string[]> {
  return list === undefined ? {} : { [name]: list };
}

/** Where the family's name is first, and what is between the names if it is no blank. */
function order(chain: readonly LocaleDefinition[]): Partial<LocaleLists> {
  const isVietnamese = chain[0].metadata?.code === 'vi';
  const isKorean = chain[0].metadata?.code === 'ko';
  const templates = firstOf(chain, ({ person }) => person?.name) ?? [];
  const most = [...templates].sort((a, b) => b.weight - a.weight).map(({ value }) => value);
  const plain = most.find((value) => !value.includes('fix}}')) ?? '';
  const familyFirst = isVietnamese || isKorean || /lastName.*firstName/.test(plain);
  if (!familyFirst) return {};
  const between = /^\{\{person\.lastName\}\}(.*)\{\{person\.firstName\}\}$/.exec(plain)?.[1] ?? ' ';
  return { familyFirst: true, ...(between !== ' ' && !isVietnamese && { between }) };
}

/** Italian forms of address, of which faker has those of men alone. */
const ITALIAN = { female: ['Sig.ra', 'Sig.ra', 'Sig.ra', 'Dott.ssa'], male: ['Sig.', 'Sig.', 'Sig.', 'Dott.'] };
/** How many bear the form of address of their gender for each who bears a title such as Dr. */
const UNTITLED = 9;

/** Forms of address of women and men, repeated as often as they are common. */
function prefixes(chain: readonly LocaleDefinition[]): Partial<LocaleLists> {
  const found = firstOf(chain, ({ person }) => person?.prefix);
  if (chain[0].metadata?.code === 'it') return { prefixFemale: ITALIAN.female, prefixMale: ITALIAN.male };
  const all = gendered(found);
  if (all === undefined) return {};
  const titles = new Set(all.female.filter((title) => all.male.includes(title)));
  const common = (list: readonly string[]): readonly string[] => {
    const own = list.filter((form) => !titles.has(form));
    if (own.length === 0 || titles.size === 0) return list;
    const times = Math.ceil((UNTITLED * titles.size) / own.length);
    return [...Array.from({ length: times }, () => own).flat(), ...titles];
  };
  return { prefixFemale: common(all.female), prefixMale: common(all.male) };
}

function fakerOf(code: string): Faker {
  const faker = new Faker({
    locale: [...chainOf(code).map((name) => definitions[name]), definitions['en'], definitions['base']],
    seed: 1,
  });
  return faker;
}

function streets(code: string, chain: readonly LocaleDefinition[]): Partial<LocaleLists> {
  const has = firstOf(chain, ({ location }) => location?.street_name ?? location?.street_pattern);
  if (has === undefined) return {};
  const street = streetsOf(code);
  // A template that needs an English part would make streets such as `Mai Quyên Mill`.
  if (street === undefined) return {};
  const template =
    firstOf(chain, ({ location }) => location?.street_address?.normal) ??
    (code.startsWith('en_') ? `${HOUSE} ${STREET}` : `${STREET} ${HOUSE}`);
  const [, before, head, between, tail, after] =
    /^(.*?)(\{\{[^}]+\}\})(.*?)(\{\{[^}]+\}\})(.*)$/.exec(template.trim()) ?? [];
  const isPlain = [head, tail].every((part) => part === HOUSE || part === STREET);
  // A number that is part of the street, as in Japan; a blank or comma that faker has in the number.
  if (!isPlain) return { street, house: template.trim() === STREET ? ['', 'alone', '', ''] : ['', 'street', ' ', ''] };
  const gap = between === '' && !code.startsWith('zh') ? ', ' : between;
  return { street, house: [before, head === HOUSE ? 'number' : 'street', gap, after] };
}

function streetsOf(code: string): readonly string[] | undefined {
  const isEnglish = code.startsWith('en_');
  const faker = isEnglish
    ? fakerOf(code)
    : new Faker({ locale: [...chainOf(code).map((name) => definitions[name]), definitions['base']], seed: 1 });
  try {
    return texts(Array.from({ length: DRAWS }, () => faker.location.street().replaceAll(/\s+/g, ' ')));
  } catch (error) {
    if (error instanceof FakerError) return undefined;
    throw error;
  }
}

/** Titles of jobs, where the locale has all of their parts. */
function jobs(code: string, chain: readonly LocaleDefinition[]): readonly string[] | undefined {
  const has = firstOf(chain, ({ person }) => person?.job_type ?? person?.job_title_pattern);
  if (has === undefined || code.startsWith('en_')) return undefined;
  const faker = new Faker({ locale: [...chain, definitions['base']], seed: 1 });
  try {
    return texts(Array.from({ length: DRAWS }, () => faker.person.jobTitle().replaceAll(/\s+/g, ' ')));
  } catch (error) {
    if (error instanceof FakerError) return undefined;
    throw error;
  }
}

function companies(code: string, chain: readonly LocaleDefinition[]): Partial<LocaleLists> {
  // A company of unlimited liability is next to unknown in China.
  const forms = texts(firstOf(chain, ({ company }) => company?.legal_entity_type))?.filter(
    (form) => !form.startsWith('无限'),
  );
  const has = firstOf(chain, ({ company }) => company?.name_pattern);
  if (forms === undefined || (has === undefined && !code.startsWith('en_'))) return {};
  const faker = fakerOf(code);
  const drawn = texts(Array.from({ length: DRAWS }, () => faker.company.name().replaceAll(/\s+/g, ' '))) ?? [];
  const longest = [...forms].sort((a, b) => b.length - a.length);
  const found = drawn.map((company) => ({ company, form: longest.find((form) => company.includes(form)) }));
  const whole = found.flatMap(({ company, form }) =>
    form === undefined ? [] : [{ company, form: forms.indexOf(form) }],
  );
  if (whole.length < 20) return {};
  return { company: whole.map((one) => one.company), form: forms, formOf: whole.map((one) => one.form) };
}
