import { type Check, isNamed } from './check.ts';
import { isList, isMap, type Json, type JsonMap, textsOf } from './json.ts';
import type { Need, Optional, Solving } from './need.ts';
import { patternOf } from './pattern.ts';
import { matches } from './regular.ts';
import { Dice, type Shape } from './shape.ts';

/** Properties that can be left out, by how deep their object is: deeper ones are rarely looked at, and there are many. */
const MAX_OPTIONAL = [1000, 80, 30, 12, 6];
/** Entries of an object whose names are free. */
const FREE_ENTRIES = 2;
/** Properties of a large entry. */
const LARGE = 5;
/** Properties of an object. */
const MAX_PROPERTIES = 1000;

/** The object that meets several schemas; null if none is found. */
export function objectShape(
  schemas: readonly JsonMap[],
  need: Need,
  optional: Optional,
  check: Check,
  solving: Solving,
): Shape | null {
  const fields = new ObjectFields(schemas, need, check, solving).fields(optional);
  return fields === null ? null : { kind: 'object', fields };
}

class ObjectFields {
  readonly #schemas: readonly JsonMap[];
  readonly #need: Need;
  readonly #check: Check;
  readonly #solving: Solving;
  readonly #absent: ReadonlySet<string>;
  readonly #trail: readonly JsonMap[];

  constructor(schemas: readonly JsonMap[], need: Need, check: Check, solving: Solving) {
    this.#schemas = schemas;
    this.#need = need;
    this.#check = check;
    this.#solving = solving;
    this.#absent = new Set(schemas.flatMap((schema) => textsOf(schema.get('$absent'))));
    this.#trail = [...need.trail, ...schemas];
  }

  fields(optional: Optional): ReadonlyMap<string, Shape> | null {
    const most = Math.min(MAX_PROPERTIES, ...this.#numbers('maxProperties'));
    const least = Math.max(0, ...this.#numbers('minProperties'));
    const required = this.#required();
    if (required === null || required.size > most || least > MAX_PROPERTIES) return null;
    const declared = this.#declared();
    const found = new Map<string, Shape>();
    let limited = 0;
    let free = Math.min(
      most - required.size,
      MAX_OPTIONAL[this.#need.depth + this.#solving.thrift * Math.min(1, this.#need.depth)] ?? 0,
    );
    for (const name of [...declared, ...[...required].filter((one) => !declared.has(one))]) {
      const isRequired = required.has(name);
      if (!isRequired && (optional === 'none' || this.#absent.has(name))) continue;
      if (!isRequired && free <= 0) {
        limited++;
        continue;
      }
      // Of an entity: an object in it can be written out.
      if (this.#need.depth === 0 && !isName(name)) {
        if (isRequired) return null;
        continue;
      }
      const need = this.#needOf(name, isRequired);
      const shape = need === null ? null : this.#solving.solve(need);
      if (shape !== null) {
        found.set(name, shape);
        if (!isRequired) free--;
      } else if (isRequired) return null;
      else if (need !== null) this.#solving.omitted(need);
    }
    if (limited > 0) this.#solving.limited(this.#need, limited);
    this.#dropDependent(found, required);
    const isMap =
      declared.size === 0 && required.size === 0 && optional === 'all' && this.#need.depth < MAX_OPTIONAL.length;
    const wanted = Math.max(least, isMap && this.#hasFreeNames() ? Math.min(FREE_ENTRIES, most) : 0);
    this.#addEntries(found, wanted, least);
    return found.size < least ? null : found;
  }

  #numbers(keyword: string): readonly number[] {
    return this.#schemas.map((schema) => schema.get(keyword)).filter((value) => typeof value === 'number');
  }

  /** In the order of the schemas. */
  #declared(): ReadonlySet<string> {
    const names = this.#schemas.flatMap((schema) => {
      const properties = schema.get('properties');
      return [...(isMap(properties) ? properties.keys() : []), ...textsOf(schema.get('$present'))];
    });
    return new Set(names);
  }

  /** What is required, and what that requires; null if some of it is not allowed. */
  #required(): ReadonlySet<string> | null {
    const required = new Set<string>();
    const add = (name: string): void => {
      if (required.has(name)) return;
      required.add(name);
      for (const other of this.#requiredBy(name)) add(other);
    };
    for (const schema of this.#schemas) for (const name of textsOf(schema.get('required'))) add(name);
    return [...required].some((name) => this.#absent.has(name)) ? null : required;
  }

  #requiredBy(name: string): readonly string[] {
    return this.#schemas.flatMap((schema) =>
      ['dependentRequired', 'dependencies'].flatMap((keyword) => {
        const dependent = schema.get(keyword);
        const needs = isMap(dependent) ? dependent.get(name) : undefined;
        return typeof needs === 'string' ? [needs] : textsOf(needs);
      }),
    );
  }

  /** Leaves out what requires something that is not there. */
  #dropDependent(found: Map<string, Shape>, required: ReadonlySet<string>): void {
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      for (const name of found.keys()) {
        if (required.has(name) || this.#requiredBy(name).every((other) => found.has(other))) continue;
        found.delete(name);
        isChanged = true;
      }
    }
  }

  /** What a property has to be; null if it is not allowed. */
  #needOf(name: string, isRequired: boolean): Need | null {
    const { path, owners, depth } = this.#need;
    const schemas: Json[] = [];
    let isKnown = false;
    for (const schema of this.#schemas) {
      const properties = schema.get('properties');
      const own = isMap(properties) ? properties.get(name) : undefined;
      if (own !== undefined) schemas.push(own);
      const patterns = schema.get('patternProperties');
      if (isMap(patterns)) for (const [source, inner] of patterns) if (matches(source, name)) schemas.push(inner);
      if (isNamed(schema, name)) isKnown = true;
      else if (schema.has('additionalProperties')) {
        schemas.push(schema.get('additionalProperties') ?? true);
        isKnown = true;
      }
      const names = schema.get('propertyNames');
      if (names !== undefined && this.#check.holds(names, { kind: 'scalars', values: [name] }) === false) return null;
    }
    if (!isKnown) schemas.push(...this.#schemas.flatMap((schema) => schema.get('unevaluatedProperties') ?? []));
    if (schemas.includes(false)) return null;
    return {
      schemas,
      name,
      owners: this.#need.name === '' ? owners : [this.#need.name, ...owners],
      path: path === '' ? name : `${path}.${name}`,
      depth: depth + 1,
      isRequired,
      trail: this.#trail,
      type: null,
    };
  }

  /** Whether a schema describes properties whose names are free. */
  #hasFreeNames(): boolean {
    return this.#schemas.some(
      (schema) => isMap(schema.get('additionalProperties')) || isMap(schema.get('patternProperties')),
    );
  }

