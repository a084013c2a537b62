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

describe.each(NAME_SYSTEMS)('%s', (system) => {
  const names = namesElsewhere(system);

  test('every name leads to a generator with valid options, or to a reason', () => {
    for (const { name, generator, options, reason } of names) {
      expect([name, generator === null]).toEqual([name, reason !== null]);
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
