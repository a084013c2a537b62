import { type Entity, type Expression, expressionPaths, type Field, type ReferenceSource } from '../../model/index.ts';
import { toFloat } from '../expressions/convert.ts';
import { columnNode } from '../expressions/node.ts';
import { isNumber, valueType } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import { type Candidates, EveryRow, ListedRows, OrderedRows } from '../relations/candidates.ts';
import { RowSet } from '../relations/row-set.ts';
import type { OrderedValues } from '../relations/ordered-values.ts';
import { bindKeys, type Groups, orderedValue } from '../relations/spans.ts';
import type { Vector } from '../vector.ts';
import { isShortPass, scan } from './passes.ts';
import type { Fields, FieldSite } from './fields.ts';

/** What is asked of all rows that a reference could refer to. */
export interface Question {
  /** Null for all. */
  readonly condition: Recipe | null;
  /** What they are grouped by; a row of which one is null is in no group. */
  readonly keys: readonly Recipe[];
  /** What they are ordered by within a group; a row of which it is null is in none. */
  readonly order: Recipe | null;
  /** Another value that is compared by order; a row of which it is null is in no group. */
  readonly second?: Recipe | null;
  readonly weight: Recipe | null;
}

export interface Answer {
  readonly candidates: Candidates;
  readonly groups: Pick<Groups, 'numbers' | 'starts'> | null;
  /** The value at each position by which they are ordered; null if they are not. */
  readonly values: OrderedValues | null;
  /** Another value at each position; absent where none is compared. */
  readonly seconds?: OrderedValues | null;
  /** Weights of the candidates before each position, and at last of all; null if nothing has a weight. */
  readonly sums: Float64Array | null;
}

/** The parents that may have children, by the condition in the `$where` of a `$per` reference; null after a problem. */
export function qualifyingParents(
  fields: Fields,
  entity: Entity,
  field: Field,
  { entity: name, where }: ReferenceSource,
): RowSet | null {
  const site = { entity, field, depth: null };
  const target = fields.entity(name);
  if (target === undefined || where === null || where.condition === null) return null;
  const condition = conditionRecipe(fields, site, target, where.condition);
  if (condition === null || !isShortPass(fields, site, target, expressionPaths(where.condition), '$where')) return null;
  const candidates = answer(fields.counts.rows(name), { condition, keys: [], order: null, weight: null })?.candidates;
  if (candidates?.length === 0) return reportNone(fields, site, name);
  return candidates instanceof RowSet ? candidates : null;
}

/** Reports that no row meets a condition. */
export function reportNone(fields: Fields, site: FieldSite, target: string): null {
  const message = `none of the ${fields.counts.rows(target)} rows of ${target} meets $where`;
  return fields.report(site, 'WHERE_UNMET', message, `Look at its rows with: preview --entity ${target}.`);
}

/** A condition over the rows of another entity; null after a problem. */
export function conditionRecipe(fields: Fields, site: FieldSite, target: Entity, condition: Expression): Recipe | null {
  const recipe = fields.expression(condition, site, 'where:', target);
  if (recipe === null || recipe.type.kind === 'boolean') return recipe;
  const message = `$where needs true or false, this is ${recipe.type.kind}`;
  return fields.report(site, 'CONDITION_TYPE', message, 'Compare the value with something.');
}

/** A number of the rows of another entity as a weight; null after a problem. */
export function weightRecipe(fields: Fields, site: FieldSite, target: Entity, path: readonly string[]): Recipe | null {
  const recipe = fields.walk(target, path, site);
  if (recipe === null) return null;
  const is = valueType(recipe.type);
  if (isNumber(is)) return toFloat(columnNode(recipe, is));
  const message = `${target.name}.${path.join('.')} is of type ${recipe.type.kind}, and $share by needs numbers`;
  return fields.report(site, 'NOT_NUMERIC', message);
}

/** Weights up to this can be added without end. */
const MAX_WEIGHT = 1e290;

/** Groups are kept by their values, which take far more than their rows. */
export const MAX_GROUPS = 1_000_000;

