import type { Check, Expression, Field, ModelScalar } from '../../../model/index.ts';
import { textOf } from '../../generators/scalars.ts';
import { type CheckContext, distinct, maskOf } from './context.ts';
import type { OtherField } from './number-rules.ts';
import { MAX_CONDITIONS } from './worlds.ts';

/** How a field picks one of its values so that checks hold. */
export interface PickPlan {
  readonly values: readonly ModelScalar[];
  readonly weights: readonly number[];
  readonly conditions: readonly Expression[];
  readonly allowed: ReadonlyMap<number, readonly boolean[]>;
  readonly excluded: readonly { readonly other: OtherField; readonly mask: number }[];
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

/** Plans how fields pick one of their values. */
export class PickPlans {
  readonly #context: CheckContext;
  readonly #pickRules: PickRule[] = [];
  readonly #pickDifferences: PickDifference[] = [];

  constructor(context: CheckContext) {
    this.#context = context;
  }

  /** Notes which values of a field a rule allows. */
  allow(rule: PickRule): void {
    this.#pickRules.push(rule);
  }

  differ(check: Check, guards: readonly Expression[], a: readonly string[], b: readonly string[]): void {
    const order = this.#context.order();
    const rank = (names: readonly string[]): number =>
      this.#context.pickOf(names) === null ? -1 : (order.get(names.join('.')) ?? 0);
    const [first, last] = rank(a) <= rank(b) ? [a, b] : [b, a];
    const field = this.#context.pickOf(last);
    const known = [first, last].map((names) => {
      const own = this.#context.ranges.own(this.#context.entity, names);
      return own === null ? null : (this.#context.valuesOf(own)?.values.map(textOf) ?? null);
    });
    const [x, y] = known;
    if (x !== null && y !== null && !x.some((text) => y.includes(text))) return;
    const other = this.#context.ranges.own(this.#context.entity, first);
    const isDependent = other !== null && field !== null && this.#context.dependsOn(other, new Set([field.path]));
    const kind = this.#context.ranges.recipe(this.#context.entity, first)?.type.kind;
    if (field === null || isDependent || kind === 'list' || kind === 'struct' || kind === 'binary') {
      const name = last.join('.');
      return this.#context.unproven(
        check,
        `neither field is picked from values`,
        `Write the values of one of them: ${name}: { $values: [a, b, c] }.`,
      );
    }
    this.#pickDifferences.push({
      check,
      guards,
      field,
      other: { names: first, isDrawn: this.#context.pickOf(first) !== null },
    });
  }

  plan(): ReadonlyMap<string, PickPlan> {
    const fields = new Map([...this.#pickRules, ...this.#pickDifferences].map(({ field }) => [field.path, field]));
    const plans = new Map<string, PickPlan>();
    for (const [path, field] of fields) {
      const found = this.#context.valuesOf(field);
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
        this.#context.unproven(
          last.check,
          `${path} depends on more than ${MAX_CONDITIONS} conditions`,
          'Write the field as cases: $when: [{ if: …, then: … }].',
        );
        continue;
      }
      const allowed = new Map<number, readonly boolean[]>();
      let isEmpty = false;
      for (const world of this.#context.worldsOf(conditions)) {
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
          this.#context.contradiction(blamed.check, message, 'Add values to the field, or remove a check.');
        }
        allowed.set(world, here);
      }
      if (isEmpty) continue;
      const excluded = differences.map(({ other, guards }) => ({ other, mask: maskOf(guards, conditions) }));
      plans.set(path, { values, weights, conditions, allowed, excluded });
    }
    return plans;
  }
}
