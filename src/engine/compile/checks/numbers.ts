import type { Check, Expression, Field } from '../../../model/index.ts';
import { formatInstant, formatTime } from '../../calendar.ts';
import { powerOfTen } from '../../expressions/value-type.ts';
import type { Recipe } from '../../frame.ts';
import { type Excluded, factorOf, type Limit, type Summand } from '../../recipes/within.ts';
import { type CheckContext, distinct, isFree, isOfTuple, maskOf } from './context.ts';
import { type Fact, factsOf, type Interval } from './interval.ts';
import { type Linear, linearOf, totalOf } from './linear.ts';
import { closure, type Edge, solve, type Variable } from './network.ts';
import { siteOf } from './ranges.ts';
import type { Comparison } from './rules.ts';
import { MAX_CONDITIONS } from './worlds.ts';

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
  /** Only where all of these are true; else it is drawn as if there were no checks. */
  readonly when: readonly Expression[];
  readonly scale: number;
}

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
  readonly guards: readonly Expression[];
  readonly kind: Kind;
  readonly members: readonly string[];
  /** '' where the total is a constant. */
  readonly total: string;
  readonly constant: Linear;
}

/** A comparison that waits until the common unit of all numbers is known. */
interface Compared {
  readonly check: Check;
  readonly guards: readonly Expression[];
  readonly operator: Comparison;
  readonly linear: Linear;
  readonly kind: Kind;
}

/** A group of numbers that rules connect; the variables are 0, those that are not drawn, and the others in the order of their draw. */
interface System {
  readonly all: readonly string[];
  readonly fixed: number;
  readonly variables: readonly Omit<Variable, 'exclusions'>[];
  readonly conditions: readonly Expression[];
  readonly worlds: readonly number[];
  readonly known: readonly Float64Array[];
}

/** By world, the bounds of each variable. */
type Limits = ReadonlyMap<number, readonly (readonly Limit[])[]>;
type Conflict = Exclude<ReturnType<typeof solve>, { bounds: unknown }>;

/** Contradictions of one group that are reported: more follow from the same mistakes. */
const MAX_REPORTED = 5;
/** Other checks that a message names. */
const MAX_SHOWN = 3;
/** Numbers that rules connect. */
const MAX_CONNECTED = 100;
const MAX_SCALE = 12;
/** Beyond it, sums of two values in common units are not exact. */
const MAX_COMMON = 2 ** 51;

/** Plans how numbers and times are drawn. */
export class NumberPlans {
  readonly #context: CheckContext;
  readonly #numbers = new Map<string, NumberNode>();
  readonly #pending: Compared[] = [];
  readonly #differences: Difference[] = [];
  readonly #sums: SumRule[] = [];
  #scale = 0;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  /** Notes a comparison of a sum with 0. */
  add(compared: Compared): void {
    this.#pending.push(compared);
  }

  plan(): ReadonlyMap<string, DrawnPlan> {
    this.#scale = this.#commonScale();
    for (const { check, guards, operator, linear, kind } of this.#pending) {
      this.#compare(check, guards, operator, linear, kind);
    }
    const drawn = new Map<string, DrawnPlan>();
    for (const kind of ['number', 'instant', 'time'] as const) this.#drawNumbers(kind, drawn);
    return drawn;
  }