/** Looks at all rows, and keeps what is asked of them; null if there are too many groups. */
export function answer(rows: number, { condition, keys, order, second = null, weight }: Question): Answer | null {
  const bits = condition === null ? null : new Uint32Array(Math.ceil(rows / 32));
  const groupOf = keys.length === 0 && order === null ? null : new Int32Array(rows);
  let values: OrderedValues | null = null;
  let seconds: OrderedValues | null = null;
  const weights = weight === null ? null : new Float64Array(rows);
  const numbers = new Map<string | number | bigint | boolean, number>();
  const recipes = [condition, ...keys, order, second, weight].filter((recipe) => recipe !== null);
  scan(rows, recipes, (frame) => {
    const test = condition === null ? null : frame.column(condition).value.vector;
    const size = weight === null ? null : frame.column(weight).value.vector;
    const key = groupOf === null || keys.length === 0 ? null : bindKeys(keys, frame).key;
    const ordered = order === null ? null : frame.column(order).value.vector;
    const beside = second === null ? null : frame.column(second).value.vector;
    if (ordered !== null) values = valuesLike(ordered, rows);
    if (beside !== null) seconds = valuesLike(beside, rows);
    return (first, length) => {
      for (let i = 0; i < length; i++) {
        const row = first + i;
        const isIn = test === null || (test.kind === 'bool' && test.values[i] === 1 && test.validity?.[i] !== 0);
        if (isIn && bits !== null) bits[row >>> 5] |= 1 << (row & 31);
        if (size?.kind === 'float64' && weights !== null && size.validity?.[i] !== 0) {
          weights[row] = size.values[i] > 0 ? Math.min(size.values[i], MAX_WEIGHT) : 0;
        }
        if (groupOf === null) continue;
        const site = ordered === null ? 0 : orderedValue(ordered, i);
        if (values !== null && site !== null) values[row] = site;
        const other = beside === null ? 0 : orderedValue(beside, i);
        if (seconds !== null && other !== null) seconds[row] = other;
        const value = !isIn || site === null || other === null ? undefined : key === null ? '' : key(i);
        const isOver = numbers.size > MAX_GROUPS;
        groupOf[row] = value === undefined || isOver ? -1 : numberOf(value, numbers);
      }
    };
  });
  if (numbers.size > MAX_GROUPS) return null;
  if (groupOf !== null) {
    const listed = sorted(groupOf, numbers.size, values);
    const groups = keys.length === 0 ? null : { numbers, starts: listed.starts };
    if (values === null) return answered(new ListedRows(listed.order), weights, groups, null);
    const answer = answered(new OrderedRows(listed.order), weights, groups, valuesAt(values, listed.order));
    return seconds === null ? answer : { ...answer, seconds: valuesAt(seconds, listed.order) };
  }
  return answered(bits === null ? new EveryRow(rows) : new RowSet(rows, bits), weights, null, null);
}

function answered(
  candidates: Candidates,
  weights: Float64Array | null,
  groups: Answer['groups'],
  values: Answer['values'],
): Answer {
  if (weights === null) return { candidates, groups, values, sums: null };
  const sums = new Float64Array(candidates.length + 1);
  for (let i = 0; i < candidates.length; i++) sums[i + 1] = sums[i] + weights[candidates.row(i)];
  return { candidates, groups, values, sums };
}

function numberOf<K>(key: K, numbers: Map<K, number>): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

/** The rows of all groups, one group after the other, each in the order of the values, and where each begins. */
function sorted(
  groupOf: Int32Array,
  groups: number,
  values: OrderedValues | null,
): { order: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(groups + 1);
  for (const group of groupOf) if (group >= 0) starts[group + 1]++;
  for (let group = 0; group < groups; group++) starts[group + 1] += starts[group];
  const order = new Uint32Array(starts[groups]);
  const next = starts.slice(0, groups);
  for (let row = 0; row < groupOf.length; row++) if (groupOf[row] >= 0) order[next[groupOf[row]]++] = row;
  if (values === null) return { order, starts };
  for (let group = 0; group < groups; group++) sortByValue(order.subarray(starts[group], starts[group + 1]), values);
  return { order, starts };
}

/** Rows of equal values stay in their order. */
function sortByValue(rows: Uint32Array, values: OrderedValues): void {
  if (values instanceof BigInt64Array) {
    rows.sort((a, b) => (values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : a - b));
  } else {
    rows.sort((a, b) => values[a] - values[b] || a - b);
  }
}

function valuesLike({ kind }: Vector, rows: number): OrderedValues {
  return kind === 'decimal64' ? new BigInt64Array(rows) : new Float64Array(rows);
}

function valuesAt(values: OrderedValues, order: Uint32Array): OrderedValues {
  if (values instanceof BigInt64Array) return BigInt64Array.from(order, (row) => values[row]);
  return Float64Array.from(order, (row) => values[row]);
}
