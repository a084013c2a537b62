import type { Span } from '../problems/problem.ts';
import type { MapNode } from '../yaml/node.ts';
import { readNumber } from './constant.ts';
import type { Location } from './location.ts';
import { weightsFault } from './values.ts';

/** Codes, and how often each of them comes. */
export interface WeightedCodes {
  readonly codes: readonly string[];
  readonly weights: readonly number[];
}

/**
 * Reads a map of names and weights, such as `{ de: 60, fr_BE: 40 }`; null after a problem.
 * @param codeOf returns the code of a name, or undefined after a problem.
 */
export function readWeightedCodes(
  { entries, at }: MapNode,
  location: Location,
  codeOf: (name: string, at: Span, location: Location) => string | undefined,
): WeightedCodes | null {
  const weighted = entries.map((entry) => {
    const weight = readNumber(entry.value, location, 'a weight');
    if (weight !== null && weight.value < 0)
      location.report('WEIGHTS_INVALID', entry.value.at, 'a weight is not negative');
    return { code: codeOf(entry.name, entry.key.at, location), weight: weight === null ? -1 : weight.value };
  });
  const codes = weighted.flatMap(({ code }) => code ?? []);
  const weights = weighted.map(({ weight }) => weight);
  if (codes.length < weighted.length || weights.some((weight) => weight < 0)) return null;
  const fault = weightsFault(weights);
  if (fault !== null) location.report('WEIGHTS_INVALID', at, fault);
  return fault === null ? { codes, weights } : null;
}
