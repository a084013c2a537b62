import type { Check, Expression, Field } from '../../../model/index.ts';
import { type CheckContext, distinct, maskOf, pathOf } from './context.ts';
import { nameOf } from './rules.ts';
import { isNullByState } from './state-order.ts';
import { MAX_CONDITIONS } from './worlds.ts';

/** A condition under which a field has a value, or has none. */
export interface NullRule {
  readonly guards: readonly Expression[];
  readonly isNull: boolean;
}

/** Plans when fields are null. */
export class NullPlans {
  readonly rules = new Map<string, NullRule[]>();
  readonly #context: CheckContext;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  read(check: Check, guards: readonly Expression[], value: Expression, isNull: boolean): void {
    const path = pathOf(value);
    const recipe = path === null ? null : this.#context.ranges.recipe(this.#context.entity, path);
    const field = path === null ? null : this.#context.ranges.own(this.#context.entity, path);
    const nullable = recipe?.nullable ?? true;
    if (!isNull && !nullable) return;
    const { entity, ranges } = this.#context;
    if (path !== null && isNullByState(ranges, entity, path, guards, isNull)) return;
    const hint = 'Null is drawn for fields with null 20%, or given by $when.';
    if (field === null)
      return this.#context.unproven(check, 'it is about the nulls of something that is not drawn here', hint);
    if (isNull && field.key)
      return this.#context.contradiction(check, `${field.path} is a key, which is never null`, 'Name another field.');
    if (!isNull) {
      const isOfSource = this.#isNullBySource(field);
      const isByWhen = field.when !== null && guards.length === 1 && nameOf(guards[0]) === nameOf(field.when);
      if (isOfSource || (field.when !== null && !isByWhen)) {
        const message = isOfSource ? `${field.path} can be null by its source` : `${field.path} has a $when of its own`;
        return this.#context.unproven(
          check,
          message,
          `Write the condition into the $when of ${field.path}, or coalesce(…) into its expression.`,
        );
      }
      if (guards.length === 0) {
        return this.#context.contradiction(check, `${field.path} is null in some rows`, 'Remove null, or the check.');
      }
    }
    if (isNull && guards.length === 0) {
      return this.#context.contradiction(
        check,
        `${field.path} would be null in every row`,
        'Remove the field, or name a condition: … implies … = null.',
      );
    }
    const rules = this.rules.get(field.path) ?? [];
    this.rules.set(field.path, [...rules, { guards, isNull }]);
    const conditions = distinct([...rules, { guards }].flatMap((one) => one.guards));
    const isBoth = (world: number, isWanted: boolean): boolean =>
      [...rules, { guards, isNull }].some((rule) => {
        const mask = maskOf(rule.guards, conditions);
        return rule.isNull === isWanted && (world & mask) === mask;
      });
    if (
      conditions.length > MAX_CONDITIONS ||
      this.#context.worldsOf(conditions).some((world) => isBoth(world, true) && isBoth(world, false))
    ) {
      this.#context.contradiction(
        check,
        `another check asks for the opposite of ${field.path}`,
        'Make their conditions exclude each other.',
      );
    }
  }

  /** Whether a field can be null apart from its own `null` and `$when`. */
  #isNullBySource(field: Field): boolean {
    const { source } = field;
    const target = source.kind === 'reference' ? this.#context.bare.entity(source.entity) : undefined;
    if (source.kind === 'reference' && target !== undefined) {
      const name = source.field ?? target.key[0];
      const shown = name === undefined ? undefined : this.#context.bare.index(target).get(name);
      return shown === undefined || this.#context.bare.field(target, shown, null)?.nullable !== false;
    }
    return this.#context.bare.raw(this.#context.entity, field)?.nullable !== false;
  }
}
