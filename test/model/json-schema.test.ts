import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DIRECTIVES, languageSchema } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';

const schema = languageSchema(fakeCatalogue);
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
const isValid = (text: string): boolean => validate(parse(text));

describe('the JSON Schema of the language', () => {
  it('accepts the shop', () => {
    const shop = readFileSync(new URL('../../examples/shop.yaml', import.meta.url), 'utf8');
    validate(parse(shop));
    expect(validate.errors).toBeNull();
  });

  it.each([
    'A: { x: string @word unique null 5% }',
    'A: { x: [string] }',
    'A: { x: [$B], y: "= a + 1", z: enum(a) }',
    'A: { x: { y: { z: integer } } }',
    'A: { x: { $null: 20%, y: string } }',
    'A: { $rows: [{ a: 1, b: null }] }',
    'A: { $key: [x, y], $count: 5, x: integer, y: integer }',
    'A: { x: { $items: { a: string }, $length: 1-5 } }',
    '$providers: { P: [a, 1], Q: { a: 1 }, R: [{ a: 1 }] }\nA: { x: string @P }',
  ])('accepts %j', (text) => {
    expect(isValid(text)).toBe(true);
  });

  it.each([
    'A: { x: strin }',
    'A: { x: 5 }',
    'A: { x: { $typ: string } }',
    'A: { x: { $type: string, $unique: 5 } }',
    'A: { x: { $unique: true, y: string } }',
    'A: { $count: many, x: string }',
    'A: { x: [string, integer] }',
    'A: { x: { $type: string, $distribution: zpif } }',
    'A: { x: { $type: timestamp, $after: y, $within: 3 months } }',
    '$locale: [de]\nA: { x: string }',
    'A: text',
  ])('rejects %j', (text) => {
    expect(isValid(text)).toBe(false);
  });

  it('names the directives that exist, and no others, with the generators', () => {
    const text = JSON.stringify(schema);
    for (const { name, shape } of DIRECTIVES) {
      const isHere = DIRECTIVES.some((directive) => directive.name === name && directive.shape !== undefined);
      expect([name, text.includes(`"${name}":`)]).toEqual([name, shape !== undefined || isHere]);
    }
    expect(text).toContain('string @first_name');
  });
});
