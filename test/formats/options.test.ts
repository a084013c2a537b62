import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { checkOptions, parseOptions } from '../../src/formats/index.ts';
import type { OptionSpecs, OptionsOf, OptionValue } from '../../src/model/option.ts';

const specs = {
  label: { summary: 'A text.', type: 'text', default: 'x', maxLength: 5 },
  level: { summary: 'A whole number.', type: 'integer', default: 3, min: 1, max: 22 },
  ratio: { summary: 'A number.', type: 'number', min: 0, max: 1 },
  header: { summary: 'A switch.', type: 'boolean', default: true },
  codec: { summary: 'A choice.', type: 'choice', default: 'zstd', choices: ['zstd', 'snappy', ','] },
  names: { summary: 'Texts.', type: 'texts', maxItems: 2 },
} as const satisfies OptionSpecs;

const parse = (entries: Record<string, string>) => parseOptions(specs, new Map(Object.entries(entries)));

test('defaults stand for what is left out', () => {
  const { options, errors } = parse({});
  expect(errors).toEqual([]);
  expect(Object.entries(options)).toEqual([
    ['label', 'x'],
    ['level', 3],
    ['header', true],
    ['codec', 'zstd'],
  ]);
});

test('values have the type that the spec names', () => {
  const { options, errors } = parse({
    label: '',
    level: '22',
    ratio: '0.5',
    header: 'false',
    codec: ',',
    names: 'a,b',
  });
  expect(errors).toEqual([]);
  expect(options).toEqual({
    label: '',
    level: 22,
    ratio: 0.5,
    header: false,
    codec: ',',
    names: ['a', 'b'],
  });
});

describe('mistakes', () => {
  test.each([
    [{ levle: '3' }, 'unknown option "levle": did you mean level?'],
    [{ zzzzzz: '3' }, 'unknown option "zzzzzz": there are label, level, ratio, header, codec, names'],
    [{ toString: '3' }, 'unknown option "toString": there are label, level, ratio, header, codec, names'],
    [{ label: '123456' }, 'option label: expected at most 5 characters, got "123456"'],
    [{ level: '0' }, 'option level: expected a whole number from 1 to 22, got 0'],
    [{ level: '1.5' }, 'option level: expected a whole number from 1 to 22, got 1.5'],
    [{ level: '' }, 'option level: expected a whole number from 1 to 22, got ""'],
    [{ ratio: '0x1' }, 'option ratio: expected a number from 0 to 1, got "0x1"'],
    [{ header: 'yes' }, 'option header: expected true or false, got "yes"'],
    [{ codec: 'gzip' }, 'option codec: expected one of zstd snappy ",", got "gzip"'],
    [{ names: 'a,b,c' }, 'option names: expected at most 2 texts with commas between them, got ["a","b","c"]'],
    [{ label: 's'.repeat(5000) }, 'option label: expected at most 5 characters, got a text of 5000 characters'],
  ])('%j', (entries, message) => {
    const { options, errors } = parse(entries);
    const [option] = Object.keys(entries);
    expect(errors).toEqual([{ option, message }]);
    expect(Object.hasOwn(options, option)).toBe(false);
  });

  test('all are reported at once', () => {
    expect(parse({ level: 'x', header: 'x', x: 'x' }).errors).toHaveLength(3);
  });

  test('without any option there is nothing to choose from', () => {
    const { errors } = parseOptions({}, new Map([['a', '1']]));
    expect(errors).toEqual([{ option: 'a', message: 'unknown option "a": there are none' }]);
  });
});

/** Whatever each option takes. */
const VALUES = {
  label: fc.string({ maxLength: 5 }),
  level: fc.integer({ min: 1, max: 22 }),
  ratio: fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  header: fc.boolean(),
  codec: fc.constantFrom('zstd', 'snappy', ','),
  names: fc.array(fc.string(), { maxLength: 2 }),
} satisfies Record<keyof typeof specs, fc.Arbitrary<OptionValue>>;

test.each(Object.entries(VALUES))('what is given for %s is what a format gets, also after JSON', (name, values) => {
  fc.assert(
    fc.property(values, (value) => {
      const loose: OptionSpecs = specs;
      const { options, errors } = checkOptions(loose, JSON.parse(JSON.stringify({ [name]: value })));
      expect(errors).toEqual([]);
      expect(options[name]).toEqual(value);
    }),
  );
});

test.each([
  [{ label: 1 }, 'got 1'],
  [{ level: '3' }, 'got "3"'],
  [{ level: Number.NaN }, 'got null'],
  [{ ratio: true }, 'got true'],
  [{ header: 'true' }, 'got "true"'],
  [{ codec: ['zstd'] }, 'got ["zstd"]'],
  [{ names: ['a', 1] }, 'got ["a",1]'],
  [{ names: 'a,b' }, 'got "a,b"'],
  [{ names: Array.from({ length: 100 }, () => 'a') }, 'got a list of 100'],
  [{ label: null }, 'got null'],
  [JSON.parse('{ "__proto__": "x" }'), 'unknown option "__proto__"'],
])('a value of another type is a mistake: %j', (values, message) => {
  const { options, errors } = checkOptions(specs, values);
  expect(errors).toEqual([{ option: Object.keys(values)[0], message: expect.stringContaining(message) }]);
  expect(options).toEqual({
    ...parse({}).options,
    ...Object.fromEntries(Object.keys(values).map((key) => [key, undefined])),
  });
});

test('options have the types of their specs', () => {
  expectTypeOf<OptionsOf<typeof specs>>().toEqualTypeOf<{
    readonly label: string;
    readonly level: number;
    readonly ratio: number | undefined;
    readonly header: boolean;
    readonly codec: 'zstd' | 'snappy' | ',';
    readonly names: readonly string[] | undefined;
  }>();
});
