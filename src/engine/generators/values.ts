import type { DeclaredType, Provider, ModelScalar } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { rowAt } from '../rows.ts';
import { fillInt32, drawFrom } from './draw.ts';
import type { GeneratorInput } from './generator.ts';
import { type PositionFill, positions } from './picks.ts';
import { scalarColumn, textOf } from './scalars.ts';

/**
 * Picks from written values, as often as the weights say. Where values must be distinct, one that is written twice counts
 * once; weights are a problem then. The type is what the values are, see `scalarColumn`.
 */
export function valuesRecipe(
  values: readonly ModelScalar[],
  weights: readonly number[] | null,
  declared: DeclaredType | null,
  input: Pick<GeneratorInput, 'distinct' | 'key' | 'tuple'>,
): Recipe {
  const kept = input.distinct === null || weights !== null ? values : differentValues(values);
  return scalarColumn(kept, declared, positions(input, kept.length, weights));
}

/** The values without repeats, in their order. */
export function differentValues(values: readonly ModelScalar[]): readonly ModelScalar[] {
  return firsts(values).map((at) => values[at]);
}

/** Value i in row i, for the rows of a static table. */
export function staticRecipe(values: readonly ModelScalar[], declared: DeclaredType | null): Recipe {
  return scalarColumn(values, declared, (out) => (rows) => {
    for (let i = 0; i < rows.length; i++) {
      const row = rowAt(rows, i);
      // A row that is not there may be asked for after a null.
      out[i] = row < values.length ? row : 0;
    }
  });
}

/**
 * A column of a provider. The columns that one object and `$group` takes from a provider agree, since they read one drawn
 * row; a unique column draws rows of its own, each value once.
 */
export function providerRecipe(
  provider: Provider,
  column: string,
  declared: DeclaredType | null,
  input: Pick<GeneratorInput, 'distinct' | 'key' | 'record' | 'tuple'>,
): Recipe {
  const { values } = provider.columns.find(({ name }) => name === column) ?? provider.columns[0];
  if (input.distinct !== null) return scalarColumn(values, declared, distinctRows(values, provider.weights, input));
  const record = input.record(`provider:${provider.name}`);
  const fill = positions({ distinct: null, key: (purpose) => record.key(purpose) }, values.length, provider.weights);
  return scalarColumn(values, declared, (out, frame) => {
    const shared = frame.share(`${record.id}:row`, () => {
      const drawn = frame.arena.int32(frame.capacity);
      return { drawn, fill: fill(drawn, frame) };
    });
    return ({ length }) => {
      shared.ensure();
      out.set(shared.value.drawn.subarray(0, length));
    };
  });
}

function distinctRows(
  values: readonly ModelScalar[],
  weights: readonly number[] | null,
  input: Pick<GeneratorInput, 'distinct' | 'key' | 'tuple'>,
): PositionFill {
  if (weights !== null) return positions(input, values.length, weights);
  const kept = Int32Array.from(firsts(values));
  const draw = drawFrom(input, kept.length, 0, null);
  return (out, frame) => {
    const fill = fillInt32(draw, out, frame);
    return (rows) => {
      fill(rows);
      for (let i = 0; i < rows.length; i++) out[i] = kept[out[i]];
    };
  };
}

/** Positions at which a value occurs for the first time. */
function firsts(values: readonly ModelScalar[]): number[] {
  const seen = new Set<string>();
  return values.flatMap((value, at) => {
    const name = `${value === null ? 'null' : typeof value}:${textOf(value)}`;
    if (seen.has(name)) return [];
    seen.add(name);
    return [at];
  });
}
