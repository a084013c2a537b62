import { casesOf, type Entity, type Expression, type Field, type Model, isInList } from '../../../model/index.ts';
import { Arena } from '../../arena.ts';
import { readScalar } from '../../expressions/read.ts';
import { powerOfTen } from '../../expressions/value-type.ts';
import { Frame, type Recipe } from '../../frame.ts';
import { longestTime } from '../../recipes/state-graph.ts';
import { MAX_MOVES } from '../../recipes/states.ts';
import type { Fields, FieldSite } from '../fields.ts';
import { ANY, type Interval, intervalOf } from './interval.ts';
import { isConstant } from './rules.ts';

const DAY = 86_400_000;
const MAX_DEPTH = 20;

/** A value that is the same in every row. */
export type Constant =
  | { readonly kind: 'number'; readonly unscaled: bigint; readonly scale: number }
  | { readonly kind: 'instant' | 'time'; readonly ms: number }
  | { readonly kind: 'span'; readonly ms: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

/** What fields and expressions of an entity can be, before any row. */
export class Ranges {
  readonly #model: Model;
  readonly #bare: Fields;

  /** @param bare compiles fields as if there were no checks. */
  constructor(model: Model, bare: Fields) {
    this.#model = model;
    this.#bare = bare;
  }

  /** The recipe of a path from the top of an entity, without checks; null where it leads nowhere. */
  recipe(entity: Entity, names: readonly string[]): Recipe | null {
    return this.#bare.path(names, siteOf(entity), entity.at);
  }

  /** The field of the entity that a path names; null for those of other entities and of list items. */
  own(entity: Entity, names: readonly string[]): Field | null {
    const field = this.#bare.index(entity).get(names.join('.'));
    return field === undefined || isInList(field.path) ? null : field;
  }

  /** Whether the values of a path are on the grid of a generator, of the entity or of one that it refers to. */
  isOnGrid(entity: Entity, names: readonly string[], depth = 0): boolean {
    if (depth > MAX_DEPTH) return false;
    const index = this.#bare.index(entity);
    for (let used = names.length; used > 0; used--) {
      const source = index.get(names.slice(0, used).join('.'))?.source;
      if (source === undefined) continue;
      const rest = names.slice(used);
      if (source.kind === 'lookup' && rest.length === 0) return this.isOnGrid(entity, source.path, depth + 1);
      if (source.kind !== 'reference') return source.kind === 'generator' && rest.length === 0;
      const target = this.#bare.entity(source.entity);
      const shown = rest.length > 0 ? rest : (source.field?.split('.') ?? []);
      return target !== undefined && shown.length > 0 && this.isOnGrid(target, shown, depth + 1);
    }
    return false;
  }

  /** Between which values a path lies. */
  of(entity: Entity, names: readonly string[], depth = 0): Interval {
    if (depth > MAX_DEPTH) return ANY;
    const index = this.#bare.index(entity);
    for (let used = names.length; used > 0; used--) {
      const field = index.get(names.slice(0, used).join('.'));
      if (field === undefined) continue;
      if (used === names.length) return this.#ofField(entity, field, depth);
      const target = field.source.kind === 'reference' ? this.#bare.entity(field.source.entity) : undefined;
      return target === undefined ? ANY : this.of(target, names.slice(used), depth + 1);
    }
    return ANY;
  }

  expression(entity: Entity, expression: Expression, depth = 0): Interval {
    return intervalOf(
      expression,
      (names) => this.of(entity, names, depth + 1),
      (one) => {
        const constant = isConstant(one) ? this.constant(entity, one) : null;
        if (constant === null) return null;
        if (constant.kind === 'number') return Number(constant.unscaled) / powerOfTen(constant.scale);
        return 'ms' in constant ? constant.ms : null;
      },
    );
  }

  /** The value of an expression that is the same in every row; null where it has none of these kinds. */
  constant(entity: Entity, expression: Expression): Constant | null {
    const span = isSpan(expression);
    const { at } = expression;
    const epoch: Expression = { op: 'literal', value: '1970-01-01T00:00:00Z', at };
    const start: Expression = { op: 'call', name: 'timestamp', args: [epoch], at };
    const whole: Expression = span ? { op: 'binary', operator: '+', left: start, right: expression, at } : expression;
    const recipe = this.#bare.expression(whole, siteOf(entity), '');
    if (recipe === null) return null;
    const frame = new Frame(new Arena(), 1);
    frame.range(0, 1);
    const column = frame.column(recipe);
    column.ensure();
    const { vector } = column.value;
    const value = readScalar(vector, 0);
    if (value === null) return { kind: 'null' };
    if (typeof value === 'string') return { kind: 'text', text: value };
    if (typeof value === 'boolean') return { kind: 'boolean', value };
    if (vector.kind === 'date') return { kind: 'instant', ms: Number(value) * DAY };
    if (vector.kind === 'timestamp') return { kind: span ? 'span' : 'instant', ms: Number(value) };
    if (vector.kind === 'time') return { kind: 'time', ms: Number(value) };
    if (vector.kind !== 'decimal' && vector.kind !== 'decimal64') return numberOf(Number(value));
    return { kind: 'number', unscaled: BigInt(value), scale: vector.scale };
  }

  #ofField(entity: Entity, field: Field, depth: number): Interval {
    const { source } = field;
    if (source.kind === 'generator' && source.name === 'sequence') {
      const [start, step] = [Number(source.options.start), Number(source.options.step)];
      const end = start + step * Math.max(0, this.#bare.counts.rows(entity.name) - 1);
      return { low: Math.min(start, end), high: Math.max(start, end) };
    }
    if (source.kind === 'values' || source.kind === 'static') return ofValues(source.values);
    if (source.kind === 'provider') {
      const columns = this.#model.providers.get(source.provider)?.columns ?? [];
      return ofValues(columns.find(({ name }) => name === source.column)?.values ?? []);
    }
    if (source.kind === 'expression') return this.expression(entity, source.expression, depth + 1);
    if (source.kind === 'lookup') return this.of(entity, source.path, depth + 1);
    if (source.kind === 'reference') {
      const target = this.#bare.entity(source.entity);
      return target === undefined || source.field === null ? ANY : this.of(target, source.field.split('.'), depth + 1);
    }
    if (source.kind === 'ordinal') {
      const reference = this.#bare.index(entity).get(source.reference)?.source;
      return { low: 1, high: reference?.kind === 'reference' ? (reference.per?.max ?? Infinity) : Infinity };
    }
    if (source.kind === 'states' && typeof source.part === 'number' && source.start !== null) {
      const start = this.expression(entity, source.start, depth + 1);
      return { low: start.low, high: start.high + longestTime(source.states, MAX_MOVES) };
    }
    if (source.kind === 'relative') {
      return { low: source.range.min?.value ?? -Infinity, high: source.range.max?.value ?? Infinity };
    }
    if (source.kind === 'cases') {
      const parts = casesOf(source).map((value) => this.#ofField(entity, value, depth + 1));
      return { low: Math.min(...parts.map(({ low }) => low)), high: Math.max(...parts.map(({ high }) => high)) };
    }
    if (source.kind === 'aggregate' && source.field !== null && source.operator !== 'sum') {
      const child = this.#bare.entity(source.entity);
      return child === undefined ? ANY : this.of(child, source.field.split('.'), depth + 1);
    }
    const recipe = this.#bare.field(entity, field, null);
    if (recipe === null) return ANY;
    if (recipe.grid !== undefined && source.kind === 'generator') {
      const { low, step, size, scale } = recipe.grid;
      const unit = recipe.type.kind === 'date' ? DAY : 1 / powerOfTen(scale);
      return { low: low * unit, high: (low + (size - 1) * step) * unit };
    }
    if (source.kind === 'generator' && ['date', 'timestamp', 'time'].includes(recipe.type.kind)) {
      return { low: source.range.min?.value ?? -Infinity, high: source.range.max?.value ?? Infinity };
    }
    if (recipe.magnitude === undefined) return ANY;
    const most = recipe.magnitude / (recipe.type.kind === 'decimal' ? powerOfTen(recipe.type.scale) : 1);
    return { low: source.kind === 'aggregate' && source.operator === 'count_of' ? 0 : -most, high: most };
  }
}

/** What stands for the check of an entity where a field is asked for. */
export function siteOf(entity: Entity): FieldSite {
  const field: Field = {
    name: '$check',
    path: '$check',
    at: entity.at,
    type: null,
    source: { kind: 'broken' },
    inferred: null,
    nullShare: 0,
    unique: false,
    hidden: true,
    key: false,
    seed: null,
    group: '',
    from: [],
    when: null,
  };
  return { entity, field, depth: null };
}

function isSpan(expression: Expression): boolean {
  if (expression.op === 'unary') return expression.operator === '-' && isSpan(expression.operand);
  if (expression.op === 'binary') {
    const { operator, left, right } = expression;
    if (operator === '*') return isSpan(left) || isSpan(right);
    return (operator === '+' || operator === '-') && isSpan(left) && isSpan(right);
  }
  return expression.op === 'call' && ['weeks', 'days', 'hours', 'minutes', 'seconds'].includes(expression.name);
}

function numberOf(value: number): Constant | null {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,12}))?$/.exec(String(value)) ?? [];
  if (whole === undefined) return null;
  return { kind: 'number', unscaled: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

function ofValues(values: readonly unknown[]): Interval {
  const numbers = values.flatMap((value) => {
    if (value === null) return [];
    if (typeof value === 'object' && 'value' in value) return [Number(value.value)];
    return [Number.NaN];
  });
  if (numbers.length === 0 || numbers.some(Number.isNaN)) return ANY;
  return { low: numbers.reduce((a, b) => Math.min(a, b)), high: numbers.reduce((a, b) => Math.max(a, b)) };
}
