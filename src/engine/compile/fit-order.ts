import {
  type Entity,
  type Expression,
  type OrderOperator,
  type Ordering,
  prefixesAround,
  type Source,
} from '../../model/index.ts';
import { DAY } from '../calendar.ts';
import { aligned } from '../expressions/align.ts';
import { columnNode } from '../expressions/node.ts';
import { describe, powerOfTen, valueType } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import type { SpanOptions } from '../relations/spans.ts';
import { Ranges } from './checks/ranges.ts';
import { originOf } from './origin.ts';
import type { Fields, FieldSite } from './fields.ts';
import type { Answer } from './qualifying.ts';

/** Values of which one is less or greater than the other. */
export interface OrderedPair {
  readonly ordering: Ordering;
  readonly operator: OrderOperator;
  readonly theirs: Recipe;
  readonly own: Recipe;
}

/** Why a row may find no row that it can refer to, and what to do. */
export interface Why {
  readonly message: string;
  readonly hint: string;
}

/** What is compared with one field of the target by order, all as numbers or times of one type; null after a problem. */
export function ordersOf(
  fields: Fields,
  site: FieldSite,
  target: Entity,
  ordered: readonly Ordering[],
): readonly OrderedPair[] | null {
  const [first] = ordered;
  if (first === undefined) return [];
  const name = first.theirs.names.join('.');
  const left = fields.walk(target, first.theirs.names, site);
  const rights = ordered.map(({ own }) => fields.path(own.names, site, own.at));
  const recipes = [left, ...rights].filter((recipe) => recipe !== null);
  if (recipes.length <= ordered.length) return null;
  const nodes = recipes.map((recipe) => columnNode(recipe, valueType(recipe.type)));
  const values = aligned(nodes);
  const kind = values?.[0].type.kind ?? '';
  if (values === null) {
    const owns = ordered.map(({ own }, i) => `${own.names.join('.')} is ${describe(nodes[i + 1].is)}`).join(' and ');
    const message = `${name} is ${describe(nodes[0].is)}, and ${owns}: they have no order`;
    return fields.report(site, 'WHERE_TYPE', message, 'Compare fields of one type.');
  }
  if (!ORDERED.has(kind)) {
    const message = `${name} is ${describe(nodes[0].is)}, and ${first.operator} in $where compares numbers, dates and times`;
    return fields.report(site, 'WHERE_TYPE', message, 'Compare other fields, or write = in place of it.');
  }
  const [theirs, ...owns] = values;
  return ordered.map((ordering, i) => ({ ordering, operator: ordering.operator, theirs, own: owns[i] }));
}

const ORDERED: ReadonlySet<string> = new Set(['integer', 'number', 'decimal', 'date', 'timestamp', 'time']);

/** Why the order may leave a row no candidate; null if it certainly leaves each one in every group, or if there is none. */
export function whyUnordered(
  fields: Fields,
  site: FieldSite,
  orders: readonly OrderedPair[],
  { values, groups, sums }: Answer,
  { itself }: SpanOptions,
  more: number,
): Why | null {
  const [first] = orders;
  if (first === undefined || values === null) return null;
  const { ordering, operator, own } = first;
  const [their, its] = [ordering.theirs.names.join('.'), ordering.own.names.join('.')];
  const directive = operator.startsWith('<') ? '$min' : '$max';
  const hint = `bound ${its} by a ${directive} that some row meets`;
  if (own.nullable) return { message: `${its}, which is compared, can be null`, hint: 'remove the nulls there' };
  const message = `no ${their} may be ${operator} ${its}`;
  // The own row may be the only one.
  if (orders.length > 1 || itself !== null || more > 0) return { message, hint };
  const isMet = certainty(fields, site, first);
  const starts = groups?.starts ?? [0, values.length];
  for (let group = 0; group + 1 < starts.length; group++) {
    const at = firstWeighed(sums, starts[group], starts[group + 1], operator.startsWith('<'));
    if (at === null || !isMet(values[at])) return { message, hint };
  }
  return null;
}

