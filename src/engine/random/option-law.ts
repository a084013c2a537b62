import type { DiscreteLaw } from './discrete-law.ts';

/**
 * The law of numbers that are cut into several runs, one after the other: a run is as frequent as its weight says, and its numbers alike.
 * @param sizes how many numbers each run has.
 * @param weights one for each run, not all 0; those of empty runs do not count.
 */
export function optionLaw(sizes: readonly number[], weights: readonly number[]): DiscreteLaw {
  const runs: { first: number; size: number; from: number; share: number }[] = [];
  const total = weights.reduce((sum, weight, i) => sum + (sizes[i] > 0 ? weight : 0), 0);
  let [first, from, mean] = [0, 0, 0];
  for (const [i, size] of sizes.entries()) {
    const share = size > 0 && total > 0 ? weights[i] / total : 0;
    if (share > 0) runs.push({ first, size, from, share });
    mean += share * (first + (size - 1) / 2);
    from += share;
    first += size;
  }
  return {
    low: 0,
    high: Math.max(0, first - 1),
    mean,
    quantile(u) {
      const run = runs.findLast((one) => one.from <= u) ?? { first: 0, size: 1, from: 0, share: 1 };
      return run.first + Math.min(run.size - 1, Math.floor(((u - run.from) / run.share) * run.size));
    },
  };
}