  number(names: readonly string[]): NumberNode | null {
    const id = names.join('.');
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const found = this.#context.ranges.recipe(this.#context.entity, names);
    if (found === null) return null;
    // What is made from a value on a grid may keep its recipe, and be elsewhere.
    const recipe = this.#context.ranges.isOnGrid(this.#context.entity, names) ? found : withoutGrid(found);
    const kind = KINDS[recipe.type.kind] ?? null;
    // Floats are compared by rounding, unless they are numbers of a fixed scale.
    if (kind === null) return null;
    const field = this.#context.ranges.own(this.#context.entity, names);
    const scale = recipe.type.kind === 'decimal' ? recipe.type.scale : (recipe.grid?.scale ?? 0);
    const isDrawn = field !== null && isFree(this.#context.entity, field) && recipe.grid !== undefined;
    const node = { names, kind, recipe, field, isDrawn, scale };
    this.#numbers.set(id, node);
    return node;
  }

  /** The kind of all numbers of a sum, which are noted; null where they are of several, or of none. */
  kindOf(linear: Linear): Kind | null {
    const nodes = linear.terms.map(({ names }) => this.number(names));
    const kinds = new Set(nodes.map((node) => node?.kind ?? null));
    const [kind] = kinds;
    return kinds.size === 1 ? (kind ?? null) : null;
  }

  #compare(check: Check, guards: readonly Expression[], operator: Comparison, linear: Linear, kind: Kind): void {
    const { terms } = linear;
    const total = totalOf(linear, kind, this.#scale);
    if (total === null) {
      return this.#context.unproven(
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
    if (operator === '==' && totals.length <= 1 && members.length >= 2) {
      const sign = members === plus ? -1 : 1;
      const constant = {
        terms: [],
        constants: linear.constants.map((one) => ({ ...one, sign: one.sign * sign === 1 ? 1 : -1 })),
      } as Linear;
      this.#sums.push({ check, guards, kind, members, total: totals[0] ?? '', constant });
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
    this.#context.unproven(
      check,
      'it is about more than two fields, and the ranges do not say it',
      'Write a sum to a total, a + b + c = total; or make one of the fields an expression.',
    );
  }

  #commonScale(): number {
    const ofNodes = [...this.#numbers.values()].map(({ scale }) => scale);
    const ofConstants = [...this.#pending.map(({ linear }) => linear), ...this.#sums.map(({ constant }) => constant)]
      .flatMap(({ constants }) => constants)
      .map(({ value }) => (value.kind === 'number' ? value.scale : 0));
    return Math.min(MAX_SCALE, Math.max(0, ...ofNodes, ...ofConstants));
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
    const { low, high } = this.#context.ranges.of(this.#context.entity, node.names);
    const power = kind === 'number' ? powerOfTen(this.#scale) : 1;
    return { low: outward(low * power, Math.floor), high: outward(high * power, Math.ceil) };
  }

  #drawNumbers(kind: Kind, drawn: Map<string, DrawnPlan>): void {
    const nodes = [...this.#numbers.values()].filter((node) => node.kind === kind);
    const all = ['', ...nodes.map(({ names }) => names.join('.'))];
    const position = new Map(all.map((id, at) => [id, at]));
    const at = (id: string): number => position.get(id) ?? 0;
    const sums = this.#sums.filter((sum) => sum.kind === kind);
    // What holds under a condition says nothing of the other rows.
    const always = sums.filter(({ guards }) => guards.length === 0);
    const known = closure(
      all.map((id) => ({ ...this.#range(id, kind), step: 1, isDrawn: false, exclusions: 0 })),
      [...nodes.flatMap((node) => this.#factsOf(node, at)), ...always.flatMap((sum) => this.#factsOfSum(sum, at))],
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
      this.#context.unproven(one.check, `${member} is part of a sum as well`, 'Give it the range in its type.');
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
      (one) => this.#context.ranges.expression(this.#context.entity, one),
      (one) => one.op === 'path' && this.#context.ranges.recipe(this.#context.entity, one.names)?.type.kind === 'date',
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
    const recipe = this.#context.bare.expression(expression, siteOf(this.#context.entity), '');
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
      const isDependent = node.field !== null && this.#context.dependsOn(node.field, paths);
      const isFloat = !this.#isWhole([node.names.join('.')]);
      if (!isDependent && !isFloat && free.length > 0) continue;
      const { check } = group.find(({ from, to }) => [from, to].includes(node.names.join('.'))) ?? group[0];
      const name = node.names.join('.');
      if (free.length === 0) {
        this.#context.unproven(check, this.#saidOf(group[0], kind), this.#insteadOf(node));
      } else if (isFloat) {
        this.#context.unproven(
          check,
          `${name} is a number without a fixed number of decimals`,
          'Give it a range with decimals, or the type decimal(12,2).',
        );
      } else {
        this.#context.unproven(
          check,
          `${name} is made from ${[...paths].join(' and ')}, which it would bound`,
          this.#insteadOf(node),
        );
      }
      return;
    }
    const step = ({ recipe: { grid, type } }: NumberNode): number =>
      grid === undefined ? 0 : grid.step * factorOf(type, grid.scale, this.#scale);
    const order = this.#context.order();
    const sorted = free.toSorted(
      (a, b) => step(b) - step(a) || (order.get(a.names.join('.')) ?? 0) - (order.get(b.names.join('.')) ?? 0),
    );
    const all = ['', ...[...fixed, ...sorted].map(({ names }) => names.join('.'))];
    const conditions = distinct(group.flatMap(({ guards }) => guards));
    if (conditions.length > MAX_CONDITIONS) {
      return this.#context.unproven(
        group[group.length - 1].check,
        `it is one of rules with more than ${MAX_CONDITIONS} conditions`,
        'Write the field as cases: $when: [{ if: …, then: … }].',
      );
    }
    if (all.length > MAX_CONNECTED) {
      const message = `it connects more than ${MAX_CONNECTED} numbers`;
      return this.#context.unproven(group[group.length - 1].check, message, 'Split the entity, or remove checks.');
    }
    const worlds = this.#context.worldsOf(conditions);
    const ranges = all.map((id) => this.#range(id, kind));
    if (ranges.slice(1 + fixed.length).some(({ low, high }) => Math.max(-low, high) > MAX_COMMON)) {
      return this.#context.unproven(
        group[0].check,
        'its values have too many digits',
        'Give them ranges below 10^15, with fewer decimals.',
      );
    }
    const knownHere = all
      .slice(0, 1 + fixed.length)
      .map((from) => Float64Array.from(all.slice(0, 1 + fixed.length), (to) => known[at(from)][at(to)]));
    const isOpen = ({ from, to }: Difference): boolean => Math.max(all.indexOf(from), all.indexOf(to)) > fixed.length;
    const apart = group.find((one) => one.operator === '!=' && !isOpen(one));
    if (apart !== undefined) {
      return this.#context.unproven(apart.check, this.#saidOf(apart, kind), 'Name a field that is drawn from a range.');
    }
    const system: System = {
      all,
      fixed: fixed.length,
      variables: all.map((id, v): Omit<Variable, 'exclusions'> => {
        const node = this.#numbers.get(id);
        return { ...ranges[v], step: node === undefined ? 0 : step(node), isDrawn: v > fixed.length };
      }),
      conditions,
      worlds,
      known: knownHere,
    };
    const [kept, limits] = this.#fulfilled(system, [...Map.groupBy(group, ({ check }) => check).values()], kind);
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
        when: [],
        scale: this.#scale,
      });
    }
  }

  /** The rules of as many checks as leave room, and the bounds by them; those that leave none are reported. */
  #fulfilled(
    system: System,
    checks: readonly (readonly Difference[])[],
    kind: Kind,
  ): readonly [readonly Difference[], Limits] {
    let left = [...checks];
    for (let reported = 0; ; reported++) {
      const solved = solvedIn(system, left.flat());
      if (!('conflict' in solved)) return [left.flat(), solved];
      if (reported === MAX_REPORTED) return [[], new Map()];
      // The first of the checks with which no room is left is named.
      let [few, many] = [0, left.length];
      let conflict = solved;
      while (many - few > 1) {
        const middle = (few + many) >> 1;
        const found = solvedIn(system, left.slice(0, middle).flat());
        if ('conflict' in found) [many, conflict] = [middle, found];
        else few = middle;
      }
      this.#blame(left[few][0], left.slice(0, few).flat(), conflict, system.all, kind);
      left = left.toSpliced(few, 1);
    }
  }

  #blame(
    blamed: Difference,
    kept: readonly Difference[],
    conflict: Conflict,
    all: readonly string[],
    kind: Kind,
  ): void {
    const { check } = blamed;
    const { from, to } = conflict;
    if (from !== undefined && to !== undefined) {
      const names = [all[from], all[to]].filter((name) => name !== '').join(' and ');
      const node = this.#numbers.get(all[to] === '' ? all[from] : all[to]);
      const ranges = [all[from], all[to]].filter((name) => name !== '').map((name) => this.#shown(name, kind));
      return this.#context.unproven(
        check,
        `${names} can have values that leave no room (${ranges.join(', ')})`,
        node === undefined ? 'Widen the ranges.' : this.#insteadOf(node),
      );
    }
    const others = [...new Set(kept.map((one) => one.check.text))];
    const ids = [...new Set([blamed.from, blamed.to])].filter((id) => id !== '');
    const ranges = ids.map((id) => this.#shown(id, kind)).join(', ');
    const shown = others.slice(-MAX_SHOWN).map((text) => `\`${text}\``);
    const more = others.length > MAX_SHOWN ? ` and ${others.length - MAX_SHOWN} more` : '';
    const against = others.length === 0 ? '' : `, together with ${shown.join(' and ')}${more}`;
    this.#context.contradiction(check, `${ranges} leave no room${against}`, 'Widen a range, or remove a check.');
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
    if (field !== null && (field.unique || isOfTuple(this.#context.entity, field)))
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

  /** Draws the members of a sum; returns what the total must fulfil. */
  #readSum(rule: SumRule, drawn: Map<string, DrawnPlan>): readonly Difference[] {
    const { check, guards, kind, members, total } = rule;
    const constant = totalOf(rule.constant, kind, this.#scale) ?? 0;
    const totalNode = this.#numbers.get(total);
    if (totalNode?.field?.source.kind === 'expression') {
      const linear = linearOf(this.#context.entity, totalNode.field.source.expression, this.#context.ranges);
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
      this.#context.unproven(
        check,
        `${name} is not drawn from a range of numbers`,
        `Make the total an expression: "= ${members.join(' + ')}".`,
      );
      return [];
    }
    if (this.#sums.some((other) => other.members.includes(total))) {
      this.#context.unproven(check, `${total} is part of another sum`, 'Make one of the totals an expression.');
      return [];
    }
    const taken = members.find((id, i) => members.indexOf(id) !== i || drawn.has(id));
    if (taken !== undefined) {
      this.#context.unproven(check, `${taken} is part of two sums`, 'Make one of the totals an expression.');
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
      this.#context.unproven(
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
      this.#context.contradiction(
        check,
        `${members.join(' + ')} is ${shown(least)} to ${shown(most)}, and the total is ${low === high ? shown(low) : `${shown(low)} to ${shown(high)}`}`,
        'Widen the range of one of them.',
      );
      return [];
    }
    if (totalNode !== undefined && !totalNode.isDrawn && (low < least || high > most)) {
      this.#context.unproven(
        check,
        `${members.join(' + ')} is ${shown(least)} to ${shown(most)}, and ${this.#shown(total, kind)}`,
        'Widen the ranges of the summands, so that every total can be reached.',
      );
      return [];
    }
    if (totalNode?.field != null && !totalNode.isDrawn && this.#context.dependsOn(totalNode.field, new Set(members))) {
      this.#context.unproven(
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
        when: guards,
        scale: this.#scale,
      });
    }
    if (totalNode === undefined || !totalNode.isDrawn) return [];
    const base = { check, guards, operator: '<=' } as const;
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

/** Solves a system under some rules, in every world. */
function solvedIn(
  { all, variables, conditions, worlds, known }: System,
  differences: readonly Difference[],
): Limits | Conflict {
  const position = new Map(all.map((id, at) => [id, at]));
  const rules = differences.map(({ from, to, operator, most, guards }) => ({
    from: position.get(from) ?? 0,
    to: position.get(to) ?? 0,
    operator,
    most,
    mask: maskOf(guards, conditions),
  }));
  const limits = new Map<number, readonly (readonly Limit[])[]>();
  for (const world of worlds) {
    const active = rules.filter(({ mask }) => (world & mask) === mask);
    const exclusions = all.map(() => 0);
    for (const { operator, from, to } of active) if (operator === '!=') exclusions[Math.max(from, to)]++;
    const edges = active.filter(({ operator }) => operator === '<=');
    const solution = solve(
      variables.map((variable, v) => ({ ...variable, exclusions: exclusions[v] })),
      edges,
      known,
    );
    if ('conflict' in solution) return solution;
    limits.set(
      world,
      solution.bounds.map((bounds) => bounds.map(({ other, up, down }) => ({ other: other - 1, up, down }))),
    );
  }
  return limits;
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
