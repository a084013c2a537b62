import { type Entity, type Field, prefixesAround } from '../../model/index.ts';
import type { Fields } from './fields.ts';

/** A field of an entity. */
export interface Step {
  readonly entity: Entity;
  readonly field: Field;
}

/** Where the value of a path comes from: a field that has values of its own, in the row that these references lead to. */
export interface Origin extends Step {
  readonly through: readonly Step[];
}

/** Look-ups and references that are followed for one path; more are a cycle, which is reported where values are compiled. */
const MAX_STEPS = 100;

/**
 * The fields that a path names: the references that it follows, and the field it ends at. Null where it leads nowhere, which is
 * reported elsewhere.
 */
export function stepsAlong(
  fields: Fields,
  entity: Entity,
  path: readonly string[],
  prefixes: readonly string[],
): readonly Step[] | null {
  const steps: Step[] = [];
  let [owner, rest, around] = [entity, path, prefixes];
  while (rest.length > 0) {
    const index = fields.index(owner);
    const found = named(index, rest, around);
    if (found === null) return null;
    const [field, used] = found;
    rest = rest.slice(used);
    if (rest.length > 0 && field.source.kind === 'object') {
      around = [`${field.path}.`];
      continue;
    }
    steps.push({ entity: owner, field });
    if (rest.length === 0) return steps;
    if (field.source.kind !== 'reference' || field.source.many !== null) return null;
    const target = fields.entity(field.source.entity);
    if (target === undefined) return null;
    [owner, around] = [target, ['']];
  }
  return null;
}

function named(
  index: ReadonlyMap<string, Field>,
  path: readonly string[],
  prefixes: readonly string[],
): [field: Field, used: number] | null {
  for (const prefix of prefixes) {
    for (let used = 1; used <= path.length; used++) {
      const field = index.get(prefix + path.slice(0, used).join('.'));
      if (field?.path === prefix + field?.name) return [field, used];
    }
  }
  return null;
}

/**
 * Follows a path, and the references, look-ups and paths that its field is made of, as far as they go. It stops at a field with nulls of
 * its own, unless they are those of a reference, which are its link's. Null where the path leads nowhere.
 */
export function originOf(
  fields: Fields,
  entity: Entity,
  path: readonly string[],
  prefixes: readonly string[],
): Origin | null {
  const through: Step[] = [];
  let steps = stepsAlong(fields, entity, path, prefixes);
  for (let i = 0; i < MAX_STEPS; i++) {
    const last = steps?.at(-1);
    if (steps === null || last === undefined) return null;
    through.push(...steps.slice(0, -1));
    const next = madeFrom(fields, last);
    if (next === null) return { ...last, through };
    if (last.field.source.kind === 'reference') through.push(last);
    steps = stepsAlong(fields, next.entity, next.path, next.prefixes);
  }
  return null;
}

interface Next {
  readonly entity: Entity;
  readonly path: readonly string[];
  readonly prefixes: readonly string[];
}

/** The path whose value a field shows; null if it has values of its own. */
function madeFrom(fields: Fields, { entity, field }: Step): Next | null {
  const { source } = field;
  if (source.kind === 'reference') {
    const target = fields.entity(source.entity);
    if (target === undefined || source.many !== null) return null;
    if (source.field !== null) return { entity: target, path: source.field.split('.'), prefixes: [''] };
    return target.key.length === 1 ? { entity: target, path: target.key, prefixes: [''] } : null;
  }
  if (field.nullShare > 0 || field.when !== null) return null;
  const prefixes = prefixesAround(field.path);
  if (source.kind === 'lookup') return { entity, path: source.path, prefixes };
  if (source.kind !== 'expression' || source.expression.op !== 'path') return null;
  return { entity, path: source.expression.names, prefixes };
}
