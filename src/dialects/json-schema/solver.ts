import type { SourcePosition } from '../schema.ts';
import { all, type Certainty, Check } from './check.ts';
import { expand, type Expansion } from './expand.ts';
import { isList, isMap, type Json, type JsonMap, sameJson, textsOf } from './json.ts';
import { listShape } from './list-shape.ts';
import { inferredName, type Need, type Optional, type Solving } from './need.ts';
import { numberShape } from './numbers.ts';
import { objectShape } from './object-shape.ts';
import type { References } from './references.ts';
import { exactly, type JsonScalar, type Shape } from './shape.ts';
import { textShape, type TextTools } from './texts.ts';

/** Ways in which the schemas of one value can hold that are tried. */
const MAX_TRIES = 40;
const MAX_STRICT_TRIES = 20;
/** Values that can be left out: those that are looked for in a document, and in every entity all the same. */
const MAX_OPTIONAL_VALUES = 12_000;
const MIN_OPTIONAL_VALUES = 150;
/** Values of an entity. */
const MAX_VALUES = 50_000;
/** How deep objects and lists nest: those that can be left out, and all. */
const MAX_OPTIONAL_DEPTH = 7;
const MAX_DEPTH = 32;
/** How often a schema may be part of itself: where it can be left out, and where it cannot. */
const MAX_OPTIONAL_ROUNDS = 1;
const MAX_ROUNDS = 4;
/** Scalars of one value. */
const MAX_SCALARS = 500;
/** Properties that are added one by one where not all of them fit together. */
const MAX_GROWTH = 60;

/** Why a property is not in the model. */
export interface Omission {
  readonly schema: Json;
  readonly reason: string;
}

/** What all entities of a document share. */
export interface Budget {
  /** Values that were looked for. */
  values: number;
}

/** Looks for sets of values that schemas accept. */
export class Solver implements Solving {
  readonly check: Check;
  /** By path; some of them are found in the end. */
  readonly omissions = new Map<string, Omission>();
  /** References out of the document whose values cannot be left out. */
  readonly unknown = new Map<string, Omission>();
  /** By the path of the object. */
  readonly limits = new Map<string, Omission>();
  /** Paths of values that are not certain to be valid. */
  readonly unproven = new Map<string, Json>();
  readonly #references: References;
  readonly #tools: TextTools;
  readonly #positionOf: (schema: Json) => SourcePosition;
  readonly #ids = new Map<Json, number>();
  readonly #known = new Map<string, Shape | null>();
  readonly thrift: number;
  readonly #budget: Budget;
  #values = 0;

  /** @param thrift how few of the properties of nested objects are looked for: 0 and more. */
  constructor(
    references: References,
    tools: TextTools,
    positionOf: (schema: Json) => SourcePosition,
    budget: Budget,
    thrift: number,
  ) {
    this.#references = references;
    this.#tools = tools;
    this.#positionOf = positionOf;
    this.check = new Check(references);
    this.#budget = budget;
    this.thrift = thrift;
  }

  solve(need: Need): Shape | null {
    const isOver = need.isRequired
      ? this.#values > MAX_VALUES
      : this.#budget.values > MAX_OPTIONAL_VALUES && this.#values > MIN_OPTIONAL_VALUES;
    if (isOver || need.depth > (need.isRequired ? MAX_DEPTH : MAX_OPTIONAL_DEPTH)) return null;
    const key = this.#keyOf(need);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#values++;
    this.#budget.values++;
    const shape = this.#found(need);
    const result = shape === null ? null : this.#orNull(shape, need);
    this.#known.set(key, result);
    return result;
  }

  omitted({ path, schemas }: Need): void {
    if (this.omissions.has(path)) return;
    const schema = schemas.find(isMap) ?? true;
    this.omissions.set(path, { schema, reason: 'No value was found for it, or it would go on forever.' });
  }

  limited({ path, schemas }: Need, count: number): void {
    const reason = `${count} properties that can be left out are, so that the model is not too large.`;
    this.limits.set(path, { schema: schemas.find(isMap) ?? true, reason });
  }

