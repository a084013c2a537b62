import { randomUUID } from 'node:crypto';
import { getNamedType, isEnumType, isInputObjectType } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkOptions, formatNames, loadFormat } from '../../src/formats/index.ts';
import type { Options, OptionSpec, OptionValue } from '../../src/model/index.ts';
import { rowId } from '../../src/global-id.ts';
import { schema } from '../../src/schema/index.ts';
import { openPGlite } from '../database/databases.ts';
import { World } from './world.ts';

interface Refused {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
}

const START = `mutation ($input: StartGenerationInput!) { startGeneration(input: $input) {
  task { id } errors { ... on UserError { code path message } }
} }`;

const enumName = (name: string): string => name.toUpperCase().replaceAll('-', '_');
const memberName = (name: string): string =>
  name
    .split('-')
    .map((word, index) => (index === 0 ? word : `${word[0].toUpperCase()}${word.slice(1)}`))
    .join('');

const formats = await Promise.all(formatNames.map(loadFormat));
const members = formats.flatMap(({ name, options }) =>
  Object.keys(options).length === 0 ? [] : [{ format: name, member: memberName(name), options }],
);
const options = members.flatMap(({ options: specs, ...member }) =>
  Object.entries(specs).map(([option, spec]) => ({ ...member, option, spec })),
);

/** The type of a field of an input type. */
function typeOf(type: string, field: string) {
  const input = schema.getType(type);
  if (!isInputObjectType(input)) throw new Error(`${type} is no input type`);
  return getNamedType(input.getFields()[field].type);
}

/** As clients write it. */
function written(member: string, option: string, value: OptionValue): unknown {
  const type = typeOf(typeOf('FormatOptionsInput', member).name, option);
  return isEnumType(type) ? type.getValues().find((one) => one.value === value)!.name : value;
}

/** Values that an option takes, none of them its default. */
function others(spec: OptionSpec): readonly OptionValue[] {
  switch (spec.type) {
    case 'boolean':
      return [true, false].filter((value) => value !== spec.default);
    case 'choice':
      return spec.choices.filter((value) => value !== spec.default);
    case 'text':
      return ['\\N "x"'.slice(0, spec.maxLength), 'é'.repeat(spec.maxLength ?? 100)];
    case 'texts':
      return [['a', 'b c'].slice(0, spec.maxItems)];
    case 'integer':
    case 'number':
      return [spec.min, spec.max].filter((value) => value !== spec.default);
  }
}

/** Values that the field of an option takes, and the option does not. */
function unfit(spec: OptionSpec, isEnum: boolean): readonly unknown[] {
  switch (spec.type) {
    case 'boolean':
      return [];
    case 'choice':
      return isEnum ? [] : ['neither', ''];
    case 'text':
      return ['\0', '\ud800', ...(spec.maxLength === undefined ? [] : ['x'.repeat(spec.maxLength + 1)])];
    case 'texts':
      return [Array.from({ length: spec.maxItems + 1 }, () => 'a')];
    case 'integer':
    case 'number':
      return [spec.min - 1, spec.max + 1];
  }
}

let world: World;
let project: string;
beforeAll(async () => {
  world = await World.open(openPGlite());
  project = (await world.project()).id;
});
afterEach(async () => await world.allEnded());
afterAll(async () => await world.close());

async function run(input: object) {
  const asked = { project, entities: [{ name: 'Country', count: 1 }], ...input };
  return await world.run<{ startGeneration: { task: { id: string } | null; errors: readonly Refused[] } }>(START, {
    input: asked,
  });
}

async function refusals(input: object): Promise<readonly Refused[]> {
  const { data, errors } = await run(input);
  expect(errors).toEqual([]);
  expect(data!.startGeneration.task).toBeNull();
  return data!.startGeneration.errors;
}

/** Options as the spec of a task has them. */
async function stored(input: object): Promise<Options> {
  const { data, errors } = await run(input);
  expect(errors).toEqual([]);
  expect(data!.startGeneration.errors).toEqual([]);
  const [{ kept }] = await world.sql<{ kept: Options }>(`select spec->'options' as kept from task where id = $1`, [
    rowId('Task', data!.startGeneration.task!.id),
  ]);
  return kept;
}

