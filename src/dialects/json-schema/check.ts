import { draft } from '../draft.ts';
import { formatOf, NUMBER_FORMATS } from './formats.ts';
import { isList, isMap, type Json, type JsonMap, sameJson, textsOf } from './json.ts';
import type { References } from './references.ts';
import { matches, matchOf } from './regular.ts';
import type { NumberShape, JsonScalar, Shape, TextShape } from './shape.ts';

/** Whether something holds for every value of a set; null if it holds for some of them, or nobody knows. */
export type Certainty = boolean | null;

/** How deep schemas refer to one another for one value. */
const MAX_STEPS = 300;
/** Scalars of a set that are looked at one by one. */
const MAX_SCALARS = 500;

/** Shapes with one kind of value. */
type Plain =
  | { readonly kind: 'scalar'; readonly value: JsonScalar }
  | (Shape & { readonly kind: 'text' | 'number' | 'object' | 'tuple' | 'list' });

/** Compares schemas with sets of values. */
export class Check {
  readonly #references: References;
  /** What is known of sets, which never change. */
  readonly #known = new WeakMap<Shape, Map<Json, Certainty>>();
  #steps = 0;

  constructor(references: References) {
    this.#references = references;
  }

  /** Whether every value of a set is valid. */
  holds(schema: Json, shape: Shape): Certainty {
    if (typeof schema === 'boolean') return schema;
    if (!isMap(schema)) return true;
    if (this.#steps >= MAX_STEPS) return null;
    const known = this.#known.get(shape)?.get(schema);
    if (known !== undefined) return known;
    this.#steps++;
    const certainty = this.#compared(schema, shape);
    this.#steps--;
    const own = this.#known.get(shape) ?? new Map<Json, Certainty>();
    this.#known.set(shape, own.set(schema, certainty));
    return certainty;
  }

  #compared(schema: JsonMap, shape: Shape): Certainty {
    switch (shape.kind) {
      case 'nullable':
        return same([this.holds(schema, shape.of), this.#plain(schema, { kind: 'scalar', value: null })]);
      case 'choice':
        return same(shape.of.map((one) => this.holds(schema, one)));
      case 'scalars':
        if (shape.values.length > MAX_SCALARS) return null;
        return same(shape.values.map((value) => this.#plain(schema, { kind: 'scalar', value })));
      case 'text':
      case 'number':
      case 'object':
      case 'tuple':
      case 'list':
        return this.#plain(schema, shape);
    }
  }

  #plain(schema: JsonMap, shape: Plain): Certainty {
    let certainty: Certainty = true;
    for (const [name, value] of schema) {
      const one = this.#keyword(name, value, schema, shape);
      if (one === false) return false;
      if (one === null) certainty = null;
    }
    return certainty;
  }

  #keyword(name: string, value: Json, schema: JsonMap, shape: Plain): Certainty {
    switch (name) {
      case '$ref':
      case '$dynamicRef':
      case '$recursiveRef': {
        const target = typeof value === 'string' ? this.#references.resolve(value, schema) : undefined;
        return target === undefined ? null : this.holds(target, shapeOf(shape));
      }
      case 'type':
        return this.#type(value, schema, shape);
      case 'enum':
        return isList(value) ? some(value.map((one) => equals(shape, one))) : true;
      case 'const':
        return equals(shape, value);
      case 'allOf':
        return isList(value) ? all(value.map((one) => this.holds(one, shapeOf(shape)))) : true;
      case 'anyOf':
        return isList(value) ? some(value.map((one) => this.holds(one, shapeOf(shape)))) : true;
      case 'oneOf':
        return isList(value) ? one(value.map((inner) => this.holds(inner, shapeOf(shape)))) : true;
      case 'not':
        return negated(this.holds(value, shapeOf(shape)));
      case 'if': {
        const then = schema.get('then') ?? true;
        const other = schema.get('else') ?? true;
        const test = this.holds(value, shapeOf(shape));
        if (test === true) return this.holds(then, shapeOf(shape));
        if (test === false) return this.holds(other, shapeOf(shape));
        const both = [this.holds(then, shapeOf(shape)), this.holds(other, shapeOf(shape))];
        return both.every((each) => each === true) ? true : null;
      }
      default:
        return this.#ofKind(name, value, schema, shape);
    }
  }

  #type(value: Json, schema: JsonMap, shape: Plain): Certainty {
    const types = typeof value === 'string' ? [value] : textsOf(value);
    if (types.length === 0 || types.includes('any')) return true;
    if (schema.get('nullable') === true && shape.kind === 'scalar' && shape.value === null) return true;
    return some(types.map((type) => isOfType(shape, type)));
  }

  #ofKind(name: string, value: Json, schema: JsonMap, shape: Plain): Certainty {
    if (shape.kind === 'scalar') {
      if (typeof shape.value === 'string') return textHolds(name, value, exactText(shape.value));
      if (typeof shape.value === 'number') return numberHolds(name, value, schema, exactNumber(shape.value));
      return true;
    }
    if (shape.kind === 'text') return textHolds(name, value, shape);
    if (shape.kind === 'number') return numberHolds(name, value, schema, shape);
    return shape.kind === 'object' ? this.#object(name, value, schema, shape) : this.#array(name, value, schema, shape);
  }

