import { isList, isMap, type Json, type JsonMap } from './json.ts';
import { negationsOf, schemaOf } from './negate.ts';
import type { References } from './references.ts';

/** Schemas without alternatives, all of which hold. */
export interface Expansion {
  readonly schemas: readonly JsonMap[];
  /** References that lead out of the document. */
  readonly remote: readonly string[];
}

/** What has to be decided: one of several lists of schemas holds. */
type Alternatives = readonly (readonly Json[])[];

interface State {
  /** What is not looked at yet; the last one is next. */
  readonly pending: readonly Json[];
  readonly schemas: readonly JsonMap[];
  readonly remote: readonly string[];
  readonly open: readonly Alternatives[];
}

/** Schemas that hold at once. */
const MAX_SCHEMAS = 400;

/**
 * The ways in which several schemas hold at once, one after the other, the most natural first: what they refer to and all of `allOf`,
 * with a decision for every `anyOf`, `oneOf`, `not`, `if` and dependency.
 * @param isStrict whether the alternatives of `oneOf` that are not taken are excluded by rules, not only by checking.
 */
export function* expand(all: readonly Json[], references: References, isStrict: boolean): Generator<Expansion> {
  const stack: State[] = [{ pending: [...all].reverse(), schemas: [], remote: [], open: [] }];
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    const closed = gathered(state, references, isStrict);
    if (closed === null) continue;
    const [next, ...rest] = closed.open;
    if (next === undefined) {
      yield closed;
      continue;
    }
    for (const alternative of [...next].reverse()) {
      stack.push({ ...closed, pending: [...alternative].reverse(), open: rest });
    }
  }
}

/** Without anything pending; null if nothing can hold. */
function gathered(state: State, references: References, isStrict: boolean): State | null {
  const pending = [...state.pending];
  const schemas = [...state.schemas];
  const remote = [...state.remote];
  const open = [...state.open];
  const seen = new Set<Json>(schemas);
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (schema === false) return null;
    if (!isMap(schema) || seen.has(schema)) continue;
    if (schemas.length === MAX_SCHEMAS) return null;
    seen.add(schema);
    schemas.push(schema);
    for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
      const reference = schema.get(keyword);
      if (typeof reference !== 'string') continue;
      const target = references.resolve(reference, schema);
      if (target === undefined) remote.push(reference);
      else pending.push(target);
    }
    const allOf = schema.get('allOf');
    if (isList(allOf)) pending.push(...[...allOf].reverse());
    open.push(...alternativesOf(schema, references, isStrict));
  }
  return { pending: [], schemas, remote, open };
}

function alternativesOf(schema: JsonMap, references: References, isStrict: boolean): readonly Alternatives[] {
  const found: Alternatives[] = [];
  const anyOf = schema.get('anyOf');
  if (isList(anyOf)) found.push(natural(anyOf).map((one) => [one]));
  const oneOf = schema.get('oneOf');
  if (isList(oneOf)) {
    found.push(
      natural(oneOf).map((one) => {
        const others = isStrict ? oneOf.filter((other) => other !== one).map((other) => schemaOf({ not: other })) : [];
        return [...tagged(schema, one), ...others];
      }),
    );
  }
  const test = schema.get('if');
  if (test !== undefined && (schema.has('then') || schema.has('else'))) {
    found.push([
      [test, schema.get('then') ?? true],
      [schemaOf({ not: test }), schema.get('else') ?? true],
    ]);
  }
  const not = schema.get('not');
  if (not !== undefined) {
    const negations = negationsOf(not, references);
    if (not === true) return [[]];
    // What a negation does not say is left to the check.
    if (negations.length > 0) found.push(negations.map((one) => [one]));
  }
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    const dependent = schema.get(keyword);
    if (!isMap(dependent)) continue;
    for (const [name, needs] of dependent) {
      if (!isList(needs)) found.push([[schemaOf({ $present: [name] }), needs], [schemaOf({ $absent: [name] })]]);
    }
  }
  return found;
}

/** Alternatives in the order in which a person would take them: null comes last. */
function natural(alternatives: readonly Json[]): readonly Json[] {
  const isNull = (one: Json): boolean => isMap(one) && (one.get('type') === 'null' || one.get('const') === null);
  return [...alternatives.filter((one) => !isNull(one)), ...alternatives.filter(isNull)];
}

/** An alternative, with the tag that the discriminator of OpenAPI gives it. */
function tagged(schema: JsonMap, alternative: Json): readonly Json[] {
  const reference = isMap(alternative) ? alternative.get('$ref') : undefined;
  if (typeof reference !== 'string') return [alternative];
  const tag = tagFor(schema.get('discriminator'), reference.replace(/^.*\//, ''));
  return tag === null ? [alternative] : [alternative, tag];
}

/** The schema that a discriminator means for the schema of a name; null if it is none. */
export function tagFor(discriminator: Json | undefined, name: string): Json | null {
  // Swagger 2 has the name of the property alone.
  const property = isMap(discriminator) ? discriminator.get('propertyName') : discriminator;
  if (typeof property !== 'string') return null;
  const mapping = isMap(discriminator) ? discriminator.get('mapping') : undefined;
  const entries = isMap(mapping) ? [...mapping] : [];
  const mapped = entries.find(([, target]) => typeof target === 'string' && target.replace(/^.*\//, '') === name);
  return schemaOf({ properties: new Map([[property, schemaOf({ const: mapped?.[0] ?? name })]]) });
}
