import { Dictionary } from '../dictionary.ts';
import type { Frame, Recipe } from '../frame.ts';
import { aliasTable } from '../random/alias.ts';
import { fillAlias } from '../random/fill.ts';
import type { Rows } from '../rows.ts';
import { drawFrom, fillInt32 } from './draw.ts';
import { once } from './families/once.ts';
import { type GeneratorInput, GeneratorProblem } from './generator.ts';

/** Binds a draw of positions to a frame: writes one for each row into `values`. */
export type PositionFill = (values: Int32Array, frame: Frame) => (rows: Rows) => void;

/**
 * Draws positions below `size`: as often as the weights say, uniformly without weights, none twice where values must be
 * distinct, which leaves no room for weights.
 */
export function positions(
  input: Pick<GeneratorInput, 'distinct' | 'key' | 'tuple'>,
  size: number,
  weights: readonly number[] | null,
): PositionFill {
  if (weights === null || isEven(weights)) {
    const draw = drawFrom(input, size, 0, null);
    return (values, frame) => fillInt32(draw, values, frame);
  }
  if (input.distinct !== null) {
    throw new GeneratorProblem(
      'UNIQUE_DISTRIBUTION',
      'values that are all different cannot follow weights',
      'Remove unique or the weights.',
    );
  }
  const table = aliasTable(weights);
  const key = input.key('value');
  return (values) => (rows) => fillAlias(values, key, rows, table);
}

function isEven(weights: readonly number[]): boolean {
  return weights.every((weight) => weight === weights[0] && weight > 0);
}

/** Entries of a dictionary by position. */
export function entriesAt(dictionary: Dictionary, fill: PositionFill): Recipe {
  return {
    type: { kind: 'string' },
    nullable: false,
    width: dictionary.width,
    bind(frame) {
      const values = frame.arena.int32(frame.capacity);
      return { vector: { kind: 'dictionary', values, dictionary, validity: null }, fill: fill(values, frame) };
    },
  };
}

/** One dictionary for each list of the word data, however many fields use it. */
export const listDictionary = once((list: readonly string[]) => Dictionary.from(list));