  /** Adds properties with free names, up to a number. */
  #addEntries(found: Map<string, Shape>, wanted: number, least: number): void {
    if (found.size >= wanted) return;
    for (const name of this.#freeNames(wanted)) {
      if (found.size >= wanted) return;
      if (found.has(name) || this.#absent.has(name)) continue;
      if (!this.#requiredBy(name).every((other) => found.has(other))) continue;
      const need = this.#needOf(name, found.size < least);
      const shape = need === null ? null : this.#solving.solve(need);
      if (shape !== null) found.set(name, shape);
      // One large entry tells as much as two.
      if (shape?.kind === 'object' && shape.fields.size > LARGE && found.size >= least) return;
    }
  }

  /** Names that may be allowed, the best first. */
  #freeNames(wanted: number): readonly string[] {
    const dice = new Dice();
    const names: string[] = [];
    for (const schema of this.#schemas) {
      const patterns = schema.get('patternProperties');
      const sources = isMap(patterns) ? [...patterns.keys()] : [];
      const own = schema.get('propertyNames');
      if (isMap(own)) {
        const values = own.get('enum');
        if (isList(values)) names.push(...textsOf(values));
        const constant = own.get('const');
        const source = own.get('pattern');
        if (typeof constant === 'string') names.push(constant);
        if (typeof source === 'string') sources.push(source);
        const least = own.get('minLength');
        const most = own.get('maxLength');
        if (typeof least === 'number' && least > 4)
          names.push(...ENTRIES.map((name) => name.padEnd(Math.min(least, 150), '_x')));
        if (typeof most === 'number') names.push(...LETTERS, ...ENTRIES.map((name) => name.slice(0, most)));
      }
      for (const source of sources) {
        const pattern = patternOf(source);
        if (pattern === null) continue;
        names.push(...Array.from({ length: 8 * Math.max(wanted, 2) }, () => pattern.text(dice, true)).filter(isName));
      }
    }
    const numbered = Array.from({ length: wanted }, (_, i) => `entry_${i + 1}`);
    return [...new Set([...ENTRIES.slice(0, 2), ...this.#declared(), ...ENTRIES, ...names, ...numbered])];
  }
}

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const ENTRIES = [
  'first',
  'second',
  'third',
  'fourth',
  'key',
  'Key',
  'KEY',
  'a',
  'item-1',
  'x-item',
  '/items',
  '1',
  'name',
];

/** Whether a model can have a field of this name. */
export function isName(name: string): boolean {
  return name.trim() !== '' && name.isWellFormed() && Buffer.byteLength(name) <= 200 && !/[\p{Cc}￾￿]/u.test(name);
}
