import { array, assert, boolean, constant, double, letrec, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { print, type Printed } from '../../src/dialects/print.ts';
import { plainScalar } from '../../src/model/index.ts';

/** Texts that YAML or our own reading takes for something else. */
const ODD = [
  '',
  ' ',
  '~',
  'null',
  'true',
  'no',
  '1.50',
  '0x1f',
  '2024-01-01',
  '- a',
  '# a',
  'a: b',
  '{',
  "'",
  '"',
  '= a + b',
  '@id',
  '!x',
  '&a',
  '*a',
  'a\nb',
  ' a',
  '__proto__',
];

const { value } = letrec<{ value: Printed }>((tie) => ({
  value: oneof(
    { maxDepth: 4 },
    oneof(string({ unit: 'grapheme' }), ...ODD.map((text) => constant(text))),
    boolean(),
    constant(null),
    double({ noNaN: true, noDefaultInfinity: true }).map((number): Printed => ({
      value: number,
      text: String(number),
    })),
    array(tie('value'), { maxLength: 4 }),
    array(tuple(string(), tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
}));

/** What a reader of YAML makes of it: maps as lists of entries, in their order. */
function plain(printed: Printed): unknown {
  if (printed instanceof Map) return { entries: [...printed].map(([key, inner]) => [key, plain(inner)]) };
  if (Array.isArray(printed)) return printed.map(plain);
  return printed !== null && typeof printed === 'object' && 'text' in printed ? Number(printed.text) : printed;
}

function read(found: unknown): unknown {
  if (found instanceof Map) return { entries: [...found].map(([key, inner]) => [String(key), read(inner)]) };
  return Array.isArray(found) ? found.map(read) : found;
}

describe('the printer', () => {
  it('writes what YAML reads as the same', () => {
    assert(
      property(array(tuple(string({ minLength: 1 }), value), { minLength: 1, maxLength: 5 }), (entries) => {
        const document = new Map(entries);
        expect(read(parse(print(document), { mapAsMap: true }))).toEqual(plain(document));
      }),
      { numRuns: 300 },
    );
  });

  it('writes texts so that a model reads texts', () => {
    for (const text of ODD) {
      const [line] = print(new Map([['a', new Map([['b', text]])]]))
        .split('\n')
        .slice(1);
      const bare = line.replace(/^\s*b: ?/, '');
      expect([text, /^["'|>]/.test(bare) || plainScalar(bare) === text]).toEqual([text, true]);
    }
  });
});
