import type { Distribution } from '../../../model/index.ts';
import type { Law } from '../../random/discrete-law.ts';
import { continuousLaw } from '../../random/law.ts';
import { Permutation } from '../../random/permutation.ts';
import { fitting, refuseFewer, refuseShape } from '../draw.ts';
import type { GeneratorInput } from '../generator.ts';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** How a whole number of steps above the least value is drawn where there may be more than 2^53 of them. */
export interface ExactSteps {
  /** How many values there are. */
  readonly size: bigint;
  /** Of the values themselves; null where all are alike. */
  readonly law: Law | null;
  /** Of places spread evenly over the steps; null where values may repeat. */
  readonly permutation: Permutation | null;
  /** The steps of a place of the permutation. */
  ofPlace(place: number): bigint;
  /** The steps of a value that the law has drawn. */
  ofValue(value: number): bigint;
}

/** Refuses more distinct values than there are, and a distribution of distinct ones. */
export function exactSteps(
  input: Pick<GeneratorInput, 'distinct' | 'key'>,
  min: bigint,
  max: bigint,
  step: bigint,
  distribution: Distribution | null,
): ExactSteps {
  const size = (max - min) / step + 1n;
  const shaped = distribution !== null && distribution.name !== 'uniform';
  if (shaped && input.distinct !== null) refuseShape(distribution.name);
  if (input.distinct !== null) refuseFewer(Number(size), input.distinct);
  const places = size < SAFE ? size : SAFE;
  const stride = size / places;
  return {
    size,
    law: shaped ? fitting(() => continuousLaw(distribution, Number(min), Number(max))) : null,
    permutation: input.distinct === null ? null : new Permutation(Number(places), input.key('permutation')),
    ofPlace: (place) => BigInt(place) * stride,
    ofValue(value) {
      const steps = (BigInt(Math.floor(value)) - min) / step;
      return steps < 0n ? 0n : steps < size ? steps : size - 1n;
    },
  };
}
