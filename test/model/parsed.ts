import { expect } from 'vitest';
import { type Entity, type Field, type Model, parseModel, type ParseOptions } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';

/** The model of a document without any problem. */
export function modelOf(text: string, options: Omit<ParseOptions, 'catalogue'> = {}): Model {
  const { model, problems } = parseModel(text, { catalogue: fakeCatalogue, ...options });
  expect(problems).toEqual([]);
  if (model === null) throw new Error('no model in spite of no problems');
  return model;
}

/** An entity of a model by its name. */
export function entityOf(model: Model, name: string): Entity {
  const found = model.entities.find((entity) => entity.name === name);
  if (found === undefined) throw new Error(`no entity ${name}`);
  return found;
}

/** A field of an entity by its name. */
export function fieldOf(model: Model, entity: string, name: string): Field {
  const found = entityOf(model, entity).fields.find((field) => field.name === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found;
}

/** The field `x` (or of another name) of one line, in an entity that has other fields to refer to. */
export function line(value: string, name = 'x'): Field {
  const others = `P:\n  id: integer\n  n: string unique\nC:\n  p: $P.id\n  m: integer\n`;
  const model = modelOf(`${others}A:\n  p: $P.id\n  t: timestamp\n  ${name}: ${value}\n`);
  return fieldOf(model, 'A', name);
}