  #keyOf({ schemas, name, owners, depth, isRequired, type, trail }: Need): string {
    const ids = schemas.map((schema) => {
      const known = this.#ids.get(schema) ?? this.#ids.size;
      this.#ids.set(schema, known);
      return known;
    });
    const rounds = schemas.map((schema) => trail.filter((one) => one === schema).length);
    return JSON.stringify([ids, name, owners[0], depth, isRequired, type, rounds]);
  }

  #found(need: Need): Shape | null {
    let unproven: Shape | null = null;
    for (const isStrict of [false, true]) {
      let tries = 0;
      let hasChoice = false;
      const scalars: JsonScalar[] = [];
      for (const expansion of expand(need.schemas, this.#references, isStrict)) {
        hasChoice ||= expansion.schemas.some((schema) => CHOICES.some((keyword) => schema.has(keyword)));
        if (++tries > (isStrict ? MAX_STRICT_TRIES : MAX_TRIES)) break;
        const { shape, certainty } = this.#tried(expansion, need);
        if (shape === null || certainty === false) continue;
        if (certainty === null) unproven ??= shape;
        else if (shape.kind === 'scalars' && hasChoice) scalars.push(...shape.values);
        else if (scalars.length === 0) return shape;
      }
      if (scalars.length > 0) return { kind: 'scalars', values: [...new Set(scalars)].slice(0, MAX_SCALARS) };
      if (!hasChoice) break;
    }
    if (unproven !== null && !this.unknown.has(need.path))
      this.unproven.set(need.path, need.schemas.find(isMap) ?? true);
    return unproven;
  }

  /** The best set of one way in which schemas hold: with as many properties as fit together. */
  #tried(expansion: Expansion, need: Need): { readonly shape: Shape | null; readonly certainty: Certainty } {
    const whole = this.#built(expansion, need, 'all');
    if (whole === null) return { shape: null, certainty: false };
    const certainty = this.#holds(need, whole);
    if (certainty === true || whole.kind !== 'object') return { shape: whole, certainty };
    const least = this.#built(expansion, need, 'none');
    if (least?.kind !== 'object') return { shape: whole, certainty };
    const fewest = this.#holds(need, least);
    if (fewest !== true) return certainty === null ? { shape: whole, certainty } : { shape: least, certainty: fewest };
    return { shape: this.#grown(least, whole, need), certainty: true };
  }

  /** Adds the properties of one object to another, as long as all of it holds. */
  #grown(least: Shape & { kind: 'object' }, whole: Shape & { kind: 'object' }, need: Need): Shape {
    let fields = least.fields;
    for (const [name, field] of [...whole.fields].slice(0, MAX_GROWTH)) {
      if (fields.has(name)) continue;
      const more: Shape = { kind: 'object', fields: new Map([...fields, [name, field]]) };
      if (this.#holds(need, more) === true) fields = more.fields;
    }
    // In the order of the schema.
    const ordered = [...whole.fields.keys(), ...fields.keys()].filter((name) => fields.has(name));
    return {
      kind: 'object',
      fields: new Map([...new Set(ordered)].flatMap((name) => [[name, fields.get(name) ?? NOTHING]])),
    };
  }

  #holds({ schemas }: Need, shape: Shape): Certainty {
    return all(schemas.map((schema) => this.check.holds(schema, shape)));
  }

  #built({ schemas, remote }: Expansion, need: Need, optional: Optional): Shape | null {
    if (remote.length > 0 && !need.isRequired) {
      this.omissions.set(need.path, {
        schema: schemas[0] ?? true,
        reason: `It refers to \`${remote[0]}\`, which is not in the document.`,
      });
      return null;
    }
    if (remote.length > 0) {
      const reason = `It refers to \`${remote[0]}\`, which is not in the document.`;
      this.unknown.set(need.path, { schema: schemas[0] ?? true, reason });
    }
    const listed = this.#listed(schemas, need);
    if (listed !== undefined) return listed;
    for (const type of typesOf(schemas)) {
      if (need.type !== null && need.type !== type) continue;
      const shape = this.#ofType(type, schemas, need, optional);
      if (shape !== null) return shape;
    }
    return null;
  }

  /** The values that `enum` and `const` leave; undefined if there are neither. */
  #listed(schemas: readonly JsonMap[], need: Need): Shape | null | undefined {
    const lists = schemas.flatMap((schema): readonly (readonly Json[])[] => {
      const values = schema.get('enum');
      const constant = schema.get('const');
      return [...(isList(values) ? [values] : []), ...(constant === undefined ? [] : [[constant]])];
    });
    if (lists.length === 0) return undefined;
    const shortest = lists.reduce((best, list) => (list.length < best.length ? list : best));
    const excluded = exceptions(schemas);
    const kept = shortest.slice(0, MAX_SCALARS).filter((value) => {
      if (need.type === 'object' && !isMap(value)) return false;
      if (excluded.some((other) => sameJson(other, value))) return false;
      return schemas.every((schema) => this.check.holds(withoutChoices(schema), exactly(value)) !== false);
    });
    if (kept.length === 0) return null;
    const scalars = kept.filter((value) => typeof value !== 'object' || value === null);
    const others = kept.filter((value) => typeof value === 'object' && value !== null).map(exactly);
    if (others.length === 0) return { kind: 'scalars', values: scalars };
    if (scalars.length === 0 && others.length === 1) return others[0];
    return {
      kind: 'choice',
      of: [...(scalars.length === 0 ? [] : [{ kind: 'scalars', values: scalars } as const]), ...others],
    };
  }

  #ofType(type: string, schemas: readonly JsonMap[], need: Need, optional: Optional): Shape | null {
    switch (type) {
      case 'object':
      case 'array': {
        const rounds = Math.max(
          0,
          ...schemas.filter(isCompound).map((schema) => need.trail.filter((one) => one === schema).length),
        );
        if (rounds > (need.isRequired ? MAX_ROUNDS : MAX_OPTIONAL_ROUNDS)) return null;
        if (type === 'array') return listShape(schemas, need, this);
        return objectShape(schemas, need, optional, this.check, this);
      }
      case 'string':
        return without(
          textShape(
            schemas,
            {
              name: inferredName(need),
              owners: need.owners,
              path: need.path,
              at: this.#positionOf(schemas[0] ?? true),
            },
            this.#tools,
          ),
          schemas,
        );
      case 'integer':
      case 'number':
        return without(
          numberShape(schemas, type === 'integer', inferredName(need), need.owners, this.#tools.catalogue),
          schemas,
        );
      case 'boolean':
        return without({ kind: 'scalars', values: [true, false] }, schemas);
      case 'null':
        return without({ kind: 'scalars', values: [null] }, schemas);
      default:
        return null;
    }
  }

  /** A set with nulls, if its schemas say that it may be null. */
  #orNull(shape: Shape, need: Need): Shape {
    if (need.type !== null || shape.kind === 'nullable') return shape;
    const nothing: Shape = { kind: 'scalars', values: [null] };
    if (shape.kind === 'scalars' && shape.values.includes(null)) return shape;
    if (!need.schemas.some((schema) => this.#saysNull(schema, 0))) return shape;
    return this.#holds(need, nothing) === true ? { kind: 'nullable', of: shape } : shape;
  }

  #saysNull(schema: Json, depth: number): boolean {
    if (!isMap(schema) || depth > 6) return false;
    const type = schema.get('type');
    if (type === 'null' || textsOf(type).includes('null') || schema.get('nullable') === true) return true;
    const reference = schema.get('$ref');
    const target = typeof reference === 'string' ? this.#references.resolve(reference, schema) : undefined;
    const inner = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => {
      const list = schema.get(keyword);
      return isList(list) ? list : [];
    });
    return [...inner, ...(target === undefined ? [] : [target])].some((one) => this.#saysNull(one, depth + 1));
  }
}

