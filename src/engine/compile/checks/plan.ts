import {
  type Check,
  type Entity,
  type Expression,
  expressionPaths,
  type Model,
  type ModelScalar,
} from '../../../model/index.ts';
import { powerOfTen } from '../../expressions/value-type.ts';
import { textOf } from '../../generators/scalars.ts';
import type { Fields } from '../fields.ts';
import { CheckContext, pathOf, type ReportCheck } from './context.ts';
import type { Interval } from './interval.ts';
import { joined, type Linear, linearOf } from './linear.ts';
import { type NullRule, NullPlans } from './nulls.ts';
import { areOrderedEnds } from './ordered-ends.ts';
import { areOrderedStates } from './state-order.ts';
import type { DrawnPlan } from './number-rules.ts';
import { NumberPlans } from './numbers.ts';
import { type PickPlan, PickPlans } from './picks.ts';
import { siteOf, type Ranges } from './ranges.ts';
import { type Different, ReferencePlans } from './references.ts';
import { RowPlans, type TuplePlan } from './rows.ts';
import { type Atom, type Comparison, hasChance, isConstant, type Rule, rulesOf, unchained } from './rules.ts';

export interface EntityPlan {
  readonly drawn: ReadonlyMap<string, DrawnPlan>;
  readonly picks: ReadonlyMap<string, PickPlan>;
  readonly tuples: ReadonlyMap<string, TuplePlan>;
  readonly nulls: ReadonlyMap<string, readonly NullRule[]>;
  /** Of a reference: the references of the same row that it differs from. */
  readonly differing: ReadonlyMap<string, readonly Different[]>;
}

/** Values of a range that are compared with a list. */
const MAX_LISTED = 1000;

/** Plans how the fields of an entity are drawn so that its checks hold in every row, and reports those that cannot. */
export function planChecks(entity: Entity, model: Model, bare: Fields, report: ReportCheck): EntityPlan {
  return new Planner(new CheckContext(entity, model, bare, report)).plan();
}

