import * as imported from '@faker-js/faker';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/engine/generators/catalogue.ts';
import { findGenerator } from '../../../src/engine/generators/registry.ts';
import { NAME_SYSTEMS, nameElsewhere, namesElsewhere } from '../../../src/model/index.ts';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { rowsOf } from '../rows.ts';

/** `module.method` of every method that faker's modules have. */
const methods = Object.entries(imported.faker).flatMap(([module, holder]: [string, unknown]) => {
  const names = new Set<string>();
  let at: unknown = typeof holder === 'object' && !module.startsWith('_') ? holder : null;
  while (typeof at === 'object' && at !== null && at !== Object.prototype) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === 'function' && name !== 'constructor') names.add(name);
    at = Object.getPrototypeOf(at);
  }
  return module === 'definitions' || module === 'rawDefinitions' ? [] : [...names].map((name) => `${module}.${name}`);
});

test("faker's table has exactly the methods that faker has", () => {
  expect(methods.length).toBeGreaterThan(250);
  expect(
    namesElsewhere('faker')
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(methods.toSorted());
});

test('the tables of Mockaroo and Drafta have all of their names', () => {
  expect(namesElsewhere('mockaroo')).toHaveLength(211);
  expect(namesElsewhere('drafta').length).toBeGreaterThanOrEqual(55);
  for (const { name } of namesElsewhere('mockaroo')) expect(nameElsewhere('fabricate', name)).toBeDefined();
});

test('every name of Drafta is a global one of the same meaning', () => {
  for (const { name, generator } of namesElsewhere('drafta')) expect(catalogue.find(name)?.name).toBe(generator);
});

/** The form of values, by their names in Mockaroo; what its own examples have. */
const FORMS: Readonly<Record<string, RegExp>> = {
  'Address Line 2': /^(?:Apt\.|Suite|Unit) \d+$/,
  'Animal Scientific Name': /^[A-Z][a-z]+ [a-z]+$/,
  'App Bundle ID': /^\w+\.\w+\.\w+$/,
  'Bank LEI': /^[A-Z\d]{18}\d\d$/,
  'Construction Standard Cost Code': /^\d+-\d{3} - /,
  Currency: /^[A-Z][^\d]{2,}$/,
  'Department (Retail)': /^[A-Z][a-z]+$/,
  'FDA NDC Code': /^\d{5}-\d{4}-\d\d$/,
  'Flight Duration (Hours)': /^\d{1,2}(?:\.\d)?$/,
  Frequency: /^(?:Never|Once|Seldom|Often|Daily|Weekly|Monthly|Yearly)$/,
  'HCPCS Code': /^[A-V]\d{4}$/,
  'Hospital NPI': /^[12]\d{9}$/,
  'ICD10 Diagnosis Code': /^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/,
  'ICD10 Procedure Code': /^[\dA-HJ-NP-Z]{7}$/,
  'Mobile Device Release Date': /^20\d\d-\d\d-\d\d$/,
  'Nato Phonetic': /^[A-Z][-a-z]+$/,
  'NHS Number': /^\d{10}$/,
  'Plant Family': /^[A-Z][a-z]+aceae$/,
  Slogan: /^[a-z0-9]\S* /,
  'State (abbrev)': /^[A-Z]{2}$/,
  'Stock Market Cap': /^\$\d+\.\d\d[MB]$/,
  'Stock Symbol': /^[A-Z]{2,4}$/,
  'Street Number': /^\d{1,4}$/,
  Title: /^(?:Mr|Mrs|Ms|Miss|Dr)\.?$/,
  'User Agent': /^Mozilla\/5\.0 \(/,
  Words: /^[A-Z][a-z]+ [a-z ]+\.$/,
};

test("values have the form of Mockaroo's examples", async () => {
  const fields = Object.keys(FORMS).map((name, i) => {
    const { generator, options } = nameElsewhere('mockaroo', name) ?? {};
    return `  f${i}: { $generator: ${generator}, $options: ${JSON.stringify(options)}, $group: g${i} }\n`;
  });
  const { program, problems } = loadProgram({ text: `A:\n  $count: 100\n  id: integer @id\n${fields.join('')}` }, true);
  expect(problems).toEqual([]);
  if (program === null) throw new Error('there is no program');
  for (const row of await rowsOf(program, 'A')) {
    for (const [i, [name, form]] of Object.entries(FORMS).entries()) expect([name, row[`f${i}`]]).toEqual([name, expect.toSatisfy((value) => form.test(String(value)))]); // prettier-ignore
  }
});

/** What there is no generator for, and no other way to write it. */
const REFUSED = /^(?:ICD-9|it takes a function|rows are pure functions)/;

describe.each(NAME_SYSTEMS)('%s', (system) => {
  const names = namesElsewhere(system);

  test('every name leads to a generator with valid options, or to a reason', () => {
    for (const { name, generator, options, reason } of names) {
      expect([name, generator === null]).toEqual([name, reason !== null]);
      expect([name, reason === null || /write|declare/.test(reason) || REFUSED.test(reason)]).toEqual([name, true]);
      if (generator === null) continue;
      const specs = findGenerator(generator).options;
      expect([name, Object.keys(options).filter((option) => !(option in specs))]).toEqual([name, []]);
    }
  });

  test('everything that a reason says to write is understood', () => {
    const written = names.flatMap(({ reason }) => /\{ \$.*\}|(?<=write )enum\(.*\)/.exec(reason ?? '')?.[0] ?? []);
    const fields = written.map((text, i) => `  f${i}: ${text}\n`);
    const { problems } = loadProgram({ text: `A:\n  id: integer @id\n${fields.join('')}` }, false);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('a model may name every method of faker that has a generator', async () => {
  const known = namesElsewhere('faker').filter(({ generator }) => generator !== null);
  const fields = known.map(({ name }, i) => `  f${i}: { $generator: ${name} }\n`);
  const { program, problems } = loadProgram({ text: `A:\n  $count: 3\n  id: integer @id\n${fields.join('')}` }, true);
  expect(problems).toEqual([]);
  if (program === null) throw new Error('there is no program');
  const [row] = await rowsOf(program, 'A');
  const at = (name: string): unknown => row?.[`f${known.findIndex((one) => one.name === name)}`];
  expect(at('git.commitSha')).toMatch(/^[\da-f]{40}$/);
  expect(at('finance.pin')).toMatch(/^\d{4}$/);
});

test('options of the table give way to those that the model writes', async () => {
  const text = `A:
  $count: 5
  id: integer @id
  a: { $generator: git.commitSha, $options: { length: 7 } }
  b: { $template: "{@git.commitSha}-{@finance.pin}" }
`;
  const { program } = loadProgram({ text }, true);
  if (program === null) throw new Error('there is no program');
  for (const row of await rowsOf(program, 'A')) {
    expect(row['a']).toMatch(/^[\da-f]{7}$/);
    expect(row['b']).toMatch(/^[\da-f]{40}-\d{4}$/);
  }
});
