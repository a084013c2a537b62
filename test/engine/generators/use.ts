import type { Recipe } from '../../../src/engine/frame.ts';
import type { Generator, GeneratorInput } from '../../../src/engine/generators/generator.ts';
import { findGenerator } from '../../../src/engine/generators/registry.ts';
import { deriveKey } from '../../../src/engine/random/key.ts';
import type { Distribution } from '../../../src/model/words/distribution.ts';
import type { RangeBound, DeclaredType, Range } from '../../../src/model/model.ts';
import type { OptionSpec, OptionValue } from '../../../src/model/option.ts';
import { testResources } from '../resources.ts';

/** What a test says of a use; the rest is as in a model that says nothing. */
export interface Use {
  readonly seed?: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
  /** Bounds as written, or as milliseconds. */
  readonly min?: string | number;
  readonly max?: string | number;
  readonly step?: number;
  readonly decimals?: number;
  readonly distribution?: Distribution;
  readonly hint?: string;
  readonly declared?: DeclaredType;
  readonly distinct?: number;
}

export const NOW = Date.UTC(2026, 0, 1);

/** The input of a use in the field `Thing.field`, without options. */
export function inputOf(use: Use = {}): GeneratorInput {
  const seed = use.seed ?? 'test';
  return {
    options: {},
    range: rangeOf(use),
    hint: use.hint ?? '',
    declared: use.declared ?? null,
    distinct: use.distinct ?? null,
    key: (purpose) => deriveKey(seed, 'Thing', 'field', purpose),
    record: (family) => ({ id: `:${family}`, key: (column) => deriveKey(seed, 'Thing', `:${family}`, column) }),
    from: [],
    resources: testResources,
    now: NOW,
  };
}

/** Compiles a use of a registered generator. */
export function compileUse(generator: string | Generator, use: Use = {}): Recipe {
  const found = typeof generator === 'string' ? findGenerator(generator) : generator;
  const options: Record<string, OptionValue> = {};
  for (const [name, spec] of Object.entries<OptionSpec>(found.options)) {
    const value = use.options?.[name] ?? spec.default;
    if (value !== undefined) options[name] = value;
  }
  return found.compile({ ...inputOf(use), options });
}

function rangeOf({ min, max, step, decimals, distribution }: Use): Range {
  return {
    min: min === undefined ? null : bound(min),
    max: max === undefined ? null : bound(max),
    step: step ?? null,
    decimals: decimals ?? null,
    distribution: distribution ?? null,
  };
}

function bound(written: string | number): RangeBound {
  return { value: Number(written), text: String(written) };
}
