import { describe, expect, test } from 'vitest';
import { localeTable, localeText } from '../../scripts/locale-file.ts';
import { commonNames } from '../../scripts/names/index.ts';
import { LOCALE_TABLE } from '../../src/engine/data/locale-table.ts';
import { LOCALE_CODES, LOCALE_OF_COUNTRY, localeCode } from '../../src/engine/generators/families/locale-lists.ts';
import { slug } from '../../src/engine/generators/families/slug.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { testResources } from './resources.ts';
import { rowsOf } from './rows.ts';

type Row = Readonly<Record<string, unknown>>;

async function made(text: string): Promise<readonly Row[]> {
  const { program, problems } = loadProgram({ text }, true);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (program === null) throw new Error('there is no program');
  return await rowsOf(program, 'A');
}

const PERSON = `
  gender: string @gender
  first: string @first_name
  last: string @last_name
  full: string @full_name
  initials: string @initials
  prefix: string @prefix
  email: string @email
  user: string @user_name
  copy: { $generator: email, $from: full }
  street: string @street
  name: string @street_name
  company: string @company
  domain: string @company_domain
  work: string @work_email
  ticker: string @ticker
  suffix: string @company_suffix
  month: string @month
`;
const people = (locale: string, count = 40): string =>
  `$locale: ${locale}\nA:\n  $count: ${count}\n  id: integer @id${PERSON}`;

describe.each(LOCALE_CODES)('%s', (code) => {
  test('makes people, streets and companies that agree', async () => {
    for (const row of await made(people(code))) {
      for (const value of Object.values(row)) expect(String(value)).toMatch(/^(?!.*(?:undefined|null|\{|\})).*\S/);
      for (const name of ['email', 'user', 'copy']) expect(row[name]).toMatch(/^[a-z0-9][\w.]*(?:@example\.\w+)?$/);
      expect(String(row['full'])).toContain(String(row['first']));
      expect(String(row['full'])).toContain(String(row['last']));
      expect(String(row['street'])).toContain(String(row['name']));
      expect(String(row['company'])).toContain(String(row['suffix']));
      expect(row['domain']).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*\.example$/);
      expect(row['work']).toMatch(/^[a-z0-9][\w.]*@[a-z0-9-]+\.example$/);
      expect(String(row['work']).split('@')[1]).toBe(row['domain']);
      expect(row['ticker']).toMatch(/^[A-Z]{2,4}$/);
    }
  });
});

test('names of Japan are read in Japanese, and companies of other letters have addresses', () => {
  const { last = [], lastAscii = [], company = [], companyAscii = [] } = testResources.locale('ja');
  expect(lastAscii[last.indexOf('佐藤')]).toBe('sato');
  expect(company.length).toBe(companyAscii.length);
  for (const code of ['ja', 'ru', 'zh_CN', 'ar', 'th', 'ko', 'el', 'uk']) {
    const { companyAscii: parts = [] } = testResources.locale(code);
    expect([code, parts.length > 20 && parts.every((part) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(part))]).toEqual([
      code,
      true,
    ]);
  }
});

test('people and companies of Belgium have no English names', async () => {
  const english = new Set(testResources.words().person.lastName);
  const known = new Set([
    ...(testResources.locale('fr').last ?? []),
    ...(commonNames('fr_BE', 'last', [])?.names ?? []),
  ]);
  for (const { last, company } of await made(people('fr_BE', 300))) {
    expect([last, english.has(String(last)) && !known.has(String(last))]).toEqual([last, false]);
    expect(String(company)).toMatch(/ (?:SRL|SA|SC|et Fils)$/);
  }
});

test('the files are what faker has today', () => {
  for (const code of ['de_AT', 'ja', 'vi']) expect(JSON.parse(localeText(code))).toEqual(testResources.locale(code));
  expect(localeTable()).toContain(LOCALE_TABLE.map((line) => `  '${line}',\n`).join(''));
});

test.each([
  ['ja', /^(\S+) (\S+)$/],
  ['hu', /^(\S+) (.+)$/],
  ['zh_CN', /^(.+?)(.+)$/],
])('in %s the last name is first', async (code, form) => {
  for (const row of await made(people(code))) {
    expect(row['full']).toMatch(form);
    expect(String(row['full']).startsWith(String(row['last']))).toBe(true);
  }
});

test('last names have the form of the gender, also where it is chosen', async () => {
  for (const row of await made(people('cs_CZ', 200))) {
    const forms = testResources.locale('cs_CZ');
    const list = row['gender'] === 'female' ? forms.lastFemale : forms.lastMale;
    expect(list).toContain(row['last']);
  }
});

