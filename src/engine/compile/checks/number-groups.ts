import type { Expression } from '../../../model/index.ts';
import type { Excluded, Limit } from '../../recipes/within.ts';
import { type CheckContext, distinct, maskOf } from './context.ts';
import { solve, type Variable } from './network.ts';
import type { NumberKind, NumberNodes } from './number-nodes.ts';
import type { Difference, DrawnPlan } from './number-rules.ts';
import { MAX_CONDITIONS } from './worlds.ts';

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
/** Beyond it, sums of two values in common units are not exact. */
const MAX_COMMON = 2 ** 51;

/** Draws numbers that rules connect, in an order in which each has room. */
export class NumberGroups {
  readonly #context: CheckContext;
  readonly #numbers: NumberNodes;

  constructor(context: CheckContext, numbers: NumberNodes) {
    this.#context = context;
    this.#numbers = numbers;
  }

  /** @param known the most by which one of all numbers is above another; `at` gives their positions in it. */
  draw(
    kind: NumberKind,
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
      const isFloat = !this.#numbers.isWhole([node.names.join('.')]);
      if (!isDependent && !isFloat && free.length > 0) continue;
      const { check } = group.find(({ from, to }) => [from, to].includes(node.names.join('.'))) ?? group[0];
      const name = node.names.join('.');
      if (free.length === 0) {
        this.#context.unproven(
          check,
          this.#numbers.saidOf([group[0].from, group[0].to], kind),
          this.#numbers.insteadOf(node),
        );
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
          this.#numbers.insteadOf(node),
        );
      }
      return;
    }
    const order = this.#context.order();
    const sorted = free.toSorted(
      (a, b) =>
        this.#numbers.step(b) - this.#numbers.step(a) ||
        (order.get(a.names.join('.')) ?? 0) - (order.get(b.names.join('.')) ?? 0),
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
    const ranges = all.map((id) => this.#numbers.range(id, kind));
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
      return this.#context.unproven(
        apart.check,
        this.#numbers.saidOf([apart.from, apart.to], kind),
        'Name a field that is drawn from a range.',
      );
    }
    const system: System = {
      all,
      fixed: fixed.length,
      variables: all.map((id, v): Omit<Variable, 'exclusions'> => {
        const node = this.#numbers.get(id);
        return { ...ranges[v], step: node === undefined ? 0 : this.#numbers.step(node), isDrawn: v > fixed.length };
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
        scale: this.#numbers.scale,
      });
    }
  }

  /** The rules of as many checks as leave room, and the bounds by them; those that leave none are reported. */
  #fulfilled(
    system: System,
    checks: readonly (readonly Difference[])[],
    kind: NumberKind,
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
    kind: NumberKind,
  ): void {
    const { check } = blamed;
    const { from, to } = conflict;
    if (from !== undefined && to !== undefined) {
      const names = [all[from], all[to]].filter((name) => name !== '').join(' and ');
      const node = this.#numbers.get(all[to] === '' ? all[from] : all[to]);
      const ranges = [all[from], all[to]].filter((name) => name !== '').map((name) => this.#numbers.shown(name, kind));
      return this.#context.unproven(
        check,
        `${names} can have values that leave no room (${ranges.join(', ')})`,
        node === undefined ? 'Widen the ranges.' : this.#numbers.insteadOf(node),
      );
    }
    const others = [...new Set(kept.map((one) => one.check.text))];
    const ids = [...new Set([blamed.from, blamed.to])].filter((id) => id !== '');
    const ranges = ids.map((id) => this.#numbers.shown(id, kind)).join(', ');
    const shown = others.slice(-MAX_SHOWN).map((text) => `\`${text}\``);
    const more = others.length > MAX_SHOWN ? ` and ${others.length - MAX_SHOWN} more` : '';
    const against = others.length === 0 ? '' : `, together with ${shown.join(' and ')}${more}`;
    this.#context.contradiction(check, `${ranges} leave no room${against}`, 'Widen a range, or remove a check.');
  }
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