const NOTHING: Shape = { kind: 'scalars', values: [null] };

/** Keywords after which a set has to be checked as a whole. */
const CHOICES = ['anyOf', 'oneOf', 'not', 'if', 'dependentSchemas', 'dependencies'];

/** A schema with what it says of one value alone. */
function withoutChoices(schema: JsonMap): JsonMap {
  return new Map([...schema].filter(([name]) => !CHOICES.includes(name) && name !== '$ref' && name !== 'allOf'));
}

function exceptions(schemas: readonly JsonMap[]): readonly Json[] {
  return schemas.flatMap((schema) => {
    const values = schema.get('$except');
    return isList(values) ? values : [];
  });
}

/** A set without the values that are excluded. */
function without(shape: Shape | null, schemas: readonly JsonMap[]): Shape | null {
  const excluded = exceptions(schemas);
  if (shape === null || excluded.length === 0) return shape;
  if (shape.kind === 'scalars') {
    const values = shape.values.filter((value) => !excluded.includes(value));
    return values.length === 0 ? null : { kind: 'scalars', values };
  }
  if (
    shape.kind === 'number' &&
    excluded.some((value) => typeof value === 'number' && value >= shape.min && value <= shape.max)
  ) {
    const { min, max } = shape;
    const step = shape.step ?? (shape.isInteger ? 1 : (max - min) / 100);
    const values: number[] = [];
    for (let value = min; value <= max && values.length < 20; value += step)
      if (!excluded.includes(value)) values.push(value);
    return values.length === 0 ? null : { kind: 'scalars', values };
  }
  return shape;
}