  #object(name: string, value: Json, schema: JsonMap, shape: Shape & { kind: 'object' }): Certainty {
    const { fields } = shape;
    switch (name) {
      case 'required':
        return textsOf(value).every((one) => fields.has(one));
      case '$absent':
        return textsOf(value).every((one) => !fields.has(one));
      case 'properties':
        return isMap(value) ? all([...fields].map(([key, field]) => this.holds(value.get(key) ?? true, field))) : true;
      case 'patternProperties':
        return isMap(value)
          ? all(
              [...value].flatMap(([source, inner]) =>
                [...fields].map(([key, field]) => (matches(source, key) ? this.holds(inner, field) : true)),
              ),
            )
          : true;
      case 'additionalProperties': {
        const others = [...fields].filter(([key]) => !isNamed(schema, key));
        return all(others.map(([, field]) => this.holds(value, field)));
      }
      case 'unevaluatedProperties': {
        const known = this.#evaluated(schema, shape, new Set());
        return all([...fields].filter(([key]) => !known.has(key)).map(([, field]) => this.holds(value, field)));
      }
      case 'propertyNames':
        return all([...fields.keys()].map((key) => this.holds(value, { kind: 'scalars', values: [key] })));
      case 'minProperties':
        return typeof value !== 'number' || fields.size >= value;
      case 'maxProperties':
        return typeof value !== 'number' || fields.size <= value;
      case 'dependentRequired':
      case 'dependentSchemas':
      case 'dependencies':
        if (!isMap(value)) return true;
        return all(
          [...value].map(([key, needs]) => {
            if (!fields.has(key)) return true;
            return isList(needs) ? textsOf(needs).every((one) => fields.has(one)) : this.holds(needs, shape);
          }),
        );
      default:
        return true;
    }
  }

  /** The names that a schema says something about, in what holds of it. */
  #evaluated(schema: Json, shape: Shape & { kind: 'object' }, seen: Set<Json>): ReadonlySet<string> {
    const known = new Set<string>();
    if (!isMap(schema) || seen.has(schema)) return known;
    seen.add(schema);
    const add = (inner: Json | undefined): void => {
      if (inner !== undefined) for (const name of this.#evaluated(inner, shape, seen)) known.add(name);
    };
    for (const name of shape.fields.keys()) {
      if (isNamed(schema, name) || schema.has('additionalProperties')) known.add(name);
    }
    for (const keyword of ['$ref', '$dynamicRef']) {
      const reference = schema.get(keyword);
      if (typeof reference === 'string') add(this.#references.resolve(reference, schema));
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const list = schema.get(keyword);
      if (isList(list)) for (const inner of list) if (this.holds(inner, shape) === true) add(inner);
    }
    const test = schema.get('if');
    if (test !== undefined) {
      const isMet = this.holds(test, shape);
      if (isMet === true) add(test);
      if (isMet !== null) add(schema.get(isMet ? 'then' : 'else'));
    }
    const dependent = schema.get('dependentSchemas');
    if (isMap(dependent)) for (const [name, inner] of dependent) if (shape.fields.has(name)) add(inner);
    return known;
  }

  #array(name: string, value: Json, schema: JsonMap, shape: Shape & { kind: 'tuple' | 'list' }): Certainty {
    const [min, max] = shape.kind === 'tuple' ? [shape.items.length, shape.items.length] : [shape.min, shape.max];
    const itemAt = (i: number): Shape => (shape.kind === 'tuple' ? shape.items[i] : shape.item);
    /** Whether the items from a place on hold; the places of a list are all alike. */
    const from = (start: number, inner: Json): Certainty => {
      if (max <= start) return true;
      if (shape.kind === 'tuple') return all(shape.items.slice(start).map((item) => this.holds(inner, item)));
      return weaker(this.holds(inner, shape.item), min > start);
    };
    const each = (schemas: readonly Json[]): Certainty =>
      all(schemas.slice(0, max).map((inner, i) => weaker(this.holds(inner, itemAt(i)), i < min)));
    switch (name) {
      case 'prefixItems':
        return isList(value) ? each(value) : true;
      case 'items': {
        if (isList(value)) return each(value);
        const prefix = schema.get('prefixItems');
        return from(isList(prefix) ? prefix.length : 0, value);
      }
      case 'additionalItems': {
        const items = schema.get('items');
        return isList(items) ? from(items.length, value) : true;
      }
      case 'minItems':
        return typeof value !== 'number' || within(min >= value, max >= value);
      case 'maxItems':
        return typeof value !== 'number' || within(max <= value, min <= value);
      case 'uniqueItems':
        return value !== true || max < 2 || areDifferent(shape);
      case 'contains': {
        const least = schema.get('minContains');
        const most = schema.get('maxContains');
        const items =
          shape.kind === 'tuple' ? shape.items : Array.from({ length: Math.min(max, 100) }, () => shape.item);
        const held = items.map((item) => this.holds(value, item));
        const certain = held.filter((one) => one === true).length;
        const possible = held.filter((one) => one !== false).length;
        const sure = shape.kind === 'tuple' ? certain : Math.min(certain, min);
        const needed = typeof least === 'number' ? least : 1;
        const allowed = typeof most === 'number' ? most : Infinity;
        return all([within(sure >= needed, possible >= needed), within(possible <= allowed, sure <= allowed)]);
      }
      case 'unevaluatedItems': {
        const start = schema.get('prefixItems') ?? schema.get('items');
        if (schema.has('items') && !isList(schema.get('items'))) return true;
        return weaker(from(isList(start) ? start.length : 0, value), false);
      }
      default:
        return true;
    }
  }
}

