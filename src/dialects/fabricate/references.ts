import { type Draft, draft } from '../draft.ts';
import { type Column, guess } from './column.ts';
import { quotedName } from './expression.ts';
import { sizes } from './sizes.ts';
import type { ColumnType } from './types.ts';

export function foreignKey(column: Column, type: ColumnType | null): Draft {
  const { thing, entity, name, tables } = column;
  const parent = thing.text('primary_key_entity', 'entity');
  const target = thing.text('primary_key_field', 'field') ?? (parent === null ? null : tables.keyOf(parent));
  if (parent === null || target === null || !tables.hasField(parent, target)) {
    thing.note('the entity or field that it refers to is not in the definition', 'primary_key_entity');
    return guess(type);
  }
  const field = referenceTo(parent, target);
  const per = tables.perOf(entity);
  if (per?.field !== name) {
    if (per?.refused.has(name) === true)
      thing.note(`approximated: parents are picked, ${per.refused.get(name)}`, 'distribution');
    return field;
  }
  let children = sizes(thing, 1_000_000);
  if (children === null) {
    thing.note('approximated: 1 to 3 children for each parent', 'distribution');
    children = '1-3';
  }
  field.words = [];
  field.directives.set('$ref', `${parent}.${target}`);
  field.directives.set('$per', children);
  field.isPer = true;
  return field;
}

/** A reference, in the short form where its names have no blanks or dots. */
function referenceTo(entity: string, target: string): Draft {
  if (/^\w+$/.test(entity) && /^\w+$/.test(target)) return draft(`$${entity}.${target}`);
  const field = draft();
  field.directives.set('$ref', `${entity}.${target}`);
  return field;
}

export function otherColumn(column: Column, type: ColumnType | null): Draft {
  const { thing, entity, tables } = column;
  const parent = thing.text('primary_key_entity', 'entity');
  const value = thing.text('value_field', 'primary_key_field', 'field');
  const through = thing.text('foreign_key_field');
  const criteria = documented(column);
  if (criteria !== null) return criteria;
  if (parent === null || value === null || !tables.hasField(parent, value)) {
    thing.note('the entity or field that it reads is not in the definition', 'value_field');
    return guess(type);
  }
  const isPlain = (text: string): boolean => /^[^.`\s][^.`]*$/.test(text);
  if (through !== null && tables.isReference(entity, through, parent) && isPlain(through) && isPlain(value)) {
    const field = draft();
    field.directives.set('$lookup', `${through}.${value}`);
    return field;
  }
  if (parent === entity) {
    thing.note('a field of the same entity cannot be picked from: what the name and the type suggest');
    return guess(type);
  }
  if (through !== null)
    thing.note('approximated: any row, since the field refers to no row of that entity', 'foreign_key_field');
  return referenceTo(parent, value);
}

/**
 * The value of the row whose `foreign_key_field` has the value that `value_field` has here, as the documents say it; null where the
 * names mean something else. Other definitions name the own reference first, and the field that is read second.
 */
function documented({ thing, entity, tables }: Column): Draft | null {
  const [parent, read] = [thing.text('primary_key_entity', 'entity'), thing.text('primary_key_field')];
  const [matched, own] = [thing.text('foreign_key_field'), thing.text('value_field')];
  if (parent === null || read === null || !tables.hasField(parent, read)) return null;
  if (thing.has('enable_where') && !thing.flag('enable_where'))
    return parent === entity ? null : referenceTo(parent, read);
  if (matched === null || own === null || !tables.hasField(parent, matched) || !tables.hasField(entity, own))
    return null;
  if (tables.targetOf(entity, own) === `${parent}.${matched}`) {
    const field = draft();
    field.directives.set('$lookup', `${quotedName(own)}.${quotedName(read)}`);
    return field;
  }
  if (parent === entity) return null;
  thing.note('approximated: any row, since no foreign key says which row has the same value', 'foreign_key_field');
  return referenceTo(parent, read);
}

export function sum(column: Column, type: ColumnType | null): Draft {
  const { thing, entity, tables } = column;
  const child = thing.text('entity', 'foreign_key_entity', 'primary_key_entity');
  const value = thing.text('value_field', 'field', 'sum_field');
  const references = child === null ? 0 : tables.referencesTo(child, entity);
  if (child === null || value === null || references !== 1 || !tables.hasField(child, value)) {
    thing.note('the sum names no field of an entity that refers to this one: what the name and the type suggest');
    return guess(type);
  }
  const field = draft();
  field.directives.set('$sum', `${child}.${value}`);
  return field;
}
