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
import { formatInstant, formatTime } from '../../calendar.ts';
import type { Recipe } from '../../frame.ts';
import { textOf } from '../../generators/scalars.ts';
import type { Excluded, Limit, Summand } from '../../recipes/within.ts';
import { factorOf } from '../../recipes/within.ts';
import { powerOfTen } from '../../expressions/value-type.ts';
import type { Fields } from '../place.ts';
import { type Fact, factsOf, type Interval } from './interval.ts';
import { joined, type Linear, linearOf, totalOf } from './linear.ts';
import { closure, type Edge, solve, type Variable } from './network.ts';
import { placeOf, Ranges } from './ranges.ts';
import { type Atom, type Comparison, hasChance, isConstant, nameOf, type Rule, rulesOf, unchained } from './rules.ts';
import { MAX_CONDITIONS, worldsOf } from './worlds.ts';

/** A field beside a drawn one, by its path. */
export interface OtherField {
  readonly names: readonly string[];
  /** Whether it is drawn before: its value counts even where it comes out null. */
  readonly isDrawn: boolean;
}

/** How a field is drawn so that checks hold. */
export interface DrawnPlan {
  readonly others: readonly OtherField[];
  readonly conditions: readonly Expression[];
  readonly limits: ReadonlyMap<number, readonly Limit[]>;
  readonly excluded: readonly Excluded[];
  readonly sum: Summand | null;
  readonly scale: number;
}

/** How a field picks one of its values so that checks hold. */
export interface PickPlan {
  readonly values: readonly ModelScalar[];
  readonly weights: readonly number[];
  readonly conditions: readonly Expression[];
  readonly allowed: ReadonlyMap<number, readonly boolean[]>;
  readonly excluded: readonly { readonly other: OtherField; readonly mask: number }[];
}

/** A column of a list of rows, of which one is picked for all of them. */
export interface TuplePlan {
  readonly check: Check;
  readonly values: readonly ModelScalar[];
  readonly weights: readonly number[] | null;
  /** Unique within the entity. */
  readonly id: string;
  /** The field whose random stream picks the row. */
  readonly first: Field;
}

/** A condition under which a field has a value, or has none. */
export interface NullRule {
  readonly guards: readonly Expression[];
  readonly isNull: boolean;
}

export interface EntityPlan {
  readonly drawn: ReadonlyMap<string, DrawnPlan>;
  readonly picks: ReadonlyMap<string, PickPlan>;
  readonly tuples: ReadonlyMap<string, TuplePlan>;
  readonly nulls: ReadonlyMap<string, readonly NullRule[]>;
  /** Of a reference: the references of the same row that it differs from; its own path is the row itself. */
  readonly differing: ReadonlyMap<string, readonly string[]>;
}

export type ReportCheck = (code: ProblemCode, at: Span, message: string, hint: string) => void;

type Kind = 'number' | 'instant' | 'time';

interface NumberNode {
  readonly names: readonly string[];
  readonly kind: Kind;
  readonly recipe: Recipe;
  readonly field: Field | null;
  readonly isDrawn: boolean;
  readonly scale: number;
}

/** A rule between at most two numbers, in natural order: to - from ≤ most, or ≠. */
interface Difference {
  readonly check: Check;
  readonly guards: readonly Expression[];
  /** '' is 0. */
  readonly from: string;
  readonly to: string;
  readonly operator: '<=' | '!=';
  readonly most: number;
}

interface SumRule {
  readonly check: Check;
  readonly kind: Kind;
  readonly members: readonly string[];
  /** '' where the total is a constant. */
  readonly total: string;
  readonly constant: Linear;
}

interface PickRule {
  readonly check: Check;
  readonly guards: readonly Expression[];
  readonly field: Field;
  readonly allows: (value: ModelScalar) => boolean;
}

interface PickDifference {
  readonly check: Check;
  readonly guards: readonly Expression[];
  readonly field: Field;
  readonly other: OtherField;
}

/** Values of a range that are compared with a list. */
const MAX_LISTED = 1000;
const MAX_SCALE = 12;
/** Beyond it, sums of two values in common units are not exact. */
const MAX_COMMON = 2 ** 51;

/** Plans how the fields of an entity are drawn so that its checks hold in every row, and reports those that cannot. */
export function planChecks(entity: Entity, model: Model, bare: Fields, report: ReportCheck): EntityPlan {
  return new Planner(entity, model, bare, report).plan();
}

