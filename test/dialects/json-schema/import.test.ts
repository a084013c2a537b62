import { describe, expect, it } from 'vitest';
import { dialectOf, type ImportReport, sourceOf } from '../../../src/dialects/index.ts';
import { programOf, rowsOf } from '../../engine/rows.ts';
import { errorsOf, importText } from '../import-text.ts';
import { validatorOf } from './judge.ts';

const found = ({ findings }: ImportReport): readonly string[] =>
  findings.map(({ line, column, level, code, path }) => `${line}:${column} ${level} ${code} ${path}`);

describe('what a document is', () => {
  it.each([
    ['{"$schema": "https://json-schema.org/draft/2020-12/schema"}', 'json_schema'],
    ['{"type": "object", "properties": {}}', 'json_schema'],
    ['\n {"definitions": {"A": {}}}', 'json_schema'],
    ['$schema: http://json-schema.org/draft-07/schema#\ntype: object\n', 'json_schema'],
    ['{"openapi": "3.1.0", "components": {}}', 'openapi'],
    ['swagger: "2.0"\ninfo: {}\n', 'openapi'],
    ['CREATE TABLE a (b int);', 'postgresql'],
    ['-- openapi: none\nCREATE TABLE a (b int);', 'postgresql'],
  ])('%s', (text, name) => {
    expect(dialectOf(sourceOf(Buffer.from(text)))?.name).toBe(name);
  });

  it.each([
    '{"type": "record", "name": "A", "fields": []}',
    '{"type": "struct", "fields": []}',
    '[{"num_children": 1}]',
    '{"a": {"type": "UTF8"}}',
    '{"name": "x", "entities": []}',
  ])('%s is no JSON Schema', (text) => {
    expect(['json_schema', 'openapi']).not.toContain(dialectOf(sourceOf(Buffer.from(text)))?.name);
  });
});

describe('OpenAPI', () => {
  const petstore = `openapi: 3.0.3
info: { title: Pets, version: "1" }
paths: {}
components:
  schemas:
    Pet:
      type: object
      description: An animal of the shop.
      required: [id, name, kind, owner]
      discriminator: { propertyName: kind }
      properties:
        id: { type: integer, format: int64, readOnly: true }
        name: { type: string, example: Rex }
        kind: { type: string }
        price: { type: number, minimum: 0, exclusiveMinimum: true, nullable: true }
        owner: { $ref: '#/components/schemas/Owner' }
    Dog:
      allOf:
        - $ref: '#/components/schemas/Pet'
        - type: object
          required: [breed]
          properties:
            breed: { type: string, enum: [beagle, poodle] }
            friends: { type: array, items: { $ref: '#/components/schemas/Dog' } }
    Owner:
      type: object
      required: [email]
      properties:
        email: { type: string, format: email, nullable: true }
    Colour: { type: string, enum: [red] }
    Pets: { type: array, items: { $ref: '#/components/schemas/Pet' } }
`;

  it('makes an entity of every schema of an object', async () => {
    const { model, report } = await importText(petstore, null);
    expect(report).toMatchObject({ dialect: 'openapi', source: { tables: 3 }, understood: { tables: 3 } });
    expect(found(report)).toEqual([]);
    expect(model).toContain('Pet:\n  $description: An animal of the shop.\n  id: integer @id\n  name: string\n');
    expect(model).toContain('owner: { email: string @email null 10% }');
    expect(model).toContain('breed: enum(beagle, poodle)');
    const program = programOf(model);
    expect(program.entities.map(({ name }) => name)).toEqual(['Pet', 'Dog', 'Owner']);
    const dog = {
      type: 'object',
      required: ['id', 'name', 'kind', 'owner', 'breed'],
      properties: {
        kind: { const: 'Dog' },
        price: { type: ['number', 'null'], exclusiveMinimum: 0 },
        owner: { required: ['email'] },
      },
    };
    const validate = validatorOf(dog, '2020');
    for (const row of await rowsOf(program, 'Dog')) expect([row, validate(row)]).toEqual([row, true]);
  });

  it('the objects of a list are rows', async () => {
    const pets = { type: 'array', items: { $ref: '#/definitions/pet' }, minItems: 1 };
    const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
    for (const root of [pets, { $ref: '#/definitions/pets' }]) {
      const { model } = await importText(
        JSON.stringify({ ...root, title: 'Pets', definitions: { pet, pets } }),
        'json_schema',
      );
      expect(model).toMatch(/^Pets:\n {2}name: string\n/);
    }
    const { model } = await importText('{"type": "array", "items": {"type": "string"}}', 'json_schema');
    expect(model).toBe('');
  });

  it('3.1 and Swagger 2 are read alike', async () => {
    const json = JSON.stringify({
      swagger: '2.0',
      definitions: {
        A: { type: 'object', properties: { b: { $ref: '#/definitions/B' } } },
        B: { type: 'object', properties: { at: { type: 'string', format: 'date-time' } } },
      },
    });
    expect((await importText(json, null)).model).toContain('A:\n  b: { at: timestamp }');
    const recent =
      'openapi: 3.1.0\ncomponents:\n  schemas:\n    A: { type: object, properties: { n: { type: [integer, "null"], exclusiveMinimum: 3 } } }\n';
    expect((await importText(recent, null)).model).toContain('A:\n  n: integer 4-1000 null 10%');
  });
});

