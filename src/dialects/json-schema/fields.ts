import type { ModelScalar } from '../../model/index.ts';
import { draft, type Draft, written } from '../draft.ts';
import { enumField } from '../model/column-field.ts';
import { exactOf } from './check.ts';
import { isList, isMap, type Json, textOfJson } from './json.ts';
import { numberText } from './numbers.ts';
import { isName } from './object-shape.ts';
import type { Printed } from '../print.ts';
import { Dice, sampleOf, type JsonScalar, type Shape } from './shape.ts';

/** How deep objects and lists of a model nest. */
const MAX_DEPTH = 7;
/** Values that are written out in place of what the model cannot generate. */
const WRITTEN = 8;
/** Values that are drawn for them. */
const DRAWN = 24;
/** Characters of the values that are written out for one field. */
const MAX_WRITTEN = 16_000;
/** Share of nulls, in per cent. */
const NULLS = 10;

/** What of a field is written out because the model cannot generate it. */
export type WrittenOut = (path: string) => void;

/** A set of values as a field of a model. @param depth of objects and lists around it. */
export function fieldOf(shape: Shape, path: string, depth: number, report: WrittenOut): Printed {
  if (shape.kind === 'nullable') return withNulls(shape.of, path, depth, report);
  if (shape.kind === 'scalars' && shape.values.includes(null) && shape.values.length > 1) {
    const values = shape.values.filter((value) => value !== null);
    return withNulls({ kind: 'scalars', values }, path, depth, report);
  }
  const made = draftOf(shape);
  if (made !== null) return written(made);
  const structure = depth < MAX_DEPTH ? structureOf(shape, path, depth, report) : null;
  if (structure !== null) return structure;
  // What has one value only loses nothing.
  if (shape.kind !== 'scalars' && exactOf(shape) === undefined) report(path);
  return constants(shape);
}

/** The fields of an object, for an entity. */
export function fieldsOf(
  fields: ReadonlyMap<string, Shape>,
  path: string,
  depth: number,
  report: WrittenOut,
): Map<string, Printed> {
  return new Map([...fields].map(([name, field]) => [escaped(name), fieldOf(field, `${path}.${name}`, depth, report)]));
}

/** A name of the user's own: one that begins with `$` has another one before it. */
function escaped(name: string): string {
  return name.startsWith('$') ? `$${name}` : name;
}

/** Values that are written out as they are. */
export function constants(shape: Shape): Printed {
  if (shape.kind === 'scalars') return jsonValues(shape.values);
  const dice = new Dice();
  const seen = new Map<string, Json>();
  let length = 0;
  for (let i = 0; i < DRAWN && seen.size < WRITTEN; i++) {
    const value = sampleOf(shape, dice);
    const text = textOfJson(value);
    if (seen.has(text) || (seen.size > 0 && length + text.length > MAX_WRITTEN)) continue;
    length += text.length;
    seen.set(text, value);
  }
  return jsonValues([...seen.values()]);
}

function jsonValues(values: readonly Json[]): Printed {
  return new Map<string, Printed>([
    ['$type', 'json'],
    ['$values', values.map(printedJson)],
  ]);
}

function printedJson(value: Json): Printed {
  if (isList(value)) return value.map(printedJson);
  if (isMap(value)) return new Map([...value].map(([name, inner]) => [name, printedJson(inner)]));
  return typeof value === 'number' ? numberText(value) : value;
}

function withNulls(shape: Shape, path: string, depth: number, report: WrittenOut): Printed {
  const made = draftOf(shape);
  if (made !== null) return written({ ...made, nulls: NULLS });
  const structure = depth < MAX_DEPTH ? structureOf(shape, path, depth, report) : null;
  if (structure === null) {
    report(path);
    return constants({ kind: 'choice', of: [shape, { kind: 'scalars', values: [null] }] });
  }
  if (structure instanceof Map) return new Map<string, Printed>([['$null', `${NULLS}%`], ...structure]);
  return new Map<string, Printed>([
    ['$items', isPrintedItems(structure) ? structure[0] : structure],
    ['$null', `${NULLS}%`],
  ]);
}

function isPrintedItems(value: Printed): value is readonly Printed[] {
  return Array.isArray(value);
}

/** A field that is neither an object nor a list; null for those, and for values of several types. */
function draftOf(shape: Shape): Draft | null {
  switch (shape.kind) {
    case 'text':
    case 'number':
      return { ...shape.field };
    case 'scalars':
      return scalarsOf(shape.values);
    case 'object':
    case 'tuple':
    case 'list':
    case 'choice':
    case 'nullable':
      return null;
  }
}

function scalarsOf(values: readonly JsonScalar[]): Draft | null {
  if (values.every((value) => typeof value === 'string')) {
    const made = enumField(values);
    if (made.words.length === 0) made.directives = new Map([['$type', 'string'], ...made.directives]);
    return made;
  }
  if (values.every((value) => typeof value === 'boolean')) {
    if (values.length > 1) return draft('boolean');
    return valuesOf([...values]);
  }
  if (values.every((value) => typeof value === 'number' && Math.abs(value) < 1e15 && !/e/.test(String(value)))) {
    return valuesOf(values.map((value) => numberText(Number(value))));
  }
  return null;
}

function valuesOf(values: readonly ModelScalar[]): Draft {
  const made = draft();
  made.directives.set('$values', values);
  return made;
}

/** An object or a list; null if the model cannot generate it. */
function structureOf(shape: Shape, path: string, depth: number, report: WrittenOut): Printed | null {
  if (shape.kind === 'object') {
    const isPossible = shape.fields.size > 0 && [...shape.fields.keys()].every(isName);
    return isPossible ? fieldsOf(shape.fields, path, depth + 1, report) : null;
  }
  if (shape.kind === 'list') {
    const item = fieldOf(shape.item, `${path}[]`, depth + 1, report);
    if (shape.min === 1 && shape.max === 3 && typeof item === 'string') return [item];
    const length = shape.min === shape.max ? String(shape.min) : `${shape.min}-${shape.max}`;
    return new Map<string, Printed>([
      ['$items', item],
      ['$length', shape.min === shape.max ? numberText(shape.min) : length],
    ]);
  }
  if (shape.kind !== 'tuple' || shape.items.length === 0) return null;
  // Places that are all alike are a list.
  const items = shape.items.map((item) => JSON.stringify(jsonOf(fieldOf(item, path, depth + 1, () => undefined))));
  if (items.some((item) => item !== items[0])) return null;
  return new Map<string, Printed>([
    ['$items', fieldOf(shape.items[0], `${path}[]`, depth + 1, report)],
    ['$length', numberText(shape.items.length)],
  ]);
}

function jsonOf(value: Printed): unknown {
  if (value instanceof Map) return [...value].map(([name, inner]) => [name, jsonOf(inner)]);
  return Array.isArray(value) ? value.map(jsonOf) : value;
}
