import { deriveKey } from '../../../src/engine/random/key.ts';
import type { Recipe } from '../../../src/engine/frame.ts';
import type { FromField, Generator, GeneratorInput } from '../../../src/engine/generators/generator.ts';
import type { DeclaredType } from '../../../src/model/model.ts';
import type { OptionValue, OptionSpec } from '../../../src/model/option.ts';
import { testResources } from '../resources.ts';
import { makeColumn } from './read-values.ts';

/** What a test says of a use; the rest is as in a model that says nothing. */
export interface Use {
  readonly field?: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
  readonly hint?: string;
  readonly distinct?: number;
  readonly declared?: DeclaredType;
  readonly from?: readonly FromField[];
}

/** Compiles one use of a family's generator in the object `Person` of a model with the seed `test`. */
export function member(generators: readonly Generator[], name: string, use: Use = {}): Recipe {
  const generator = generators.find((one) => one.name === name || one.aliases.includes(name));
  if (generator === undefined) throw new Error(`no generator ${name}`);
  const options: Record<string, OptionValue> = {};
  for (const [option, spec] of Object.entries<OptionSpec>(generator.options)) {
    const value = use.options?.[option] ?? spec.default;
    if (value !== undefined) options[option] = value;
  }
  const field = use.field ?? name;
  const input: GeneratorInput = {
    options,
    range: { min: null, max: null, step: null, decimals: null, distribution: null },
    hint: use.hint ?? '',
    declared: use.declared ?? null,
    distinct: use.distinct ?? null,
    key: (purpose) => deriveKey('test', 'Person', field, purpose),
    record: (family) => ({ id: `:${family}`, key: (column) => deriveKey('test', 'Person', `:${family}`, column) }),
    from: use.from ?? [],
    resources: testResources,
    now: 0,
  };
  return generator.compile(input);
}

/**
 * Cells of a recipe made in small batches, in any order and in the far rows there may be, beside the same cells made in
 * one go: a recipe keeps the law of rows when both are equal.
 */
export function piecewise(recipe: Recipe): { readonly alone: unknown[][]; readonly whole: unknown[][] } {
  const alone: unknown[][] = [];
  const whole: unknown[][] = [];
  for (const start of [0, 2 ** 32 - 350, 10 ** 12]) {
    const all = makeColumn(recipe, { first: start, length: 700 });
    for (const [first, length] of [
      [0, 1],
      [1, 6],
      [3, 400],
      [511, 2],
      [699, 1],
    ]) {
      alone.push(makeColumn(recipe, { first: start + first, length }));
      whole.push(all.slice(first, first + length));
    }
    const order = [699, 0, 4, 4, 511, 512, 3, 350, 349];
    alone.push(
      makeColumn(
        recipe,
        order.map((row) => start + row),
      ),
    );
    whole.push(order.map((row) => all[row]));
  }
  return { alone, whole };
}