describe('what is not read, or not kept', () => {
  it.each([
    ['{"type": "object", "properties": {"a": tru}}', '1:40 skipped STATEMENT_SYNTAX '],
    ['{"type": "object",\n "properties": {', '2:17 skipped STATEMENT_SYNTAX '],
    [`{"properties":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`, '1:1290 skipped STATEMENT_SYNTAX '],
    ['["a"]', '1:1 skipped TABLE_EMPTY Document'],
    ['false', '1:1 skipped TABLE_EMPTY Document'],
    ['', '1:1 skipped TABLE_EMPTY Document'],
    ['{"type": "object", "not": {}}', '1:1 skipped TABLE_EMPTY Document'],
    ['{"type": "string"}', '1:1 skipped TABLE_EMPTY Document'],
    ['{"$ref": "#"}', '1:1 skipped CHECK_SKIPPED Document'],
    ['{"$ref": "#/definitions/none", "type": "object"}', '1:1 skipped REFERENCE_SKIPPED none'],
    ['openapi: "3"\na: [b', '2:6 skipped STATEMENT_SYNTAX '],
    [`openapi: "3"\na: ${'['.repeat(10_000)}`, '2:260 skipped STATEMENT_SYNTAX '],
    [`openapi: "3"\na: &a [*a]\n${'b: &b [*b, *b]\n'.repeat(50)}`, '1:1 skipped STATEMENT_SYNTAX '],
  ])('document %#', async (text, first) => {
    const { report } = await importText(text, 'json_schema');
    expect(found(report)[0]).toBe(first);
  });

  it('never fetches, and says what refers to other documents', async () => {
    const { model, report } = await importText(
      `{
  "type": "object", "title": "A", "required": ["b"],
  "properties": {
    "a": { "$ref": "https://example.com/other.json" },
    "b": { "$ref": "other.json#/definitions/b" },
    "c": { "type": "integer" }
  }
}`,
      null,
    );
    expect(model).toBe('A:\n  b: string\n  c: integer\n  _id: uuid @id hidden\n');
    expect(found(report)).toEqual(['4:10 approximated COLUMN_OPTIONAL A.a', '5:10 skipped REFERENCE_SKIPPED A.b']);
  });

  it('ends trees where they can end, and does not end without', async () => {
    const { model, report } = await importText(
      '{"title": "T", "type": "object", "properties": {"left": {"$ref": "#"}, "value": {"type": "integer"}, "all": {"type": "array", "items": {"$ref": "#"}}}}',
      null,
    );
    expect(errorsOf(model)).toEqual([]);
    expect(model.length).toBeLessThan(2000);
    expect(report.findings.every(({ level }) => level === 'approximated')).toBe(true);
    const endless = await importText('{"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}}', null);
    expect(found(endless.report)).toEqual(['1:1 skipped TABLE_EMPTY Document']);
  });

  it('large schemas end, and their models can be read', async () => {
    const wide = {
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: 3000 }, (_, i) => [`field_${i}`, { type: 'string', description: 'x'.repeat(200) }]),
      ),
    };
    const branching = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `N${i}`,
        {
          type: 'object',
          properties: Object.fromEntries(
            Array.from({ length: 4 }, (__, k) => [
              `p${k}`,
              { anyOf: [{ $ref: `#/$defs/N${(i * 7 + k) % 60}` }, { $ref: `#/$defs/N${(i + k) % 60}` }] },
            ]),
          ),
        },
      ]),
    );
    const models = await Promise.all(
      [wide, { $ref: '#/$defs/N0', $defs: branching }].map(
        async (schema) => await importText(JSON.stringify(schema), null),
      ),
    );
    for (const { model } of models) expect([model.length < 512 * 1024, errorsOf(model)]).toEqual([true, []]);
  });

  it('gives the same text for the same document', async () => {
    const text = JSON.stringify({
      type: 'object',
      properties: {
        a: { oneOf: [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] }] },
        b: { type: 'string', pattern: '(?=a)a+' },
      },
    });
    expect((await importText(text, null)).model).toBe((await importText(text, null)).model);
  });
});
