import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Field, parseModel, type Problem } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';

/** A quarter of what is possible, so that the tests stay quick; work must grow in line with the size. */
const BYTES = 64 * 1024;
const fill = (unit: string, around: (inside: string) => string = (inside) => inside): string =>
  around(unit.repeat(Math.floor((BYTES - 100) / unit.length)));
const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('');
const problemsOf = (text: string): readonly Problem[] => parseModel(text, { catalogue: fakeCatalogue }).problems;

/** Documents that make a naive reader slow, deep or fat. */
const HOSTILE: Readonly<Record<string, string>> = {
  'explicit keys': fill('? '),
  brackets: fill('['),
  braces: fill('{a: '),
  dashes: fill('- '),
  colons: fill(': '),
  'closing brackets': fill(']'),
  quotes: fill('"'),
  'quotes on lines': fill("'\n"),
  anchors: fill('&a '),
  aliases: fill('*a '),
  tags: fill('!a '),
  directives: fill('%a\n'),
  documents: fill('---\n'),
  commas: fill(',', (inside) => `[${inside}]`),
  keys: lines(5000, (i) => `k${i}: 1\n`),
  'fields without a type': lines(5000, (i) => (i === 0 ? 'A:\n' : ` k${i}:\n`)),
  'unknown generators': lines(2000, (i) => (i === 0 ? 'A:\n' : ` k${i}: string @x${i}\n`)),
  'unknown references': lines(2000, (i) => `k${i}: {a: $x${i}}\n`),
  sums: lines(2000, (i) => (i === 0 ? 'A:\n' : ` k${i}: {$sum: A.k1}\n`)),
  'key of many names': `A:\n $key: [${lines(2200, (i) => `k${i},`)}]\n${lines(2000, (i) => ` k${i}: string\n`)}`,
  'columns of rows': `A:\n $rows:\n${lines(2200, (i) => ` - {c${i}: 1}\n`)}`,
  'doubled keys': fill('a: 1\n'),
  'nested aliases': lines(40, (i) => `a${i}: &a${i} ${i > 0 ? `{ x: *a${i - 1} }` : '{ x: string }'}\n`),
  'cut parentheses': fill('a(,', (inside) => `A: [${inside}]`),
  'enum quotes': fill('"a ', (inside) => `A:\n b: enum(${inside}`),
  'open parentheses': fill('(', (inside) => `A:\n b: string ${inside}`),
  'words of a field': fill('x ', (inside) => `A:\n b: string ${inside}`),
  'dots of a reference': fill('.', (inside) => `A:\n b: $${inside}`),
  'blanks of a path': fill(' ', (inside) => `A:\n b: { $lookup: "a${inside}" }`),
  'braces of a template': fill('}a', (inside) => `A:\n b: { $template: "${inside}" }`),
  'digits of a range': fill('1', (inside) => `A:\n b: integer ${inside}`),
  'parentheses of an expression': fill('(', (inside) => `A:\n b: "= ${inside}"`),
};

describe('hostile documents', () => {
  it.each(Object.keys(HOSTILE))('%s are answered', (name) => {
    const text = HOSTILE[name];
    expect(text.length).toBeLessThanOrEqual(BYTES);
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(500);
  });

  it('a large model of no malice is read', () => {
    const text = lines(
      900,
      (i) => `Entity${i}:\n  id: integer @id\n  price: { $type: "decimal(10,2)", $min: 5.00 }\n  tags: [string]\n`,
    );
    expect(parseModel(text, { catalogue: fakeCatalogue }).model?.entities.length).toBe(900);
  });
});

const SEED = { seed: 20_260_101 };
const WORDS = [
  'string',
  'number',
  'decimal(10,2)',
  'enum(a, "b',
  ')',
  '(',
  '@id',
  '@email',
  '@',
  '1-5',
  '-1..',
  'null',
  '20%',
  'unique',
  '$A.x',
  '= a',
  '[',
  '#',
  '2024-01-01..2025-01-01',
  '\u{1f600}',
  '',
];
const word = fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 6, unit: 'binary' }));
const shortForm = fc.array(word, { maxLength: 7 }).map((words) => words.join(' '));

describe('whatever the text', () => {
  it('short forms never throw, and their problems lie in the document', () => {
    const property = fc.property(shortForm, fc.constantFrom('plain', 'single', 'double', 'block'), (form, style) => {
      const quoted = {
        plain: form,
        single: `'${form.replaceAll("'", "''")}'`,
        double: JSON.stringify(form),
        block: `|\n    ${form}`,
      }[style];
      const text = `A:\n  x: ${quoted}\n`;
      const { model, problems } = parseModel(text, { catalogue: fakeCatalogue });
      for (const problem of problems) expect(problem.line).toBeLessThanOrEqual(text.split('\n').length);
      return model !== null || problems.some((problem) => problem.severity === 'error');
    });
    expect(fc.check(property, { ...SEED, numRuns: 1500 })).toMatchObject({ failed: false });
  });

  it('mangled models never throw', () => {
    const base =
      'A:\n  $count: "= vars.n"\n  x: { $type: "decimal(10,2)", $min: 5, $values: [a, { b: c }] }\n  y: [string @word]\n';
    const edit = fc.tuple(
      fc.nat(base.length),
      fc.nat(4),
      fc.oneof(word, fc.constantFrom('\n', '\n  ', ': ', '- ', '{', '}', '&a ', '*a', '"', '\t')),
    );
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let text = base;
      for (const [at, removed, added] of edits) text = text.slice(0, at) + added + text.slice(at + removed);
      const { model, problems } = parseModel(text, { catalogue: fakeCatalogue });
      return model !== null || problems.length > 0;
    });
    expect(fc.check(property, { ...SEED, numRuns: 1500 })).toMatchObject({ failed: false });
  });

  it('random bytes never throw', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const { model, problems } = parseModel(new TextDecoder('latin1').decode(bytes), { catalogue: fakeCatalogue });
      return model !== null || problems.length > 0;
    });
    expect(fc.check(property, { ...SEED, numRuns: 1000 })).toMatchObject({ failed: false });
  });

  it('positions are those of the words', () => {
    const property = fc.property(fc.nat(5), fc.constantFrom('', "'", '"'), (blanks, quote) => {
      const text = `A:\n  x: ${quote}string${' '.repeat(blanks + 1)}@emial${quote}\n`;
      const [problem] = problemsOf(text);
      expect(text.split('\n')[problem.line - 1].slice(problem.column - 1)).toMatch(/^@emial/);
    });
    expect(fc.check(property, SEED)).toMatchObject({ failed: false });
  });

  it('fields keep the position of their names', () => {
    const { model } = parseModel('A:\n  x: string\n', { catalogue: fakeCatalogue });
    const field = model?.entities[0].fields.find((one: Field) => one.name === 'x');
    expect(field?.at).toEqual({ line: 2, column: 3, start: 5, end: 6 });
  });
});
