import type { Check, Expression } from '../../../model/index.ts';
import type { CheckContext } from './context.ts';
import { type Linear, totalOf } from './linear.ts';
import type { Interval } from './interval.ts';
import { closure } from './network.ts';
import { factsOfNode, factsOfSum } from './number-facts.ts';
import { NumberGroups } from './number-groups.ts';
import { type NumberKind, type NumberNode, NumberNodes } from './number-nodes.ts';
import type { Compared, Difference, DrawnPlan, SumRule } from './number-rules.ts';
import { drawSum } from './number-sums.ts';
import type { Comparison } from './rules.ts';

/** Plans how numbers and times are drawn. */
export class NumberPlans {
  readonly #context: CheckContext;
  readonly #numbers: NumberNodes;
  readonly #groups: NumberGroups;
  readonly #pending: Compared[] = [];
  readonly #differences: Difference[] = [];
  readonly #sums: SumRule[] = [];

  constructor(context: CheckContext) {
    this.#context = context;
    this.#numbers = new NumberNodes(context);
    this.#groups = new NumberGroups(context, this.#numbers);
  }

  /** Notes a comparison of a sum with 0. */
  add(compared: Compared): void {
    this.#pending.push(compared);
  }

  plan(): ReadonlyMap<string, DrawnPlan> {
    this.#numbers.settle(this.#pending.map(({ linear }) => linear));
    for (const { check, guards, operator, linear, kind } of this.#pending) {
      this.#compare(check, guards, operator, linear, kind);
    }
    const drawn = new Map<string, DrawnPlan>();
    for (const kind of ['number', 'instant', 'time'] as const) this.#drawNumbers(kind, drawn);
    return drawn;
  }

  /** Notes the number of a path; null where it is none that can be compared exactly. */
  number(names: readonly string[]): NumberNode | null {
    return this.#numbers.number(names);
  }

  /** The kind of all numbers of a sum, which are noted; null where they are of several, or of none. */
  kindOf(linear: Linear): NumberKind | null {
    return this.#numbers.kindOf(linear);
  }

  #compare(check: Check, guards: readonly Expression[], operator: Comparison, linear: Linear, kind: NumberKind): void {
    const { terms } = linear;
    const total = totalOf(linear, kind, this.#numbers.scale);
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
      const gap = this.#numbers.isWhole([to, from]) ? 1 : 1e-9;
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
      const { low: least, high: most } = this.#numbers.range(names.join('.'), kind);
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

  #drawNumbers(kind: NumberKind, drawn: Map<string, DrawnPlan>): void {
    const nodes = this.#numbers.ofKind(kind);
    const all = ['', ...nodes.map(({ names }) => names.join('.'))];
    const position = new Map(all.map((id, at) => [id, at]));
    const at = (id: string): number => position.get(id) ?? 0;
    const sums = this.#sums.filter((sum) => sum.kind === kind);
    // What holds under a condition says nothing of the other rows.
    const always = sums.filter(({ guards }) => guards.length === 0);
    const members = new Set(always.flatMap((sum) => sum.members));
    const isEmpty = new Set([...members].filter((id) => !this.#numbers.narrow(id, this.#boundsOf(id))));
    const known = closure(
      all.map((id) => ({ ...this.#numbers.range(id, kind), step: 1, isDrawn: false, exclusions: 0 })),
      [
        ...nodes.flatMap((node) => factsOfNode(node, this.#context, this.#numbers, at)),
        ...always.flatMap((sum) => factsOfSum(sum, this.#numbers, at)),
      ],
    );
    const ofSums = sums.flatMap((sum) => drawSum(sum, this.#sums, this.#context, this.#numbers, drawn));
    const summed = new Set(sums.flatMap(({ members }) => members));
    const isHere = ({ from, to }: Difference): boolean => all.includes(from === '' ? to : from);
    const open = this.#differences.filter(isHere).filter((one) => {
      const [most, least] = [known[at(one.from)][at(one.to)], -known[at(one.to)][at(one.from)]];
      return one.operator === '<=' ? most > one.most : !(most < one.most || least > one.most);
    });
    const free = open.filter((one) => {
      const member = [one.from, one.to].find((id) => summed.has(id));
      if (member === undefined) return true;
      if (isBound(one) && isEmpty.has(member)) {
        const message = `${this.#numbers.shown(member, kind)} leave no room`;
        this.#context.contradiction(one.check, message, 'Widen the range, or change the check.');
      } else {
        this.#context.unproven(one.check, `${member} is part of a sum as well`, 'Give it the range in its type.');
      }
      return false;
    });
    for (const group of components([...free, ...ofSums])) this.#groups.draw(kind, group, known, at, drawn);
  }

  /** What constants leave of a number in every row. */
  #boundsOf(id: string): Interval {
    const bounds = this.#differences.filter((one) => isBound(one) && (one.from === id || one.to === id));
    return {
      low: bounds.reduce((low, one) => (one.from === id ? Math.max(low, -one.most) : low), -Infinity),
      high: bounds.reduce((high, one) => (one.to === id ? Math.min(high, one.most) : high), Infinity),
    };
  }
}

/** Whether a number is less or greater than a constant in every row. */
function isBound({ from, to, operator, guards }: Difference): boolean {
  return (from === '' || to === '') && operator === '<=' && guards.length === 0;
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