/** Whether a name is one of the `properties` or `patternProperties` of a schema. */
export function isNamed(schema: JsonMap, name: string): boolean {
  const properties = schema.get('properties');
  if (isMap(properties) && properties.has(name)) return true;
  const patterns = schema.get('patternProperties');
  return isMap(patterns) && [...patterns.keys()].some((source) => matches(source, name));
}

function shapeOf(shape: Plain): Shape {
  return shape.kind === 'scalar' ? { kind: 'scalars', values: [shape.value] } : shape;
}

function isOfType(shape: Plain, type: string): Certainty {
  const isWhole = shape.kind === 'number' && shape.isInteger;
  const value = shape.kind === 'scalar' ? shape.value : undefined;
  switch (type) {
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return shape.kind === 'text' || typeof value === 'string';
    case 'number':
      return shape.kind === 'number' || typeof value === 'number';
    case 'integer':
      return shape.kind === 'number' ? isWhole || null : Number.isInteger(value);
    case 'object':
      return shape.kind === 'object';
    case 'array':
      return shape.kind === 'tuple' || shape.kind === 'list';
    default:
      return true;
  }
}

/** Whether every value of a set is a certain one. */
function equals(shape: Plain, value: Json): Certainty {
  if (shape.kind === 'scalar') return shape.value === value;
  if (shape.kind === 'text') return typeof value === 'string' && shape.samples.includes(value) ? null : false;
  if (shape.kind === 'number')
    return typeof value === 'number' && value >= shape.min && value <= shape.max ? null : false;
  if (shape.kind === 'object') {
    if (!isMap(value) || value.size !== shape.fields.size) return false;
    return all(
      [...shape.fields].map(([name, field]) => (value.has(name) ? equalsShape(field, value.get(name) ?? null) : false)),
    );
  }
  if (!isList(value)) return false;
  if (shape.kind === 'list')
    return value.length < shape.min || value.length > shape.max ? false : shape.max === 0 || null;
  return value.length === shape.items.length && all(shape.items.map((item, i) => equalsShape(item, value[i])));
}

function equalsShape(shape: Shape, value: Json): Certainty {
  switch (shape.kind) {
    case 'nullable':
      return same([equalsShape(shape.of, value), value === null]);
    case 'choice':
      return same(shape.of.map((one) => equalsShape(one, value)));
    case 'scalars':
      return same(shape.values.map((one) => one === value));
    case 'text':
    case 'number':
    case 'object':
    case 'tuple':
    case 'list':
      return equals(shape, value);
  }
}

/** Whether the items of a list are certainly different. */
function areDifferent(shape: Shape & { kind: 'tuple' | 'list' }): Certainty {
  if (shape.kind === 'list') return null;
  const pairs = shape.items.flatMap((a, i) => shape.items.slice(i + 1).map((b) => areEqual(a, b)));
  return all(pairs.map(negated));
}