function isCompound(schema: JsonMap): boolean {
  return ['properties', 'items', 'prefixItems', 'additionalProperties', 'patternProperties'].some((name) =>
    schema.has(name),
  );
}

const OBJECT = [
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'minProperties',
  'propertyNames',
  '$absent',
  '$present',
];
const LIST = ['items', 'prefixItems', 'minItems', 'contains', 'uniqueItems', 'additionalItems'];
const TEXT = ['pattern', 'format', 'minLength', 'maxLength', 'contentEncoding', '$unlike'];
const NUMBER = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', '$indivisible'];

/** The types that several schemas leave, the best first. */
function typesOf(schemas: readonly JsonMap[]): readonly string[] {
  let types: readonly string[] | null = null;
  for (const schema of schemas) {
    const type = schema.get('type');
    const own = typeof type === 'string' ? [type] : textsOf(type);
    if (own.length === 0 || own.includes('any')) continue;
    types = types === null ? own : meeting(types, own);
  }
  // Null is what remains where nothing else does.
  if (types !== null) return [...types.filter((type) => type !== 'null'), ...types.filter((type) => type === 'null')];
  const says = (keywords: readonly string[]): boolean =>
    schemas.some((schema) => keywords.some((one) => schema.has(one)));
  const likely = [
    ...(says(OBJECT) ? ['object'] : []),
    ...(says(LIST) ? ['array'] : []),
    ...(says(TEXT) ? ['string'] : []),
    ...(says(NUMBER) ? ['number'] : []),
    ...exampleTypes(schemas),
  ];
  return [...new Set([...likely, 'string', 'integer', 'boolean', 'object', 'array', 'null'])];
}

function meeting(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.flatMap((type) => {
    if (b.includes(type)) return [type];
    if (type === 'integer' && b.includes('number')) return ['integer'];
    return type === 'number' && b.includes('integer') ? ['integer'] : [];
  });
}

function exampleTypes(schemas: readonly JsonMap[]): readonly string[] {
  const values = schemas.flatMap((schema) => {
    const examples = schema.get('examples');
    const example = schema.get('default') ?? schema.get('example') ?? (isList(examples) ? examples[0] : undefined);
    return example === undefined || example === null ? [] : [example];
  });
  return values.map((value) => (isList(value) ? 'array' : isMap(value) ? 'object' : typeof value));
}