/** The fewest rows of any group that the order certainly leaves to each row. */
export function leastOrdered(
  fields: Fields,
  site: FieldSite,
  orders: readonly OrderedPair[],
  { values, groups }: Answer,
): number {
  if (orders.length > 1 || values === null || orders[0].own.nullable) return 0;
  const isMet = certainty(fields, site, orders[0]);
  const starts = groups?.starts ?? [0, values.length];
  let least = values.length;
  for (let group = 0; group + 1 < starts.length; group++) {
    let count = 0;
    for (let at = starts[group]; at < starts[group + 1]; at++) if (isMet(values[at])) count++;
    least = Math.min(least, count);
  }
  return least;
}

/** Tells whether a value of theirs meets a comparison whatever the own value is. */
function certainty(
  fields: Fields,
  site: FieldSite,
  { ordering, operator, theirs: { type } }: OrderedPair,
): (theirs: number | bigint) => boolean {
  const { low, high } = boundOf(fields, site, ordering);
  const unit = type.kind === 'date' ? DAY : type.kind === 'decimal' ? 1 / powerOfTen(type.scale) : 1;
  return (theirs) => {
    const value = Number(theirs) * unit;
    if (operator === '<') return value < low;
    if (operator === '<=') return value <= low;
    return operator === '>' ? value > high : value >= high;
  };
}

/** The first position of a group, or the last one, that has a weight; null if none has. All have one where there are no sums. */
function firstWeighed(sums: Float64Array | null, start: number, end: number, isFirst: boolean): number | null {
  const step = isFirst ? 1 : -1;
  for (let at = isFirst ? start : end - 1; at >= start && at < end; at += step) {
    if (sums === null || sums[at + 1] > sums[at]) return at;
  }
  return null;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const ANYTHING: Bounds = { low: -Infinity, high: Infinity };
const MAX_DEPTH = 20;

/** Between which numbers, or milliseconds, the own value of a comparison lies. */
function boundOf(fields: Fields, { entity, field }: FieldSite, { own }: Ordering): Bounds {
  return new OwnBounds(fields).path(entity, own.names, prefixesAround(field.path), 0);
}

/** Bounds of fields, also of times that follow from others. */
class OwnBounds {
  readonly #fields: Fields;
  readonly #ranges: Ranges;

  constructor(fields: Fields) {
    this.#fields = fields;
    this.#ranges = new Ranges(fields.model, fields);
  }

  path(entity: Entity, names: readonly string[], prefixes: readonly string[], depth: number): Bounds {
    const origin = depth > MAX_DEPTH ? null : originOf(this.#fields, entity, names, prefixes);
    if (origin === null) return ANYTHING;
    const { source, path } = origin.field;
    return (
      this.#follows(origin.entity, source, prefixesAround(path), depth + 1) ??
      this.#ranges.of(origin.entity, path.split('.'))
    );
  }

  /** Null for what does not begin with another moment. */
  #follows(entity: Entity, source: Source, prefixes: readonly string[], depth: number): Bounds | null {
    const of = (said: Expression | null): Bounds =>
      said?.op === 'path' && said.names[0] !== 'vars'
        ? this.path(entity, said.names, prefixes, depth)
        : said === null
          ? ANYTHING
          : this.#ranges.expression(entity, said);
    if (source.kind === 'slot') {
      const start = source.begin === null ? of(source.start) : { low: source.begin, high: source.begin };
      return { low: start.low, high: source.end === null ? start.high + source.span : of(source.end).high };
    }
    if (source.kind === 'states') return { low: of(source.start).low, high: Infinity };
    if (source.kind === 'series') {
      // A start without a zone is a time of the series' own.
      const zone = source.steps?.zone === null ? 0 : DAY;
      return source.steps === null ? null : { low: of(source.start).low - source.steps.jitter - zone, high: Infinity };
    }
    if (source.kind !== 'relative') return null;
    const [after, before] = [of(source.after), of(source.before)];
    const { min, max } = source.range;
    const within = source.within ?? (source.after !== null && source.before !== null ? Infinity : 30 * DAY);
    return {
      low: Math.max(min?.value ?? -Infinity, source.after === null ? before.low - within - DAY : after.low),
      high: Math.min(max?.value ?? Infinity, source.before === null ? after.high + within + DAY : before.high),
    };
  }
}