function areEqual(a: Shape, b: Shape): Certainty {
  const [first, second] = [exactOf(a), exactOf(b)];
  if (first !== undefined && second !== undefined) return sameJson(first, second);
  if (second !== undefined) return equalsShape(a, second);
  return first === undefined
    ? a.kind === b.kind || a.kind === 'nullable' || b.kind === 'nullable'
      ? null
      : false
    : equalsShape(b, first);
}

/** The value of a set that has one only. */
export function exactOf(shape: Shape): Json | undefined {
  if (shape.kind === 'scalars') return shape.values.length === 1 ? shape.values[0] : undefined;
  if (shape.kind === 'tuple') {
    const items = shape.items.map(exactOf);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (shape.kind === 'list') return shape.max === 0 ? [] : undefined;
  if (shape.kind !== 'object') return undefined;
  const entries = [...shape.fields].map(([name, field]) => [name, exactOf(field)] as const);
  const known = entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return known.length === entries.length ? new Map(known) : undefined;
}

function exactText(text: string): TextShape {
  const length = Array.from(text).length;
  return { kind: 'text', min: length, max: length, samples: [text], field: NOTHING, format: null };
}

function exactNumber(value: number): NumberShape {
  return { kind: 'number', isInteger: Number.isInteger(value), min: value, max: value, step: null, field: NOTHING };
}

/** Nothing is generated from these. */
const NOTHING = draft();

function textHolds(name: string, value: Json, { min, max, samples, format }: TextShape): Certainty {
  switch (name) {
    case 'minLength':
      return typeof value !== 'number' || within(min >= value, max >= value);
    case 'maxLength':
      return typeof value !== 'number' || within(max <= value, min <= value);
    case 'pattern': {
      if (typeof value !== 'string') return true;
      return same(samples.map((text) => matchOf(value, text)));
    }
    case '$unlike':
      return typeof value !== 'string' || same(samples.map((text) => negated(matchOf(value, text))));
    case 'format': {
      if (value === format) return true;
      const known = typeof value === 'string' ? formatOf(value) : undefined;
      return known === undefined ? true : same(samples.map(known.test));
    }
    default:
      return true;
  }
}

function numberHolds(name: string, value: Json, schema: JsonMap, shape: NumberShape): Certainty {
  const { min, max, step } = shape;
  if (name === 'format' && typeof value === 'string') {
    const bounds = NUMBER_FORMATS.get(value);
    return bounds === undefined
      ? true
      : all([shape.isInteger || null, min >= bounds[0] && max <= bounds[1] ? true : null]);
  }
  if (typeof value !== 'number') return true;
  switch (name) {
    case 'minimum':
      if (schema.get('exclusiveMinimum') === true) return within(min > value, max > value);
      return within(min >= value, max >= value);
    case 'maximum':
      if (schema.get('exclusiveMaximum') === true) return within(max < value, min < value);
      return within(max <= value, min <= value);
    case 'exclusiveMinimum':
      return within(min > value, max > value);
    case 'exclusiveMaximum':
      return within(max < value, min < value);
    case 'multipleOf':
    case 'divisibleBy':
      if (min === max) return isMultiple(min, value);
      if (step !== null && isMultiple(step, value)) return true;
      return shape.isInteger && isMultiple(1, value) ? true : null;
    case '$indivisible':
      return min === max ? !isMultiple(min, value) : null;
    default:
      return true;
  }
}

/** As validators compute it. */
export function isMultiple(value: number, of: number): boolean {
  return of === 0 || Number.isInteger(value / of);
}

/** @param every whether all values are. @param any whether one of them may be. */
function within(every: boolean, any: boolean): Certainty {
  return every ? true : any ? null : false;
}

/** What is only certain where a value is there. */
function weaker(certainty: Certainty, isThere: boolean): Certainty {
  return certainty === false && !isThere ? null : certainty;
}

export function negated(certainty: Certainty): Certainty {
  return certainty === null ? null : !certainty;
}

/** All of them are values of one set. */
function same(each: readonly Certainty[]): Certainty {
  const [first = true] = each;
  return each.every((certainty) => certainty === first) ? first : null;
}

export function all(each: readonly Certainty[]): Certainty {
  return each.includes(false) ? false : each.includes(null) ? null : true;
}

function some(each: readonly Certainty[]): Certainty {
  return each.includes(true) ? true : each.includes(null) ? null : false;
}

function one(each: readonly Certainty[]): Certainty {
  const certain = each.filter((certainty) => certainty === true).length;
  const unclear = each.filter((certainty) => certainty === null).length;
  if (certain > 1 || certain + unclear === 0) return false;
  return unclear > 0 ? null : true;
}
