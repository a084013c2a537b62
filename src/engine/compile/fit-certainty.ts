import type { Entity, Equality } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { EveryRow } from '../relations/candidates.ts';
import { evenly, type Pick } from '../relations/fitting-share.ts';
import { type Ancestor, countAt, descendants, type SpanOptions, type Spans } from '../relations/spans.ts';
import { leastOrdered, type OrderedPair, type Why, whyUnordered } from './fit-order.ts';
import type { Origin } from './origin.ts';
import type { Fields, FieldSite } from './fields.ts';
import type { Answer } from './qualifying.ts';

/** A pair of values that are equal in the two rows of a reference. */
export interface Pair {
  readonly equality: Equality;
  readonly theirs: Recipe;
  readonly own: Recipe;
  /** Where the own value comes from, and whether both are numbers of its rows. */
  readonly origin: Origin | null;
  readonly areRows: boolean;
}

export interface Compared {
  /** The first equality that is met by the descendants of one row, where there is one. */
  readonly ancestor: (Ancestor & { readonly theirs: Origin }) | null;
  readonly pairs: readonly Pair[];
  readonly orders: readonly OrderedPair[];
  /** Comparisons with another field of theirs. */
  readonly seconds: readonly OrderedPair[];
}

/**
 * Why a row may have no candidate, as far as that can be known before the rows; null if each certainly has one.
 * @param more how many other rows it must differ from.
 */
export function whyNone(
  fields: Fields,
  site: FieldSite,
  target: Entity,
  { ancestor, pairs, orders, seconds }: Compared,
  found: Answer,
  options: SpanOptions,
  pick: Pick,
  more = 0,
): Why | null {
  const unordered = whyUnordered(fields, site, [...orders, ...seconds], found, options, more);
  if (unordered !== null) return unordered;
  const needed = (options.itself === null ? 1 : 2) + more;
  const others = needed === 1 ? '' : 'other ';
  if (ancestor !== null && ancestor.links.some(({ presence }) => presence !== null)) return nullable(site);
  const [pair] = pairs;
  if (pair !== undefined) {
    if (pair.own.nullable) return nullable(site);
    // A group may have no weight, and one of two groups no row of the other.
    const isAlone = ancestor === null && pairs.length === 1 && found.sums === null;
    if (isAlone && isCovered(fields, pair, found, needed)) return null;
    const [theirs, own] = [pair.equality.theirs.names.join('.'), pair.equality.own.names.join('.')];
    const message = `not every ${own} is certain to be the ${theirs} of some ${others}row of ${target.name}`;
    return { message, hint: `give them the same values` };
  }
  if (ancestor === null) {
    const { sums, candidates } = found;
    const hasOthers =
      sums === null ? candidates.length >= needed : (sums.find((sum) => sum > 0) ?? 0) < sums[candidates.length];
    return needed === 1 || hasOthers
      ? null
      : { message: 'the only one is the row itself', hint: 'let more rows meet it' };
  }
  const owner = ancestor.theirs.entity.name;
  const isPlain = found.candidates instanceof EveryRow && found.sums === null;
  if (isPlain && leastDescendants(fields, ancestor.theirs) >= needed) return null;
  // Of two rows, the one with a weight may be the row itself.
  const isCertain = !isPlain && (needed === 1 || found.sums === null);
  if (isCertain && spansBelow(fields, ancestor, found, pick, needed).empty === 0) return null;
  const message = `a row of ${owner} can have no ${others}row of ${target.name}${isPlain ? '' : ' that meets it'}`;
  return { message, hint: `let every row of ${owner} have ${needed === 1 ? 'one' : needed === 2 ? 'two' : needed}` };
}

function nullable({ field }: FieldSite): Why {
  return { message: `what ${field.name} is compared with can be null`, hint: 'remove the nulls there' };
}

/** The fewest rows that descend from one row. */
function leastDescendants({ counts }: Fields, { through }: Origin): number {
  return through.reduce((product, { entity }) => product * counts.least(entity.name), 1);
}

/** How many of the rows that an equality can lead to have fewer candidates than needed, and the fewest that the others have. */
function spansBelow(
  fields: Fields,
  { theirs, levels }: Ancestor & { readonly theirs: Origin },
  { candidates }: Answer,
  pick: Pick,
  needed: number,
): { readonly empty: number; readonly least: number } {
  const rows = fields.counts.rows(theirs.entity.name);
  if (rows > candidates.length) return { empty: rows - candidates.length, least: 1 };
  const spans: Spans = { low: new Float64Array(1), high: new Float64Array(1), skipped: null, fill: () => undefined };
  let [empty, least] = [0, candidates.length];
  for (let row = 0; row < rows; row++) {
    const [first, last] = descendants(levels, row);
    spans.low[0] = candidates.seek(first, 0, candidates.length);
    spans.high[0] = candidates.seek(last, spans.low[0], candidates.length);
    if (pick.can(spans, 0) && countAt(spans, 0) >= needed) least = Math.min(least, countAt(spans, 0));
    else empty++;
  }
  return { empty, least };
}

/** The least number of candidates of the rows that have any, as far as that is known before the rows. */
export function leastSpan(fields: Fields, site: FieldSite, { ancestor, orders }: Compared, found: Answer): number {
  const { candidates, groups } = found;
  if (orders.length > 0) return leastOrdered(fields, site, orders, found);
  if (groups !== null) {
    const { starts } = groups;
    return ancestor === null
      ? starts.slice(1).reduce((least, end, i) => Math.min(least, end - starts[i]), Infinity)
      : 1;
  }
  if (ancestor === null) return candidates.length;
  if (candidates instanceof EveryRow) return Math.max(1, leastDescendants(fields, ancestor.theirs));
  return spansBelow(fields, ancestor, found, evenly, 1).least;
}

/** Whether every value that a row can have is one of the candidates', often enough. */
function isCovered(fields: Fields, { own, origin, areRows }: Pair, { groups }: Answer, needed: number): boolean {
  if (groups === null || origin === null) return false;
  const { numbers, starts } = groups;
  const has = (key: string | number): boolean => {
    const group = numbers.get(key);
    return group !== undefined && starts[group + 1] - starts[group] >= needed;
  };
  const { source } = origin.field;
  if (areRows) {
    const rows = fields.counts.rows(origin.entity.name);
    for (let row = 0; row < rows; row++) if (rows > numbers.size || !has(row)) return false;
    return true;
  }
  const values =
    source.kind === 'values' || source.kind === 'static'
      ? source.values
      : source.kind === 'provider'
        ? fields.model.providers.get(source.provider)?.columns.find(({ name }) => name === source.column)?.values
        : undefined;
  if (own.type.kind !== 'string' && own.type.kind !== 'enum') return false;
  return values !== undefined && values.every((value) => typeof value === 'string' && has(value));
}