test('every format that has options has a member, and no other', () => {
  const input = schema.getType('FormatOptionsInput');
  if (!isInputObjectType(input)) throw new Error('there is no FormatOptionsInput');
  expect(Object.keys(input.getFields()).sort()).toEqual(members.map(({ member }) => member).sort());
  expect(input.isOneOf).toBe(true);
});

describe.each(options)('$option of $format', ({ format, member, option, spec }) => {
  const asked = (value: unknown) => ({
    format: enumName(format),
    formatOptions: { [member]: { [option]: value } },
  });
  const type = typeOf(typeOf('FormatOptionsInput', member).name, option);

  test('can be anything that the command line takes', async () => {
    for (const value of others(spec)) {
      const kept = await stored(asked(written(member, option, value)));
      const specs = (await loadFormat(format)).options;
      expect(kept).toEqual({ [option]: value });
      expect(checkOptions(specs, kept).options[option]).toEqual(value);
    }
  });

  test('is left out where it is null or its default', async () => {
    expect(await stored(asked(null))).toEqual({});
    if (spec.default === undefined) return;
    expect(await stored(asked(written(member, option, spec.default)))).toEqual({});
  });

  test('is refused at its path where it is wrong', async () => {
    for (const value of unfit(spec, isEnumType(type))) {
      const path = ['formatOptions', member, option];
      expect(await refusals(asked(value))).toEqual([{ code: 'INVALID_INPUT', path, message: expect.any(String) }]);
    }
    const { data, errors } = await run(asked({ of: 'another type' }));
    expect(data).toBeNull();
    expect(errors).toEqual([expect.stringContaining(`at "input.formatOptions.${member}.${option}"`)]);
  });
});

test('the message is that of the command line', async () => {
  const [{ message }] = await refusals({ formatOptions: { csv: { delimiter: 'x' } } });
  expect(message).toMatch(/^option delimiter: expected one of tab .*, got "x"$/);
});

test('every wrong option is told at once', async () => {
  const wrong = { delimiter: 'x', null: 'x'.repeat(101), header: false };
  const told = await refusals({ formatOptions: { csv: wrong } });
  expect(told.map(({ path }) => path.join('.'))).toEqual(['formatOptions.csv.delimiter', 'formatOptions.csv.null']);
});

test.each(members)('options of $format are refused for other files, with what to do', async ({ format, member }) => {
  const given = { formatOptions: { [member]: {} } };
  const path = ['formatOptions', member];
  const message = expect.stringContaining(`write \`format: ${enumName(format)}\``);
  for (const other of formatNames.filter((name) => name !== format)) {
    // Nothing said is csv.
    const input = other === 'csv' ? given : { ...given, format: enumName(other) };
    expect(await refusals(input)).toEqual([{ code: 'INVALID_INPUT', path, message }]);
  }
  const [loaded] = await refusals({ connection: { name: 'staging' }, ...given });
  expect(loaded).toMatchObject({ path, message: expect.stringContaining('omit these options') });
});

test('options can be literals, also one that is called null', async () => {
  const { data } = await world.run<{ startGeneration: object }>(`mutation { startGeneration(input: {
    project: "${project}", entities: [{ name: "Country", count: 1 }]
    formatOptions: { csv: { null: "NULL", delimiter: "|", header: false } }
  }) { task { id } errors { ... on UserError { message } } } }`);
  expect(data!.startGeneration).toMatchObject({ task: { id: expect.any(String) }, errors: [] });
});

test('the same options are the same request, however they are written', async () => {
  const input = { project, entities: [{ name: 'Country', count: 1 }], idempotencyKey: randomUUID() };
  const first = await world.start(project, input);
  for (const csv of [{}, { header: true }, { delimiter: ',', header: null }]) {
    expect(await world.start(project, { ...input, formatOptions: { csv } })).toBe(first);
  }
  await expect(world.start(project, { ...input, formatOptions: { csv: { header: false } } })).rejects.toThrow(
    'IDEMPOTENCY_CONFLICT',
  );
});