class Planner {
  readonly #entity: Entity;
  readonly #model: Model;
  readonly #bare: Fields;
  readonly #report: ReportCheck;
  readonly #ranges: Ranges;
  readonly #numbers = new Map<string, NumberNode>();
  readonly #differences: Difference[] = [];
  readonly #pending: {
    readonly check: Check;
    readonly guards: readonly Expression[];
    readonly operator: Comparison;
    readonly linear: Linear;
    readonly kind: Kind;
  }[] = [];
  readonly #sums: SumRule[] = [];
  readonly #pickRules: PickRule[] = [];
  readonly #pickDifferences: PickDifference[] = [];
  readonly #tuples = new Map<string, TuplePlan>();
  readonly #nulls = new Map<string, NullRule[]>();
  readonly #differing = new Map<string, string[]>();
  #scale = 0;

  constructor(entity: Entity, model: Model, bare: Fields, report: ReportCheck) {
    this.#entity = entity;
    this.#model = model;
    this.#bare = bare;
    this.#report = report;
    this.#ranges = new Ranges(model, bare);
  }

  plan(): EntityPlan {
    for (const [at, check] of this.#entity.checks.entries()) this.#read(check, at);
    this.#scale = this.#commonScale();
    for (const { check, guards, operator, linear, kind } of this.#pending) {
      this.#compare(check, guards, operator, linear, kind);
    }
    const drawn = new Map<string, DrawnPlan>();
    for (const kind of ['number', 'instant', 'time'] as const) this.#drawNumbers(kind, drawn);
    const picks = this.#drawPicks();
    for (const [path, { check }] of this.#tuples) {
      if (!drawn.has(path) && !picks.has(path)) continue;
      this.#unproven(check, `${path} is in another check as well`, 'Write the rows of values that fulfil both.');
    }
    return {
      drawn,
      picks,
      tuples: this.#tuples,
      nulls: this.#nulls,
      differing: this.#differing,
    };
  }

  #unproven(check: Check, message: string, hint: string): void {
    this.#report('CHECK_UNPROVEN', check.at, `\`${check.text}\` is not certain: ${message}`, hint);
  }

  #contradiction(check: Check, message: string, hint: string): void {
    this.#report('CHECK_CONTRADICTION', check.at, `\`${check.text}\` cannot hold: ${message}`, hint);
  }

  #read(check: Check, at: number): void {
    if (check.provider !== null) return this.#readProvider(check, at);
    if (isOfRows(this.#entity, check.expression)) return;
    if (hasChance(check.expression)) {
      return this.#unproven(check, 'it draws random numbers', 'Put them into a field, and name the field here.');
    }
    // A name that leads nowhere is reported where the condition is compiled.
    const paths = expressionPaths(check.expression).filter(([first]) => first !== 'vars');
    if (paths.some((names) => this.#ranges.recipe(this.#entity, names) === null)) return;
    const [first, ...others] = rulesOf(check.expression);
    if (first.atom.kind !== 'tuple' || others.length > 0) {
      // What is no condition is reported where it is compiled for the rows.
      const recipe = this.#bare.expression(unchained(check.expression), placeOf(this.#entity), '');
      if (recipe?.type.kind !== 'boolean') return;
    }
    for (const rule of [first, ...others]) this.#readRule(check, rule, at);
  }

  #readRule(check: Check, { guards, atom }: Rule, at: number): void {
    const conditions = guards.filter((guard) => !(isConstant(guard) && this.#isTrue(guard)));
    // A rule that waits for what is never true asks for nothing.
    if (conditions.some((guard) => isConstant(guard))) return;
    switch (atom.kind) {
      case 'compared':
        return this.#readComparison(check, conditions, atom);
      case 'among':
        return this.#readAmong(check, conditions, atom);
      case 'tuple':
        return this.#readTuple(check, conditions, atom, at);
      case 'other':
        return this.#readOther(check, conditions, atom);
    }
  }

  #isTrue(expression: Expression): boolean {
    const constant = this.#ranges.constant(this.#entity, expression);
    return constant?.kind === 'boolean' && constant.value;
  }

  #readComparison(
    check: Check,
    guards: readonly Expression[],
    { operator, left, right }: Atom & { kind: 'compared' },
  ): void {
    const sides = [left, right];
    const nothing = sides.find((side) => side.op === 'literal' && side.value === null);
    if (nothing !== undefined) {
      const value = nothing === left ? right : left;
      return this.#readNull(check, guards, value, operator === '==');
    }
    const [a, b] = [this.#pathOf(left), this.#pathOf(right)];
    if (a !== null && b !== null && a.join('.') === b.join('.')) {
      if (operator === '==' || operator === '<=' || operator === '>=') return;
      return this.#contradiction(check, 'both sides are the same field', 'Name another field.');
    }
    if (operator === '!=' && a !== null && b !== null && this.#readReferences(check, guards, a, b)) return;
    const difference = this.#difference(left, right);
    const kind = difference === null ? null : this.#kindOf(difference);
    const [only] = difference?.terms ?? [];
    const isSingle = difference !== null && difference.terms.length === 1;
    const pick = isSingle ? this.#pickOf(only.names) : null;
    if (pick !== null && (a !== null || b !== null)) {
      const constant = this.#ranges.constant(this.#entity, a === null ? left : right);
      const isMirrored = a === null;
      if (constant !== null) {
        const allows = (value: ModelScalar): boolean =>
          isTrueOf(value, isMirrored ? MIRRORED[operator] : operator, constant);
        this.#pickRules.push({ check, guards, field: pick, allows });
        return;
      }
    }
    if (difference !== null && kind !== null) {
      this.#pending.push({ check, guards, operator, linear: difference, kind });
      return;
    }
    if (a !== null && b !== null && operator === '!=') return this.#readPickDifference(check, guards, a, b);
    if (a !== null && b !== null && operator === '==' && this.#isSameBySource(a, b)) return;
    this.#otherwise(check, operator, left, right);
  }

  /** What is neither a difference of numbers nor a choice of values is accepted only where the ranges say it. */
  #otherwise(check: Check, operator: Comparison, left: Expression, right: Expression): void {
    const of = (side: Expression): Interval => this.#ranges.expression(this.#entity, side);
    const [a, b] = [of(left), of(right)];
    const isProven =
      (operator === '<' && a.high < b.low) ||
      (operator === '<=' && a.high <= b.low) ||
      (operator === '>' && a.low > b.high) ||
      (operator === '>=' && a.low >= b.high) ||
      (operator === '!=' && (a.high < b.low || a.low > b.high));
    if (isProven) return;
    const hint =
      operator === '=='
        ? 'Make one of them from the other: an expression such as "= a".'
        : 'Compare fields, with a number or duration added at most; or make one of them an expression, such as "= a + random_int(1, 9)".';
    this.#unproven(check, 'its sides are not fields that can be drawn', hint);
  }

  #pathOf(expression: Expression): readonly string[] | null {
    return expression.op === 'path' && expression.names[0] !== 'vars' ? expression.names : null;
  }

  #difference(left: Expression, right: Expression): Linear | null {
    const a = linearOf(this.#entity, left, this.#ranges);
    const b = linearOf(this.#entity, right, this.#ranges, -1);
    return a === null || b === null ? null : joined(a, b);
  }

  /** The kind of all numbers of a sum, which are noted; null where they are of several, or of none. */
  #kindOf(linear: Linear): Kind | null {
    const nodes = linear.terms.map(({ names }) => this.#number(names));
    const kinds = new Set(nodes.map((node) => node?.kind ?? null));
    const [kind] = kinds;
    return kinds.size === 1 ? (kind ?? null) : null;
  }

  #number(names: readonly string[]): NumberNode | null {
    const id = names.join('.');
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const found = this.#ranges.recipe(this.#entity, names);
    if (found === null) return null;
    // What is made from a value on a grid may keep its recipe, and be elsewhere.
    const recipe = this.#ranges.isOnGrid(this.#entity, names) ? found : withoutGrid(found);
    const kind = KINDS[recipe.type.kind] ?? null;
    // Floats are compared by rounding, unless they are numbers of a fixed scale.
    if (kind === null) return null;
    const field = this.#ranges.own(this.#entity, names);
    const scale = recipe.type.kind === 'decimal' ? recipe.type.scale : (recipe.grid?.scale ?? 0);
    const isDrawn = field !== null && isFree(this.#entity, field) && recipe.grid !== undefined;
    const node = { names, kind, recipe, field, isDrawn, scale };
    this.#numbers.set(id, node);
    return node;
  }

  #commonScale(): number {
    const ofNodes = [...this.#numbers.values()].map(({ scale }) => scale);
    const ofConstants = [...this.#pending.map(({ linear }) => linear), ...this.#sums.map(({ constant }) => constant)]
      .flatMap(({ constants }) => constants)
      .map(({ value }) => (value.kind === 'number' ? value.scale : 0));
    return Math.min(MAX_SCALE, Math.max(0, ...ofNodes, ...ofConstants));
  }

  #compare(check: Check, guards: readonly Expression[], operator: Comparison, linear: Linear, kind: Kind): void {
    const { terms } = linear;
    const total = totalOf(linear, kind, this.#scale);
    if (total === null) {
      return this.#unproven(
        check,
        'its values are of different types',
        'Compare numbers with numbers, and times with times.',
      );
    }
    const plus = terms.filter(({ sign }) => sign === 1).map(({ names }) => names.join('.'));
    const minus = terms.filter(({ sign }) => sign === -1).map(({ names }) => names.join('.'));
    if (plus.length <= 1 && minus.length <= 1) {
      const push = (from: string, to: string, most: number, op: '<=' | '!=' = '<='): void => {
        this.#differences.push({ check, guards, from, to, operator: op, most });
      };
      const [to, from] = [plus[0] ?? '', minus[0] ?? ''];
      const gap = this.#isWhole([to, from]) ? 1 : 1e-9;
      // to - from + total (operator) 0
      if (operator === '!=') return push(from, to, 0 - total, '!=');
      if (operator === '<=' || operator === '<' || operator === '==')
        push(from, to, -total - (operator === '<' ? gap : 0));
      if (operator === '>=' || operator === '>' || operator === '==')
        push(to, from, total - (operator === '>' ? gap : 0));
      return;
    }
    const [members, totals] = plus.length >= minus.length ? [plus, minus] : [minus, plus];
    if (operator === '==' && guards.length === 0 && totals.length <= 1 && members.length >= 2) {
      const sign = members === plus ? -1 : 1;
      const constant = {
        terms: [],
        constants: linear.constants.map((one) => ({ ...one, sign: one.sign * sign === 1 ? 1 : -1 })),
      } as Linear;
      this.#sums.push({ check, kind, members, total: totals[0] ?? '', constant });
      return;
    }
    // What the ranges say of the sum.
    let [low, high] = [total, total];
    for (const { names, sign } of terms) {
      const { low: least, high: most } = this.#range(names.join('.'), kind);
      low += sign === 1 ? least : -most;
      high += sign === 1 ? most : -least;
    }
    const isProven =
      (operator === '<' && high < 0) ||
      (operator === '<=' && high <= 0) ||
      (operator === '>' && low > 0) ||
      (operator === '>=' && low >= 0) ||
      (operator === '!=' && (low > 0 || high < 0));
    if (isProven) return;
    this.#unproven(
      check,
      'it is about more than two fields, and the ranges do not say it',
      'Write a sum to a total, a + b + c = total; or make one of the fields an expression.',
    );
  }

  #isWhole(ids: readonly string[]): boolean {
    return ids.every((id) => {
      const node = this.#numbers.get(id);
      return node === undefined || node.recipe.type.kind !== 'number' || node.recipe.grid !== undefined;
    });
  }

  /** In common units. */
  #range(id: string, kind: Kind): Interval {
    const node = this.#numbers.get(id);
    if (node === undefined) return { low: 0, high: 0 };
    const { grid, type } = node.recipe;
    if (grid !== undefined) {
      const factor = factorOf(type, grid.scale, this.#scale);
      return { low: grid.low * factor, high: (grid.low + (grid.size - 1) * grid.step) * factor };
    }
    const { low, high } = this.#ranges.of(this.#entity, node.names);
    const power = kind === 'number' ? powerOfTen(this.#scale) : 1;
    return { low: outward(low * power, Math.floor), high: outward(high * power, Math.ceil) };
  }

  // Numbers and times

  #drawNumbers(kind: Kind, drawn: Map<string, DrawnPlan>): void {
    const nodes = [...this.#numbers.values()].filter((node) => node.kind === kind);
    const all = ['', ...nodes.map(({ names }) => names.join('.'))];
    const position = new Map(all.map((id, at) => [id, at]));
    const at = (id: string): number => position.get(id) ?? 0;
    const sums = this.#sums.filter((sum) => sum.kind === kind);
    const known = closure(
      all.map((id) => ({ ...this.#range(id, kind), step: 1, isDrawn: false, exclusions: 0 })),
      [...nodes.flatMap((node) => this.#factsOf(node, at)), ...sums.flatMap((sum) => this.#factsOfSum(sum, at))],
    );
    const ofSums = sums.flatMap((sum) => this.#readSum(sum, drawn));
    const summed = new Set(sums.flatMap(({ members }) => members));
    const isHere = ({ from, to }: Difference): boolean => all.includes(from === '' ? to : from);
    const open = this.#differences.filter(isHere).filter((one) => {
      const [most, least] = [known[at(one.from)][at(one.to)], -known[at(one.to)][at(one.from)]];
      return one.operator === '<=' ? most > one.most : !(most < one.most || least > one.most);
    });
    const free = open.filter((one) => {
      const member = [one.from, one.to].find((id) => summed.has(id));
      if (member === undefined) return true;
      this.#unproven(one.check, `${member} is part of a sum as well`, 'Give it the range in its type.');
      return false;
    });
    for (const group of components([...free, ...ofSums])) this.#drawGroup(kind, group, known, at, drawn);
  }

  #factsOf(node: NumberNode, at: (id: string) => number): readonly Edge[] {
    const { field, names } = node;
    if (field === null) return [];
    const own = at(names.join('.'));
    const power = node.kind === 'number' ? powerOfTen(this.#scale) : 1;
    const { source } = field;
    const edges = (from: readonly string[], { low, high }: Interval): readonly Edge[] => {
      const other = at(from.join('.'));
      if (other === 0 || other === own) return [];
      return [
        { from: other, to: own, most: high },
        { from: own, to: other, most: -low },
      ];
    };
    if (source.kind === 'expression') {
      const facts = this.#factsIn(source.expression);
      const rounding = this.#roundingOf(field, source.expression);
      return facts.flatMap(({ from, low, high }) =>
        edges(from, {
          low: outward((low + rounding.low) * power, Math.floor),
          high: outward((high + rounding.high) * power, Math.ceil),
        }),
      );
    }
    if (source.kind === 'lookup') return edges(source.path, { low: 0, high: 0 });
    if (source.kind !== 'relative') return [];
    const isDate = field.type?.kind === 'date';
    const step = isDate ? 1 : (source.range.step ?? 1000);
    const moment = (said: Expression | null): readonly (Interval & { readonly from: readonly string[] })[] =>
      said === null ? [] : this.#factsIn(said);
    const both = source.after !== null && source.before !== null;
    const within = source.within ?? (both ? Infinity : 30 * 86_400_000);
    return [
      ...moment(source.after).flatMap(({ from, low, high }) => edges(from, { low: low + step, high: high + within })),
      ...moment(source.before).flatMap(({ from, low, high }) =>
        edges(from, { low: both ? -Infinity : low - within - (isDate ? 86_400_000 : 0), high: high - step }),
      ),
    ];
  }

  #factsIn(expression: Expression): readonly Fact[] {
    return factsOf(
      expression,
      (one) => this.#ranges.expression(this.#entity, one),
      (one) => one.op === 'path' && this.#ranges.recipe(this.#entity, one.names)?.type.kind === 'date',
    );
  }

  /** A member is at most the total without the least of the others. */
  #factsOfSum({ members, total, constant, kind }: SumRule, at: (id: string) => number): readonly Edge[] {
    const more = totalOf(constant, kind, this.#scale) ?? 0;
    const ranges = members.map((id) => this.#range(id, kind));
    const [least, most] = [
      ranges.reduce((sum, { low }) => sum + low, 0),
      ranges.reduce((sum, { high }) => sum + high, 0),
    ];
    return members.flatMap((id, i) => [
      { from: at(total), to: at(id), most: more - (least - ranges[i].low) },
      { from: at(id), to: at(total), most: most - ranges[i].high - more },
    ]);
  }

  /** By how much the declared type rounds the values of an expression. */
  #roundingOf(field: Field, expression: Expression): Interval {
    const { type } = field;
    if (type === null || type.kind === 'timestamp' || type.kind === 'number') return { low: 0, high: 0 };
    const recipe = this.#bare.expression(expression, placeOf(this.#entity), '');
    if (type.kind === 'date') return { low: recipe?.type.kind === 'date' ? 0 : -86_400_000, high: 0 };
    const own = type.kind === 'decimal' ? type.scale : 0;
    const isExact = recipe?.type.kind === 'integer' || (recipe?.type.kind === 'decimal' && recipe.type.scale <= own);
    return isExact ? { low: 0, high: 0 } : { low: -1 / powerOfTen(own), high: 1 / powerOfTen(own) };
  }

  #drawGroup(
    kind: Kind,
    group: readonly Difference[],
    known: readonly Float64Array[],
    at: (id: string) => number,
    drawn: Map<string, DrawnPlan>,
  ): void {
    const used = new Set(group.flatMap(({ from, to }) => [from, to]).filter((id) => id !== ''));
    const nodes = [...used].flatMap((id) => this.#numbers.get(id) ?? []);
    const free = nodes.filter(({ isDrawn }) => isDrawn);
    const fixed = nodes.filter(({ isDrawn }) => !isDrawn);
    const paths = new Set(free.map(({ names }) => names.join('.')));
    for (const node of fixed) {
      const isDependent = node.field !== null && this.#dependsOn(node.field, paths);
      const isFloat = !this.#isWhole([node.names.join('.')]);
      if (!isDependent && !isFloat && free.length > 0) continue;
      const { check } = group.find(({ from, to }) => [from, to].includes(node.names.join('.'))) ?? group[0];
      const name = node.names.join('.');
      if (free.length === 0) {
        this.#unproven(check, this.#saidOf(group[0], kind), this.#insteadOf(node));
      } else if (isFloat) {
        this.#unproven(
          check,
          `${name} is a number without a fixed number of decimals`,
          'Give it a range with decimals, or the type decimal(12,2).',
        );
      } else {
        this.#unproven(
          check,
          `${name} is made from ${[...paths].join(' and ')}, which it would bound`,
          this.#insteadOf(node),
        );
      }
      return;
    }
    const step = ({ recipe: { grid, type } }: NumberNode): number =>
      grid === undefined ? 0 : grid.step * factorOf(type, grid.scale, this.#scale);
    const order = this.#order();
    const sorted = free.toSorted(
      (a, b) => step(b) - step(a) || (order.get(a.names.join('.')) ?? 0) - (order.get(b.names.join('.')) ?? 0),
    );
    const all = ['', ...[...fixed, ...sorted].map(({ names }) => names.join('.'))];
    const conditions = distinct(group.flatMap(({ guards }) => guards));
    if (conditions.length > MAX_CONDITIONS) {
      return this.#unproven(
        group[group.length - 1].check,
        `it is one of rules with more than ${MAX_CONDITIONS} conditions`,
        'Write the field as cases: $when: [{ if: …, then: … }].',
      );
    }
    const worlds = this.#worldsOf(conditions);
    const ranges = all.map((id) => this.#range(id, kind));
    if (ranges.slice(1 + fixed.length).some(({ low, high }) => Math.max(-low, high) > MAX_COMMON)) {
      return this.#unproven(
        group[0].check,
        'its values have too many digits',
        'Give them ranges below 10^15, with fewer decimals.',
      );
    }
    const knownHere = all
      .slice(0, 1 + fixed.length)
      .map((from) => Float64Array.from(all.slice(0, 1 + fixed.length), (to) => known[at(from)][at(to)]));
    // Checks are added one by one, so that the one is named that leaves no room.
    let kept: Difference[] = [];
    let limits: ReadonlyMap<number, readonly (readonly Limit[])[]> = new Map();
    for (const checked of Map.groupBy(group, ({ check }) => check).values()) {
      const tried = [...kept, ...checked];
      const solved = this.#solve(
        tried,
        all,
        fixed.length,
        [...fixed, ...sorted],
        ranges,
        conditions,
        worlds,
        knownHere,
      );
      if (solved instanceof Map) {
        kept = tried;
        limits = solved;
      } else {
        this.#blame(checked[0], kept, solved, all, kind);
      }
    }
    for (const [i, node] of sorted.entries()) {
      const v = 1 + fixed.length + i;
      const own = new Map([...limits].map(([world, bounds]) => [world, bounds[v]]));
      const excluded = kept
        .filter(({ operator }) => operator === '!=')
        .flatMap((one): Excluded[] => {
          const [from, to] = [all.indexOf(one.from), all.indexOf(one.to)];
          if (Math.max(from, to) !== v) return [];
          const mask = maskOf(one.guards, conditions);
          return [{ other: Math.min(from, to) - 1, offset: v === to ? one.most : -one.most, mask }];
        });
      drawn.set(node.names.join('.'), {
        others: all.slice(1, v).map((id, k) => ({ names: id.split('.'), isDrawn: k >= fixed.length })),
        conditions,
        limits: own,
        excluded,
        sum: null,
        scale: this.#scale,
      });
    }
  }

  #solve(
    differences: readonly Difference[],
    all: readonly string[],
    fixed: number,
    nodes: readonly NumberNode[],
    ranges: readonly Interval[],
    conditions: readonly Expression[],
    worlds: readonly number[],
    known: readonly Float64Array[],
  ): Map<number, readonly (readonly Limit[])[]> | Exclude<ReturnType<typeof solve>, { bounds: unknown }> {
    const limits = new Map<number, readonly (readonly Limit[])[]>();
    for (const world of worlds) {
      const active = differences.filter(({ guards }) => {
        const mask = maskOf(guards, conditions);
        return (world & mask) === mask;
      });
      const variables = all.map((_, v): Variable => {
        const isDrawn = v > fixed;
        const node = v === 0 ? undefined : nodes[v - 1];
        const grid = node?.recipe.grid;
        const step =
          v === 0 || node === undefined
            ? 0
            : grid === undefined
              ? 0
              : grid.step * factorOf(node.recipe.type, grid.scale, this.#scale);
        const exclusions = active.filter(
          ({ operator, from, to }) => operator === '!=' && Math.max(all.indexOf(from), all.indexOf(to)) === v,
        ).length;
        return { ...ranges[v], step, isDrawn, exclusions };
      });
      const edges = active
        .filter(({ operator }) => operator === '<=')
        .map(({ from, to, most }) => ({ from: all.indexOf(from), to: all.indexOf(to), most }));
      const solution = solve(variables, edges, known);
      if ('conflict' in solution) return solution;
      limits.set(
        world,
        solution.bounds.map((bounds) => bounds.map(({ other, up, down }) => ({ other: other - 1, up, down }))),
      );
    }
    return limits;
  }

  #blame(
    blamed: Difference,
    kept: readonly Difference[],
    conflict: Exclude<ReturnType<typeof solve>, { bounds: unknown }>,
    all: readonly string[],
    kind: Kind,
  ): void {
    const { check } = blamed;
    const { from, to } = conflict;
    if (from !== undefined && to !== undefined) {
      const names = [all[from], all[to]].filter((name) => name !== '').join(' and ');
      const node = this.#numbers.get(all[to] === '' ? all[from] : all[to]);
      const ranges = [all[from], all[to]].filter((name) => name !== '').map((name) => this.#shown(name, kind));
      return this.#unproven(
        check,
        `${names} can have values that leave no room (${ranges.join(', ')})`,
        node === undefined ? 'Widen the ranges.' : this.#insteadOf(node),
      );
    }
    const others = [...new Set(kept.map((one) => one.check.text))];
    const ids = [...new Set([blamed.from, blamed.to])].filter((id) => id !== '');
    const ranges = ids.map((id) => this.#shown(id, kind)).join(', ');
    const against = others.length === 0 ? '' : `, together with ${others.map((text) => `\`${text}\``).join(' and ')}`;
    this.#contradiction(check, `${ranges} leave no room${against}`, 'Widen a range, or remove a check.');
  }

  #saidOf({ from, to }: Difference, kind: Kind): string {
    const ids = [from, to].filter((id) => id !== '');
    const verb = ids.length === 1 ? 'is' : 'are';
    return `${ids.join(' and ')} ${verb} not drawn here (${ids.map((id) => this.#shown(id, kind)).join(', ')})`;
  }

  /** A field and its range, as a reader writes it. */
  #shown(id: string, kind: Kind): string {
    const { low, high } = this.#range(id, kind);
    const end = (value: number): string => {
      if (!Number.isFinite(value)) return 'any';
      if (kind === 'number') return String(value / powerOfTen(this.#scale));
      if (kind === 'time') return formatTime(value);
      return formatInstant(value).replace(/(?:T00:00:00)?\.000Z$/, '');
    };
    return `${id}: ${end(low)} to ${end(high)}`;
  }

  #insteadOf({ kind, field, names }: NumberNode): string {
    const name = names.join('.');
    if (field !== null && (field.unique || isOfTuple(this.#entity, field)))
      return `${name} is unique: give it the range in its type, such as integer 1-1000.`;
    if (field?.source.kind === 'relative') return `Bound it in the field: ${name}: { $after: …, $before: … }.`;
    if (field?.inferred === 'siblings') {
      return `${name} follows other fields by its name: give it a range, or { $type: ${field.type?.kind ?? 'timestamp'}, $after: … }.`;
    }
    if (kind === 'instant') return `Draw the other time by it: { $type: timestamp, $after: ${name} }, or $before.`;
    if (field?.source.kind === 'expression')
      return `Make it part of the expression of ${name}, with min(…), max(…) or clamp(…).`;
    return `Make the other field from it: "= ${name} + random_int(1, 9)".`;
  }

  // Sums

  /** Draws the members of a sum; returns what the total must fulfil. */
  #readSum(rule: SumRule, drawn: Map<string, DrawnPlan>): readonly Difference[] {
    const { check, kind, members, total } = rule;
    const constant = totalOf(rule.constant, kind, this.#scale) ?? 0;
    const totalNode = this.#numbers.get(total);
    if (totalNode?.field?.source.kind === 'expression') {
      const linear = linearOf(this.#entity, totalNode.field.source.expression, this.#ranges);
      const names = linear?.terms.filter(({ sign }) => sign === 1).map((term) => term.names.join('.')) ?? [];
      const isSame =
        names.length === members.length &&
        members.every((id) => names.includes(id)) &&
        linear?.terms.length === names.length;
      if (isSame && linear.constants.length === 0 && constant === 0) return [];
    }
    const nodes = members.flatMap((id) => this.#numbers.get(id) ?? []);
    const fixed = nodes.find(({ isDrawn }) => !isDrawn);
    if (fixed !== undefined || kind !== 'number') {
      const name = fixed?.names.join('.') ?? members[0];
      this.#unproven(
        check,
        `${name} is not drawn from a range of numbers`,
        `Make the total an expression: "= ${members.join(' + ')}".`,
      );
      return [];
    }
    if (this.#sums.some((other) => other.members.includes(total))) {
      this.#unproven(check, `${total} is part of another sum`, 'Make one of the totals an expression.');
      return [];
    }
    const taken = members.find((id, i) => members.indexOf(id) !== i || drawn.has(id));
    if (taken !== undefined) {
      this.#unproven(check, `${taken} is part of two sums`, 'Make one of the totals an expression.');
      return [];
    }
    const steps = new Set(
      nodes.map(({ recipe: { grid, type } }) => (grid?.step ?? 0) * factorOf(type, grid?.scale ?? 0, this.#scale)),
    );
    const [step] = steps;
    const totalGrid = totalNode?.recipe.grid;
    const totalStep =
      totalNode === undefined
        ? step
        : totalGrid === undefined
          ? 0
          : totalGrid.step * factorOf(totalNode.recipe.type, totalGrid.scale, this.#scale);
    const ranges = members.map((id) => this.#range(id, kind));
    const least = ranges.reduce((sum, { low }) => sum + low, 0);
    const most = ranges.reduce((sum, { high }) => sum + high, 0);
    const offset =
      (totalNode === undefined ? constant : (totalGrid === undefined ? 0 : this.#range(total, kind).low) + constant) -
      least;
    const ownStep = totalNode !== undefined && totalGrid === undefined ? this.#unitOf(totalNode) : totalStep;
    if (steps.size > 1 || ownStep % step !== 0 || offset % step !== 0) {
      this.#unproven(
        check,
        'its fields have different decimals or steps',
        'Give all of them the same type, such as decimal(10,2).',
      );
      return [];
    }
    const range = totalNode === undefined ? { low: 0, high: 0 } : this.#range(total, kind);
    const shown = (value: number): string => String(value / powerOfTen(this.#scale));
    const [low, high] = [range.low + constant, range.high + constant];
    if (high < least || low > most) {
      this.#contradiction(
        check,
        `${members.join(' + ')} is ${shown(least)} to ${shown(most)}, and the total is ${low === high ? shown(low) : `${shown(low)} to ${shown(high)}`}`,
        'Widen the range of one of them.',
      );
      return [];
    }
    if (totalNode !== undefined && !totalNode.isDrawn && (low < least || high > most)) {
      this.#unproven(
        check,
        `${members.join(' + ')} is ${shown(least)} to ${shown(most)}, and ${this.#shown(total, kind)}`,
        'Widen the ranges of the summands, so that every total can be reached.',
      );
      return [];
    }
    if (totalNode?.field != null && !totalNode.isDrawn && this.#dependsOn(totalNode.field, new Set(members))) {
      this.#unproven(
        check,
        `${total} is made from ${members.join(' and ')}`,
        `Write ${total}: "= ${members.join(' + ')}".`,
      );
      return [];
    }
    const isTotal = total === '' ? 0 : 1;
    for (const [i, id] of members.entries()) {
      const later = ranges.slice(i + 1);
      drawn.set(id, {
        others: [...(isTotal === 1 ? [total] : []), ...members.slice(0, i)].map((one, k) => ({
          names: one.split('.'),
          isDrawn: k >= isTotal || totalNode?.isDrawn === true,
        })),
        conditions: [],
        limits: new Map([[0, [{ other: -1, up: ranges[i].high, down: -ranges[i].low }]]]),
        excluded: [],
        sum: {
          total: isTotal - 1,
          constant,
          before: members.slice(0, i).map((_, k) => isTotal + k),
          least: later.reduce((sum, one) => sum + one.low, 0),
          most: later.reduce((sum, one) => sum + one.high, 0),
          after: members.length - 1 - i,
        },
        scale: this.#scale,
      });
    }
    if (totalNode === undefined || !totalNode.isDrawn) return [];
    const base = { check, guards: [], operator: '<=' } as const;
    return [
      { ...base, from: '', to: total, most: most - constant },
      { ...base, from: total, to: '', most: constant - least },
    ];
  }

  /** The least difference of two values that are not drawn, in common units. */
  #unitOf({ recipe: { type } }: NumberNode): number {
    if (type.kind === 'integer') return powerOfTen(this.#scale);
    return type.kind === 'decimal' ? powerOfTen(this.#scale - type.scale) : 0.5;
  }

  // Values to pick

  /** The field of a path, if it picks one of a few values. */
  #pickOf(names: readonly string[]): Field | null {
    const field = this.#ranges.own(this.#entity, names);
    return field !== null && isFreeField(this.#entity, field) && this.#valuesOf(field) !== null ? field : null;
  }

  #valuesOf({
    source,
  }: Field): { readonly values: readonly ModelScalar[]; readonly weights: readonly number[] } | null {
    if (source.kind === 'values')
      return { values: source.values, weights: source.weights ?? source.values.map(() => 1) };
    if (source.kind === 'generator' && source.name === 'boolean') {
      const share = Number(source.options.share);
      return { values: [true, false], weights: [share, 1 - share] };
    }
    if (source.kind !== 'provider') return null;
    const provider = this.#model.providers.get(source.provider);
    if (provider?.columns.length !== 1) return null;
    const [{ values }] = provider.columns;
    return { values, weights: provider.weights ?? values.map(() => 1) };
  }

  #readAmong(check: Check, guards: readonly Expression[], { isNegated, value, items }: Atom & { kind: 'among' }): void {
    const path = this.#pathOf(value);
    const constants = items.map((item) => (isConstant(item) ? this.#ranges.constant(this.#entity, item) : null));
    const field = path === null ? null : this.#pickOf(path);
    if (field !== null && constants.every((one) => one !== null)) {
      const allows = (one: ModelScalar): boolean =>
        one === null || constants.some((constant) => isTrueOf(one, '==', constant)) !== isNegated;
      this.#pickRules.push({ check, guards, field, allows });
      return;
    }
    if (isNegated && path !== null && this.#number(path) !== null) {
      for (const right of items) {
        this.#readComparison(check, guards, { kind: 'compared', operator: '!=', left: value, right });
      }
      return;
    }
    const grid = path === null ? undefined : this.#number(path)?.recipe.grid;
    if (grid !== undefined && grid.size <= MAX_LISTED) {
      const numbers = constants.map((one) =>
        one?.kind === 'number' ? Number(one.unscaled) / powerOfTen(one.scale) : null,
      );
      const listed = new Set(numbers);
      const isListed = (_: unknown, i: number): boolean =>
        listed.has((grid.low + i * grid.step) / powerOfTen(grid.scale));
      if (Array.from({ length: grid.size }, isListed).every(Boolean)) return;
    }
    const name = path?.join('.') ?? 'the value';
    this.#unproven(
      check,
      `${name} is not picked from values`,
      `Write the values in the field: ${name}: { $values: [a, b] }.`,
    );
  }

  #readOther(check: Check, guards: readonly Expression[], { isNegated, value }: Atom & { kind: 'other' }): void {
    if (isConstant(value)) {
      const constant = this.#ranges.constant(this.#entity, value);
      if (constant?.kind === 'boolean' && constant.value === isNegated) {
        this.#contradiction(check, 'it is never true', 'Remove it.');
      }
      return;
    }
    const path = this.#pathOf(value);
    const recipe = path === null ? null : this.#ranges.recipe(this.#entity, path);
    // What is no condition at all is reported where it is compiled.
    if (path !== null && recipe?.type.kind !== 'boolean') return;
    const field = path === null ? null : this.#pickOf(path);
    if (field !== null) {
      this.#pickRules.push({ check, guards, field, allows: (one) => one === null || (one === true) !== isNegated });
      return;
    }
    this.#unproven(
      check,
      'it is not a comparison of fields',
      'Compare fields with <, <=, =, != or in; build texts with $pattern or $template.',
    );
  }

  #readPickDifference(check: Check, guards: readonly Expression[], a: readonly string[], b: readonly string[]): void {
    const order = this.#order();
    const rank = (names: readonly string[]): number =>
      this.#pickOf(names) === null ? -1 : (order.get(names.join('.')) ?? 0);
    const [first, last] = rank(a) <= rank(b) ? [a, b] : [b, a];
    const field = this.#pickOf(last);
    const known = [first, last].map((names) => {
      const own = this.#ranges.own(this.#entity, names);
      return own === null ? null : (this.#valuesOf(own)?.values.map(textOf) ?? null);
    });
    const [x, y] = known;
    if (x !== null && y !== null && !x.some((text) => y.includes(text))) return;
    const other = this.#ranges.own(this.#entity, first);
    const isDependent = other !== null && field !== null && this.#dependsOn(other, new Set([field.path]));
    const kind = this.#ranges.recipe(this.#entity, first)?.type.kind;
    if (field === null || isDependent || kind === 'list' || kind === 'struct' || kind === 'binary') {
      const name = last.join('.');
      return this.#unproven(
        check,
        `neither field is picked from values`,
        `Write the values of one of them: ${name}: { $values: [a, b, c] }.`,
      );
    }
    this.#pickDifferences.push({
      check,
      guards,
      field,
      other: { names: first, isDrawn: this.#pickOf(first) !== null },
    });
  }

  #drawPicks(): ReadonlyMap<string, PickPlan> {
    const fields = new Map([...this.#pickRules, ...this.#pickDifferences].map(({ field }) => [field.path, field]));
    const plans = new Map<string, PickPlan>();
    for (const [path, field] of fields) {
      const found = this.#valuesOf(field);
      if (found === null) continue;
      const { values, weights } = found;
      const isPossible = (value: ModelScalar, i: number): boolean => value !== null && weights[i] > 0;
      const rules = this.#pickRules.filter(
        (rule) => rule.field === field && values.some((value, i) => isPossible(value, i) && !rule.allows(value)),
      );
      const differences = this.#pickDifferences.filter((one) => one.field === field);
      if (rules.length + differences.length === 0) continue;
      const last = [...rules, ...differences].at(-1);
      const conditions = distinct([...rules, ...differences].flatMap(({ guards }) => guards));
      if (conditions.length > MAX_CONDITIONS && last !== undefined) {
        this.#unproven(
          last.check,
          `${path} depends on more than ${MAX_CONDITIONS} conditions`,
          'Write the field as cases: $when: [{ if: …, then: … }].',
        );
        continue;
      }
      const allowed = new Map<number, readonly boolean[]>();
      let isEmpty = false;
      for (const world of this.#worldsOf(conditions)) {
        const isActive = ({ guards }: { readonly guards: readonly Expression[] }): boolean => {
          const mask = maskOf(guards, conditions);
          return (world & mask) === mask;
        };
        const here = values.map((value) =>
          rules.every((rule) => !isActive(rule) || value === null || rule.allows(value)),
        );
        const texts = new Set(values.flatMap((value, i) => (here[i] && isPossible(value, i) ? [textOf(value)] : [])));
        const needed = differences.filter(isActive).length;
        if (texts.size <= needed && !isEmpty && last !== undefined) {
          isEmpty = true;
          const blamed = [...rules, ...differences].filter(isActive).at(-1) ?? last;
          const message = `${path} has ${texts.size} values that it allows, and ${needed + 1} ${needed === 0 ? 'is' : 'are'} needed`;
          this.#contradiction(blamed.check, message, 'Add values to the field, or remove a check.');
        }
        allowed.set(world, here);
      }
      if (isEmpty) continue;
      const excluded = differences.map(({ other, guards }) => ({ other, mask: maskOf(guards, conditions) }));
      plans.set(path, { values, weights, conditions, allowed, excluded });
    }
    return plans;
  }

  // Rows of values

  #readTuple(
    check: Check,
    guards: readonly Expression[],
    { fields, rows }: Atom & { kind: 'tuple' },
    at: number,
  ): void {
    const names = fields.map((field) => this.#pathOf(field));
    const table = rows.map((row) => (row.op === 'list' ? row.items.map(scalarOf) : []));
    if (table.some((row) => row.length !== fields.length || row.includes(undefined)) || table.length === 0) {
      return this.#unproven(
        check,
        `its rows are not lists of ${fields.length} values each`,
        "Write [a, b] in [['DE', 'EUR'], ['US', 'USD']].",
      );
    }
    const columns = fields.map((_, i) => table.map((row) => row[i] ?? null));
    this.#addTuple(check, guards, names, columns, null, at);
  }

  #readProvider(check: Check, at: number): void {
    const provider = this.#model.providers.get(check.provider ?? '');
    const list = check.expression;
    if (provider === undefined || list.op !== 'list') return;
    const names = list.items.map((item) => this.#pathOf(item));
    const columns = names.map((path) => provider.columns.find(({ name }) => name === path?.at(-1))?.values ?? null);
    const missing = names.find((_, i) => columns[i] === null);
    if (missing !== undefined) {
      const known = provider.columns.map(({ name }) => name).join(', ');
      return this.#unproven(
        check,
        `${provider.name} has no column ${missing?.at(-1) ?? ''}`,
        `Its columns are ${known}: fields of a check have the names of columns; others write string @${provider.name}.column.`,
      );
    }
    this.#addTuple(
      check,
      [],
      names,
      columns.map((column) => column ?? []),
      provider.weights,
      at,
    );
  }

  #addTuple(
    check: Check,
    guards: readonly Expression[],
    names: readonly (readonly string[] | null)[],
    columns: readonly (readonly ModelScalar[])[],
    weights: readonly number[] | null,
    at: number,
  ): void {
    const fields = names.map((path) => (path === null ? null : this.#ranges.own(this.#entity, path)));
    const known = fields.filter((field) => field !== null);
    const isPlain = (field: Field): boolean =>
      isFreeField(this.#entity, field) &&
      (field.source.kind === 'generator' || field.source.kind === 'values') &&
      !this.#tuples.has(field.path);
    const [first] = known;
    if (known.length < names.length || !known.every(isPlain) || guards.length > 0 || first === undefined) {
      return this.#unproven(
        check,
        guards.length > 0 ? 'a row of values is asked for under a condition' : 'its fields are not drawn here',
        'Take the fields from one provider: string @Name.column; or write the condition as cases.',
      );
    }
    for (const [i, field] of known.entries()) {
      const own = this.#valuesOf(field)?.values.map(textOf);
      const strange =
        own === undefined ? undefined : columns[i].find((value) => value !== null && !own.includes(textOf(value)));
      if (strange !== undefined) {
        return this.#contradiction(
          check,
          `${field.path} does not have the value ${textOf(strange)}`,
          'Add it to the values of the field.',
        );
      }
    }
    for (const [i, field] of known.entries()) {
      this.#tuples.set(field.path, { check, values: columns[i], weights, id: `check:${at}`, first });
    }
  }

  // Nulls and references

  #readNull(check: Check, guards: readonly Expression[], value: Expression, isNull: boolean): void {
    const path = this.#pathOf(value);
    const recipe = path === null ? null : this.#ranges.recipe(this.#entity, path);
    const field = path === null ? null : this.#ranges.own(this.#entity, path);
    const nullable = recipe?.nullable ?? true;
    if (!isNull && !nullable) return;
    const hint = 'Null is drawn for fields with null 20%, or given by $when.';
    if (field === null) return this.#unproven(check, 'it is about the nulls of something that is not drawn here', hint);
    if (isNull && field.key)
      return this.#contradiction(check, `${field.path} is a key, which is never null`, 'Name another field.');
    if (!isNull) {
      const isOfSource = this.#isNullBySource(field);
      const isByWhen = field.when !== null && guards.length === 1 && nameOf(guards[0]) === nameOf(field.when);
      if (isOfSource || (field.when !== null && !isByWhen)) {
        const message = isOfSource ? `${field.path} can be null by its source` : `${field.path} has a $when of its own`;
        return this.#unproven(
          check,
          message,
          `Write the condition into the $when of ${field.path}, or coalesce(…) into its expression.`,
        );
      }
      if (guards.length === 0) {
        return this.#contradiction(check, `${field.path} is null in some rows`, 'Remove null, or the check.');
      }
    }
    if (isNull && guards.length === 0) {
      return this.#contradiction(
        check,
        `${field.path} would be null in every row`,
        'Remove the field, or name a condition: … implies … = null.',
      );
    }
    const rules = this.#nulls.get(field.path) ?? [];
    this.#nulls.set(field.path, [...rules, { guards, isNull }]);
    const conditions = distinct([...rules, { guards }].flatMap((one) => one.guards));
    const isBoth = (world: number, isWanted: boolean): boolean =>
      [...rules, { guards, isNull }].some((rule) => {
        const mask = maskOf(rule.guards, conditions);
        return rule.isNull === isWanted && (world & mask) === mask;
      });
    if (
      conditions.length > MAX_CONDITIONS ||
      this.#worldsOf(conditions).some((world) => isBoth(world, true) && isBoth(world, false))
    ) {
      this.#contradiction(
        check,
        `another check asks for the opposite of ${field.path}`,
        'Make their conditions exclude each other.',
      );
    }
  }

  /** Whether a field can be null apart from its own `null` and `$when`. */
  #isNullBySource(field: Field): boolean {
    const { source } = field;
    const target = source.kind === 'reference' ? this.#bare.entity(source.entity) : undefined;
    if (source.kind === 'reference' && target !== undefined) {
      const name = source.field ?? target.key[0];
      const shown = name === undefined ? undefined : this.#bare.index(target).get(name);
      return shown === undefined || this.#bare.field(target, shown, null)?.nullable !== false;
    }
    return this.#bare.raw(this.#entity, field)?.nullable !== false;
  }

  /** Whether the rule is that two references lead to different rows, or that one does not lead to its own row. */
  #readReferences(check: Check, guards: readonly Expression[], a: readonly string[], b: readonly string[]): boolean {
    const fields = [a, b].map((names) => this.#ranges.own(this.#entity, names));
    const [x, y] = fields;
    if (x === null || y === null) return false;
    const order = this.#order();
    const isOwnRow = (reference: Field, key: Field): boolean =>
      reference.source.kind === 'reference' &&
      reference.source.entity === this.#entity.name &&
      (reference.source.field ?? this.#entity.key[0]) === key.path &&
      key.unique;
    const own = isOwnRow(x, y) ? x : isOwnRow(y, x) ? y : null;
    if (own?.source.kind === 'reference' && own.source.tree !== null) return true;
    if (own !== null) {
      if (this.#canDiffer(check, guards, own)) this.#differ(check, own, own.path);
      return true;
    }
    const [s, t] = [x.source, y.source];
    if (s.kind !== 'reference' || t.kind !== 'reference' || s.many !== null || t.many !== null) return false;
    const target = this.#bare.entity(s.entity);
    const field = target === undefined ? undefined : this.#bare.index(target).get(s.field ?? target.key[0] ?? '');
    if (s.entity !== t.entity || s.field !== t.field || field?.unique !== true) return false;
    const rank = (one: Field): number =>
      isFixedReference(one) || isOfTuple(this.#entity, one) ? -1 : (order.get(one.path) ?? 0);
    const [first, last] = rank(x) <= rank(y) ? [x, y] : [y, x];
    if (this.#canDiffer(check, guards, last)) this.#differ(check, last, first.path);
    return true;
  }

  #canDiffer(check: Check, guards: readonly Expression[], field: Field): boolean {
    const { source } = field;
    const isFitted = source.kind === 'reference' && (source.where ?? source.cap ?? source.tree) !== null;
    const isFixed = isFixedReference(field) || isFitted || isOfTuple(this.#entity, field);
    if (!isFixed && guards.length === 0) return true;
    this.#unproven(
      check,
      guards.length > 0
        ? 'references differ under a condition'
        : `${field.path} has a parent that follows from $per, $unique, $where, $cap or $tree`,
      'Write the check about a reference without them, and without a condition.',
    );
    return false;
  }

  #differ(check: Check, field: Field, other: string): void {
    const others = this.#differing.get(field.path) ?? [];
    if (others.includes(other)) return;
    const { source } = field;
    const parents =
      source.kind === 'reference' && this.#bare.counts.isKnown(source.entity)
        ? this.#bare.counts.rows(source.entity)
        : Infinity;
    if (parents <= others.length + 1 && this.#bare.counts.rows(this.#entity.name) > 0) {
      const target = source.kind === 'reference' ? source.entity : '';
      this.#contradiction(
        check,
        `${others.length + 2} different rows of ${target} are needed, and there are only ${parents}`,
        `Raise the count of ${target}.`,
      );
      return;
    }
    this.#differing.set(field.path, [...others, other]);
  }

  #isSameBySource(a: readonly string[], b: readonly string[]): boolean {
    const isFrom = (names: readonly string[], other: readonly string[]): boolean => {
      const source = this.#ranges.own(this.#entity, names)?.source;
      if (source?.kind === 'lookup') return source.path.join('.') === other.join('.');
      return source?.kind === 'expression' && this.#pathOf(source.expression)?.join('.') === other.join('.');
    };
    return isFrom(a, b) || isFrom(b, a);
  }

  // What all of them need

  /** Fields in the order of the document. */
  #order(): ReadonlyMap<string, number> {
    return new Map([...this.#bare.index(this.#entity).keys()].map((path, i) => [path, i]));
  }

  #worldsOf(conditions: readonly Expression[]): readonly number[] {
    return worldsOf(conditions, (path) => {
      const field = this.#ranges.own(this.#entity, path);
      return field === null ? null : (this.#valuesOf(field)?.values ?? null);
    });
  }

  /** Whether a field is made from one of these of the same row. */
  #dependsOn(field: Field, paths: ReadonlySet<string>, seen = new Set<string>()): boolean {
    if (seen.has(field.path)) return false;
    seen.add(field.path);
    return namesUsed(field).some((names) => {
      const index = this.#bare.index(this.#entity);
      for (let used = names.length; used > 0; used--) {
        const path = names.slice(0, used).join('.');
        if (paths.has(path)) return true;
        const found = index.get(path);
        if (found !== undefined) return this.#dependsOn(found, paths, seen);
      }
      return false;
    });
  }
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