/** Tells the rules of checks apart, and gives each to the plans that it is about. */
class Planner {
  readonly #context: CheckContext;
  readonly #numbers: NumberPlans;
  readonly #picks: PickPlans;
  readonly #rows: RowPlans;
  readonly #nulls: NullPlans;
  readonly #references: ReferencePlans;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#numbers = new NumberPlans(context);
    this.#picks = new PickPlans(context);
    this.#rows = new RowPlans(context);
    this.#nulls = new NullPlans(context);
    this.#references = new ReferencePlans(context);
  }

  plan(): EntityPlan {
    for (const [at, check] of this.#context.entity.checks.entries()) this.#read(check, at);
    const drawn = this.#numbers.plan();
    const picks = this.#picks.plan();
    const { tuples } = this.#rows;
    for (const [path, { check }] of tuples) {
      if (!drawn.has(path) && !picks.has(path)) continue;
      this.#context.unproven(
        check,
        `${path} is in another check as well`,
        'Write the rows of values that fulfil both.',
      );
    }
    return { drawn, picks, tuples, nulls: this.#nulls.rules, differing: this.#references.differing };
  }

  #read(check: Check, at: number): void {
    if (check.provider !== null) return this.#rows.readProvider(check, at);
    if (isOfRows(this.#context.entity, check.expression)) return;
    if (hasChance(check.expression)) {
      return this.#context.unproven(
        check,
        'it draws random numbers',
        'Put them into a field, and name the field here.',
      );
    }
    // A name that leads nowhere is reported where the condition is compiled.
    const paths = expressionPaths(check.expression).filter(([first]) => first !== 'vars');
    if (paths.some((names) => this.#context.ranges.recipe(this.#context.entity, names) === null)) return;
    const [first, ...others] = rulesOf(check.expression);
    if (first.atom.kind !== 'tuple' || others.length > 0) {
      // What is no condition is reported where it is compiled for the rows.
      const recipe = this.#context.bare.expression(unchained(check.expression), siteOf(this.#context.entity), '');
      if (recipe?.type.kind !== 'boolean') return;
    }
    for (const rule of [first, ...others]) this.#readRule(check, rule, at);
  }

  #readRule(check: Check, { guards, atom }: Rule, at: number): void {
    const conditions = guards.filter((guard) => !(isConstant(guard) && this.#context.isTrue(guard)));
    // A rule that waits for what is never true asks for nothing.
    if (conditions.some((guard) => isConstant(guard))) return;
    switch (atom.kind) {
      case 'compared':
        return this.#readComparison(check, conditions, atom);
      case 'among':
        return this.#readAmong(check, conditions, atom);
      case 'tuple':
        return this.#rows.read(check, conditions, atom, at);
      case 'other':
        return this.#readOther(check, conditions, atom);
    }
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
      return this.#nulls.read(check, guards, value, operator === '==');
    }
    const [a, b] = [pathOf(left), pathOf(right)];
    if (a !== null && b !== null && a.join('.') === b.join('.')) {
      if (operator === '==' || operator === '<=' || operator === '>=') return;
      return this.#context.contradiction(check, 'both sides are the same field', 'Name another field.');
    }
    if (a !== null && b !== null && this.#isOrdered(operator, a, b)) return;
    const other = a === null ? left : right;
    const against = isConstant(other) ? this.#context.ranges.constant(this.#context.entity, other) : null;
    const sign = a === null ? MIRRORED[operator] : operator;
    if (against !== null && this.#isOfEnum(a ?? b, (value) => isTrueOf(value, sign, against))) return;
    if (operator === '!=' && a !== null && b !== null && this.#references.read(check, guards, a, b)) return;
    const difference = this.#difference(left, right);
    const kind = difference === null ? null : this.#numbers.kindOf(difference);
    const [only] = difference?.terms ?? [];
    const isSingle = difference !== null && difference.terms.length === 1;
    const pick = isSingle ? this.#context.pickOf(only.names) : null;
    if (pick !== null && (a !== null || b !== null)) {
      const constant = this.#context.ranges.constant(this.#context.entity, a === null ? left : right);
      const isMirrored = a === null;
      if (constant !== null) {
        const allows = (value: ModelScalar): boolean =>
          isTrueOf(value, isMirrored ? MIRRORED[operator] : operator, constant);
        this.#picks.allow({ check, guards, field: pick, allows });
        return;
      }
    }
    if (difference !== null && kind !== null) {
      this.#numbers.add({ check, guards, operator, linear: difference, kind });
      return;
    }
    if (a !== null && b !== null && operator === '!=') return this.#picks.differ(check, guards, a, b);
    if (a !== null && b !== null && operator === '==' && this.#isSameBySource(a, b)) return;
    this.#otherwise(check, operator, left, right);
  }

  /** What is neither a difference of numbers nor a choice of values is accepted only where the ranges say it. */
  #otherwise(check: Check, operator: Comparison, left: Expression, right: Expression): void {
    const of = (side: Expression): Interval => this.#context.ranges.expression(this.#context.entity, side);
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
    this.#context.unproven(check, 'its sides are not fields that can be drawn', hint);
  }

  #difference(left: Expression, right: Expression): Linear | null {
    const a = linearOf(this.#context.entity, left, this.#context.ranges);
    const b = linearOf(this.#context.entity, right, this.#context.ranges, -1);
    return a === null || b === null ? null : joined(a, b);
  }

  #readAmong(check: Check, guards: readonly Expression[], { isNegated, value, items }: Atom & { kind: 'among' }): void {
    const path = pathOf(value);
    const constants = items.map((item) =>
      isConstant(item) ? this.#context.ranges.constant(this.#context.entity, item) : null,
    );
    const field = path === null ? null : this.#context.pickOf(path);
    if (field !== null && constants.every((one) => one !== null)) {
      const allows = (one: ModelScalar): boolean =>
        one === null || constants.some((constant) => isTrueOf(one, '==', constant)) !== isNegated;
      this.#picks.allow({ check, guards, field, allows });
      return;
    }
    const isOf = (value: string): boolean =>
      constants.some((one) => one !== null && isTrueOf(value, '==', one)) !== isNegated;
    if (constants.every((one) => one !== null) && this.#isOfEnum(path, isOf)) return;
    if (isNegated && path !== null && this.#numbers.number(path) !== null) {
      for (const right of items) {
        this.#readComparison(check, guards, { kind: 'compared', operator: '!=', left: value, right });
      }
      return;
    }
    const grid = path === null ? undefined : this.#numbers.number(path)?.recipe.grid;
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
    this.#context.unproven(
      check,
      `${name} is not picked from values`,
      `Write the values in the field: ${name}: { $values: [a, b] }.`,
    );
  }

  #readOther(check: Check, guards: readonly Expression[], { isNegated, value }: Atom & { kind: 'other' }): void {
    if (isConstant(value)) {
      const constant = this.#context.ranges.constant(this.#context.entity, value);
      if (constant?.kind === 'boolean' && constant.value === isNegated) {
        this.#context.contradiction(check, 'it is never true', 'Remove it.');
      }
      return;
    }
    const path = pathOf(value);
    const recipe = path === null ? null : this.#context.ranges.recipe(this.#context.entity, path);
    // What is no condition at all is reported where it is compiled.
    if (path !== null && recipe?.type.kind !== 'boolean') return;
    const field = path === null ? null : this.#context.pickOf(path);
    if (field !== null) {
      this.#picks.allow({ check, guards, field, allows: (one) => one === null || (one === true) !== isNegated });
      return;
    }
    this.#context.unproven(
      check,
      'it is not a comparison of fields',
      'Compare fields with <, <=, =, != or in; build texts with $pattern or $template.',
    );
  }

  /** Whether the ends of a `$slot` are compared as they always are. */
  /** Whether a path has a few texts, which nothing here picks, and all of them are allowed. */
  #isOfEnum(path: readonly string[] | null, allows: (value: string) => boolean): boolean {
    const { ranges, entity } = this.#context;
    if (path === null || this.#context.pickOf(path) !== null) return false;
    const type = ranges.recipe(entity, path)?.type;
    return type?.kind === 'enum' && type.values.every(allows);
  }

  /** Whether two times follow one another by what they are: the ends of a span, or states of a history. */
  #isOrdered(operator: Comparison, a: readonly string[], b: readonly string[]): boolean {
    const { ranges, entity } = this.#context;
    if (operator === '==') return false;
    const isStrict = !operator.endsWith('=') || operator === '!=';
    const follow = (before: readonly string[], after: readonly string[]): boolean =>
      areOrderedEnds(ranges, entity, before, after) || areOrderedStates(ranges, entity, before, after, isStrict);
    return (!operator.startsWith('>') && follow(a, b)) || (!operator.startsWith('<') && follow(b, a));
  }

  #isSameBySource(a: readonly string[], b: readonly string[]): boolean {
    const isFrom = (names: readonly string[], other: readonly string[]): boolean => {
      const source = this.#context.ranges.own(this.#context.entity, names)?.source;
      if (source?.kind === 'lookup') return source.path.join('.') === other.join('.');
      return source?.kind === 'expression' && pathOf(source.expression)?.join('.') === other.join('.');
    };
    return isFrom(a, b) || isFrom(b, a);
  }
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