test.each(['de', 'cs_CZ', 'zh_CN', 'ru'])('unique names, streets and companies of %s do not repeat', async (code) => {
  const rows = await made(`$locale: ${code}
A:
  $count: 5000
  full: string @full_name unique
  street: string @street unique
  email: string @email unique
  user: string @user_name unique
`);
  for (const name of ['full', 'street', 'email', 'user']) expect(new Set(rows.map((row) => row[name])).size).toBe(5000);
});

test.each(['en', 'de', 'pl', 'zh_CN', 'vi', 'sv', 'ru', 'pt_BR'])(
  'the commonest names of %s are common, also in addresses, and rare ones come too',
  async (code) => {
    const lists = testResources.words().person;
    const known = code === 'en' ? lists.lastName : [...new Set(lastNames(code))];
    const rows = await made(
      `$locale: ${code}\nA:\n  $count: 6000\n  id: integer @id\n  last: string @last_name\n  email: string @email\n`,
    );
    const counts = new Map<string, number>();
    for (const { last } of rows) counts.set(String(last), (counts.get(String(last)) ?? 0) + 1);
    const most = [...counts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
    expect(most.slice(0, 6)).toContain(known[0]);
    expect(counts.get(known[0])).toBeGreaterThan((3 * rows.length) / known.length);
    expect(most.length).toBeGreaterThan(known.length / 3);
  },
);

test('a mix has its shares, and each person is of one locale', async () => {
  const rows = await made(people('{ ja: 75, de: 25 }', 2000));
  const japanese = rows.filter(({ full }) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(String(full)));
  expect(japanese.length).toBeGreaterThan(1400);
  expect(japanese.length).toBeLessThan(1600);
  for (const { full, first, company, month } of japanese)
    expect([first, company, month, full].join('')).not.toMatch(/[a-zäöü]/i);
});

function lastNames(code: string): readonly string[] {
  const { last, lastFemale = [], lastMale = [] } = testResources.locale(code);
  return last ?? [...lastFemale, ...lastMale];
}

test('in world the place says the locale, also where a field or $country says the place', async () => {
  const texts = [
    `A: { $count: 300, id: integer @id, country: string @country_code, last: string @last_name, first: string @first_name }`,
    `A: { $count: 300, $country: [JP, DE], id: integer @id, country: string @country_code, last: string @last_name }`,
    `A: { $count: 300, id: integer @id, country: 'enum(JP, DE, US)', last: string @last_name }`,
  ];
  for (const text of texts) {
    for (const { country, last } of await made(`$locale: world\n${text}\n`)) {
      const code = LOCALE_OF_COUNTRY.get(String(country));
      if (code === undefined || code.startsWith('en')) continue;
      const lists = testResources.locale(code);
      const known = [lists.last, lists.lastFemale, lists.lastMale].flatMap((list) => list ?? []);
      expect([country, known.length === 0 || known.includes(String(last))]).toEqual([country, true]);
    }
  }
});

test('a locale is of an entity, an object or a field, and English again within', async () => {
  const rows = await made(`A:
  $locale: ru
  $count: 20
  id: integer @id
  name: string @last_name
  inner:
    $locale: ja
    name: string @last_name
    items: [string @first_name]
  own: { $generator: last_name, $locale: en }
  text: { $template: "{@last_name}" }
`);
  for (const row of rows) {
    expect(row['name']).toMatch(/^[\u0400-\u04ff-]+$/);
    expect(row['text']).toMatch(/^[\u0400-\u04ff-]+$/);
    expect(row['own']).toMatch(/^[A-Za-z'-]+$/);
    expect(JSON.stringify(row['inner'])).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  }
});

test('English alone changes nothing', async () => {
  const text = people('en').replace('$locale: en\n', '');
  expect(await made(people('en'))).toEqual(await made(text));
});

test('what stays English is said once for each locale', () => {
  const text = `$locale: { de_AT: 1, en_GB: 1 }\nA:\n  a: string @book_title\n  b: string @book_title\n  c: string @last_name\n`;
  const { problems } = loadProgram({ text }, false);
  expect(problems.map(({ code, message }) => [code, message])).toEqual([
    ['LOCALE_FALLBACK', 'in de_AT these generators stay English: book_title'],
  ]);
});

test.each([
  ['de-DE', 'de'],
  ['pt-br', 'pt_BR'],
  ['cs', 'cs_CZ'],
  ['EN', 'en'],
  ['xx', undefined],
  ['fr_DE', undefined],
  ['', undefined],
])('%s is the locale %s', (text, code) => {
  expect(localeCode(text)).toBe(code);
});

test('addresses are ASCII by rule or by the file', () => {
  for (const code of LOCALE_CODES.filter((one) => one !== 'en')) {
    const { first = [], firstAscii = first.map(slug) } = testResources.locale(code);
    expect([code, firstAscii.every((text) => /^[a-z0-9.]+$/.test(text))]).toEqual([code, true]);
  }
});