const KINDS: Readonly<Record<string, Kind>> = {
  integer: 'number',
  decimal: 'number',
  number: 'number',
  date: 'instant',
  timestamp: 'instant',
  time: 'time',
};

function withoutGrid(recipe: Recipe): Recipe {
  const { grid, ...others } = recipe;
  return grid === undefined ? recipe : others;
}

function isFreeField(entity: Entity, field: Field): boolean {
  return !field.unique && !field.key && !field.path.includes('(') && !isOfTuple(entity, field);
}

/** Whether fields are chosen together so that no two rows are alike. */
function isOfTuple({ uniques, key, each }: Entity, { name }: Field): boolean {
  const lists = [...uniques.map(({ names }) => names), ...(key.length > 1 ? [key] : []), each?.names ?? []];
  return lists.some((names) => names.includes(name));
}

/** Whether a generator draws the field, and nothing else says what it is. */
function isFree(entity: Entity, field: Field): boolean {
  return isFreeField(entity, field) && field.source.kind === 'generator' && field.from.length === 0;
}

function isFixedReference({ unique, source }: Field): boolean {
  return unique || (source.kind === 'reference' && source.per !== null);
}

/** Whether a check is about columns of `$rows` alone: it is tried on every row. */
export function isOfRows(entity: Entity, expression: Expression): boolean {
  const paths = expressionPaths(expression).filter(([first]) => first !== 'vars');
  if (paths.length === 0 || hasChance(expression)) return false;
  return paths.every((names) => {
    const field = entity.fields.find(({ name }) => name === names.join('.'));
    return field?.source.kind === 'static';
  });
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Whether a written value compares so with a constant; null does not fail. */
function isTrueOf(value: ModelScalar, operator: Comparison, constant: ReturnType<Ranges['constant']>): boolean {
  if (value === null || constant === null || constant.kind === 'null') return true;
  const [a, b] = comparable(value, constant);
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

function comparable(
  value: Exclude<ModelScalar, null>,
  constant: Exclude<ReturnType<Ranges['constant']>, null>,
): readonly [number | string, number | string] {
  if (constant.kind === 'number' && typeof value === 'object') {
    return [value.value, Number(constant.unscaled) / powerOfTen(constant.scale)];
  }
  if (constant.kind === 'boolean') return [textOf(value), String(constant.value)];
  return [textOf(value), constant.kind === 'text' ? constant.text : ''];
}

/** A literal of a row of values; undefined where it is none. */
function scalarOf(expression: Expression): ModelScalar | undefined {
  if (expression.op === 'literal') return expression.value;
  if (expression.op === 'number') return { value: expression.value, text: expression.text.replaceAll('_', '') };
  if (expression.op === 'unary' && expression.operator === '-' && expression.operand.op === 'number') {
    const { value, text } = expression.operand;
    return { value: -value, text: `-${text.replaceAll('_', '')}` };
  }
  return undefined;
}

function distinct(conditions: readonly Expression[]): readonly Expression[] {
  return [...new Map(conditions.map((one) => [nameOf(one), one])).values()];
}

function maskOf(guards: readonly Expression[], conditions: readonly Expression[]): number {
  const names = conditions.map(nameOf);
  return guards.reduce((mask, guard) => mask | (1 << names.indexOf(nameOf(guard))), 0);
}

/** Rules that share a field, transitively. */
function components(differences: readonly Difference[]): readonly (readonly Difference[])[] {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    const parent = parents.get(id) ?? id;
    return parent === id ? id : rootOf(parent);
  };
  for (const { from, to } of differences) if (from !== '' && to !== '') parents.set(rootOf(from), rootOf(to));
  return [...Map.groupBy(differences, ({ from, to }) => rootOf(from === '' ? to : from)).values()];
}

/** To a whole number, away from the middle, unless the difference is noise. */
function outward(value: number, round: (value: number) => number): number {
  const near = Math.round(value);
  return Math.abs(value - near) < 1e-6 ? near : round(value);
}
