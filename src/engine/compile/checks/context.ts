import {
  type Check,
  type Entity,
  type Expression,
  expressionPaths,
  type Field,
  type Model,
  type ModelScalar,
  type ProblemCode,
  type Source,
  type Span,
} from '../../../model/index.ts';
import type { Fields } from '../fields.ts';
import { Ranges } from './ranges.ts';
import { nameOf } from './rules.ts';
import { worldsOf } from './worlds.ts';

export type ReportCheck = (code: ProblemCode, at: Span, message: string, hint: string) => void;

/** What the plans of the checks of an entity have in common. */
export class CheckContext {
  readonly entity: Entity;
  readonly model: Model;
  /** Compiles fields as if there were no checks. */
  readonly bare: Fields;
  readonly ranges: Ranges;
  readonly #report: ReportCheck;

  constructor(entity: Entity, model: Model, bare: Fields, report: ReportCheck) {
    this.entity = entity;
    this.model = model;
    this.bare = bare;
    this.ranges = new Ranges(model, bare);
    this.#report = report;
  }

  unproven(check: Check, message: string, hint: string): void {
    this.#report('CHECK_UNPROVEN', check.at, `\`${check.text}\` is not certain: ${message}`, hint);
  }

  contradiction(check: Check, message: string, hint: string): void {
    this.#report('CHECK_CONTRADICTION', check.at, `\`${check.text}\` cannot hold: ${message}`, hint);
  }

  isTrue(expression: Expression): boolean {
    const constant = this.ranges.constant(this.entity, expression);
    return constant?.kind === 'boolean' && constant.value;
  }

  /** Fields in the order of the document. */
  order(): ReadonlyMap<string, number> {
    return new Map([...this.bare.index(this.entity).keys()].map((path, i) => [path, i]));
  }

  /** The field of a path, if it picks one of a few values. */
  pickOf(names: readonly string[]): Field | null {
    const field = this.ranges.own(this.entity, names);
    return field !== null && isFreeField(this.entity, field) && this.valuesOf(field) !== null ? field : null;
  }

  valuesOf({ source }: Field): { readonly values: readonly ModelScalar[]; readonly weights: readonly number[] } | null {
    if (source.kind === 'values')
      return { values: source.values, weights: source.weights ?? source.values.map(() => 1) };
    if (source.kind === 'generator' && source.name === 'boolean') {
      const share = Number(source.options.share);
      return { values: [true, false], weights: [share, 1 - share] };
    }
    if (source.kind !== 'provider') return null;
    const provider = this.model.providers.get(source.provider);
    if (provider?.columns.length !== 1) return null;
    const [{ values }] = provider.columns;
    return { values, weights: provider.weights ?? values.map(() => 1) };
  }

  worldsOf(conditions: readonly Expression[]): readonly number[] {
    return worldsOf(conditions, (path) => {
      const field = this.ranges.own(this.entity, path);
      return field === null ? null : (this.valuesOf(field)?.values ?? null);
    });
  }

  /** Whether a field is made from one of these of the same row. */
  dependsOn(field: Field, paths: ReadonlySet<string>, seen = new Set<string>()): boolean {
    if (seen.has(field.path)) return false;
    seen.add(field.path);
    return namesUsed(field).some((names) => {
      const index = this.bare.index(this.entity);
      for (let used = names.length; used > 0; used--) {
        const path = names.slice(0, used).join('.');
        if (paths.has(path)) return true;
        const found = index.get(path);
        if (found !== undefined) return this.dependsOn(found, paths, seen);
      }
      return false;
    });
  }
}

/** The path that an expression is, if it is a field's. */
export function pathOf(expression: Expression): readonly string[] | null {
  return expression.op === 'path' && expression.names[0] !== 'vars' ? expression.names : null;
}

/** The paths that a field's own source and conditions use. */
function namesUsed({ source, when, from }: Field): readonly (readonly string[])[] {
  const conditions = when === null ? [] : expressionPaths(when);
  const siblings = from.map((name) => name.split('.'));
  return [...conditions, ...siblings, ...namesOfSource(source)];
}

function namesOfSource(source: Source): readonly (readonly string[])[] {
  if (source.kind === 'expression') return expressionPaths(source.expression);
  if (source.kind === 'lookup') return [source.path];
  if (source.kind === 'template') return source.parts.flatMap((part) => (part.kind === 'path' ? [part.names] : []));
  if (source.kind === 'relative') {
    return [source.after, source.before].flatMap((one) => (one === null ? [] : expressionPaths(one)));
  }
  if (source.kind === 'object') return source.fields.flatMap(namesUsed);
  if (source.kind !== 'cases') return [];
  return source.cases.flatMap((one) => [
    ...(one.if === null ? [] : expressionPaths(one.if)),
    ...(one.value === null ? [] : namesUsed(one.value)),
  ]);
}

/** Whether nothing but its own source says what a field is. */
export function isFreeField(entity: Entity, field: Field): boolean {
  return !field.unique && !field.key && !field.path.includes('(') && !isOfTuple(entity, field);
}

/** Whether fields are chosen together so that no two rows are alike. */
export function isOfTuple({ uniques, key, each }: Entity, { name }: Field): boolean {
  const lists = [...uniques.map(({ names }) => names), ...(key.length > 1 ? [key] : []), each?.names ?? []];
  return lists.some((names) => names.includes(name));
}

/** Whether a generator draws the field, and nothing else says what it is. */
export function isFree(entity: Entity, field: Field): boolean {
  return isFreeField(entity, field) && field.source.kind === 'generator' && field.from.length === 0;
}

/** Conditions, each once. */
export function distinct(conditions: readonly Expression[]): readonly Expression[] {
  return [...new Map(conditions.map((one) => [nameOf(one), one])).values()];
}

/** The bits of the conditions among others. */
export function maskOf(guards: readonly Expression[], conditions: readonly Expression[]): number {
  const names = conditions.map(nameOf);
  return guards.reduce((mask, guard) => mask | (1 << names.indexOf(nameOf(guard))), 0);
}
