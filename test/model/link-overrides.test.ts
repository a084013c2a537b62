import { describe, expect, it } from 'vitest';
import { jsonValue, parseModel } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';

/** What a field of the entity A refers to, without positions, with settings from outside; or the codes of the problems. */
function sourceOf(written: string, ...settings: readonly [string, unknown][]): unknown {
  const text = `B: { id: integer @id, w: integer }\nC: { id: integer @id }\nA:\n  id: integer @id\n  x: ${written}\n`;
  const overrides = settings.map(([setting, json]) => {
    const value = jsonValue(json);
    if (value === undefined) throw new Error('this is no value of a document');
    return { entity: 'A', field: 'x', setting, value };
  });
  const { model, problems } = parseModel(text, { catalogue: fakeCatalogue, overrides });
  if (model === null) return problems.map(({ code }) => code);
  const found = model.entities[2].fields[1].source;
  return JSON.parse(JSON.stringify(found, (key, part: unknown) => (key === 'at' ? undefined : part)));
}

describe('an override of a reference equals what the document could say', () => {
  it.each<[what: string, field: string, written: string, ...settings: [string, unknown][]]>([
    ['a cap', '{ $ref: B.id, $cap: 3 }', '{ $ref: B.id, $cap: 5 }', ['cap', 5]],
    [
      'a spread by a field',
      '{ $ref: B.id, $share: zipf }',
      '{ $ref: B.id, $share: { by: w } }',
      ['share', { by: 'w' }],
    ],
    [
      'a spread of a $where',
      '{ $ref: B.id, $where: "w > 3" }',
      '{ $ref: B.id, $where: "w > 3", $share: zipf }',
      ['share', 'zipf'],
    ],
    [
      'one parameter of a tree',
      '{ $ref: A.id, $tree: { depth: 3, fan: 4 } }',
      '{ $ref: A.id, $tree: { depth: 5, fan: 4 } }',
      ['tree', { depth: 5 }],
    ],
    [
      'the roots of a tree',
      '{ $ref: A.id, $tree: { depth: 3, fan: 2-4 } }',
      '{ $ref: A.id, $tree: { depth: 3, fan: 2-4, roots: 9 } }',
      ['tree', { roots: 9 }],
    ],
    ['a spread of one of several', '{ $ref: [B.id, C.id] }', '{ $ref: [B.id, C.id], $share: zipf }', ['share', 'zipf']],
  ])('%s', (_, field, written, ...settings) => {
    expect(sourceOf(field, ...settings)).toEqual(sourceOf(written));
  });

  it.each<[what: string, field: string, setting: string, json: unknown, code: string]>([
    ['a condition', '{ $ref: B.id, $where: "w > 3" }', 'where', 'w > 4', 'OVERRIDE_SETTING_UNKNOWN'],
    ['a tree where there is none', '{ $ref: A.id }', 'tree', { depth: 3 }, 'OVERRIDE_SETTING_UNKNOWN'],
    ['a cap where there is none', '{ $ref: B.id }', 'cap', 3, 'OVERRIDE_SETTING_UNKNOWN'],
    ['a spread beside a cap', '{ $ref: B.id, $cap: 3 }', 'share', 'zipf', 'OVERRIDE_SETTING_UNKNOWN'],
    ['the entity of a reference', '{ $ref: [B.id, C.id] }', 'ref', ['B.id'], 'OVERRIDE_SETTING_UNKNOWN'],
    ['a cap that is none', '{ $ref: B.id, $cap: 3 }', 'cap', 0, 'LENGTH_INVALID'],
    [
      'a parameter that a tree does not have',
      '{ $ref: A.id, $tree: { depth: 3 } }',
      'tree',
      { height: 3 },
      'PARAMETER_UNKNOWN',
    ],
  ])('and %s is refused', (_, field, setting, json, code) => {
    expect(sourceOf(field, [setting, json])).toContain(code);
  });
});
