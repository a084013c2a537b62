import { type Distribution, DISTRIBUTIONS, isStepped } from '../../model/index.ts';
import { pow } from '../random/elementary.ts';
import { Guide } from '../random/guide.ts';
import { continuousLaw, discreteLaw } from '../random/law.ts';
import type { Law } from '../random/discrete-law.ts';

/** A rank of 0 ... count - 1 by a u of [0, 1). */
export type RankLaw = (u: number, count: number) => number;

/** Laws of so many counts are kept. */
const MAX_LAWS = 256;
/** Ranks of zipf's law that are tabled once, for all counts. */
const MAX_TABLED = 65536;

/** A distribution over the ranks below a count that differs from row to row. @param most the largest count. */
export function rankLaw(distribution: Distribution, most: number): RankLaw {
  if (isStepped(distribution)) {
    const exact = kept((count) => discreteLaw(distribution, 0, count - 1));
    return distribution.name === 'zipf' ? zipfRanks(distribution.s, most, exact) : exact;
  }
  return kept((count) => continuousLaw(distribution, 0, count));
}

function kept(make: (count: number) => Law): RankLaw {
  const laws = new Map<number, Law>();
  return (u, count) => {
    let law = laws.get(count);
    if (law === undefined) {
      if (laws.size === MAX_LAWS) laws.clear();
      law = make(count);
      laws.set(count, law);
    }
    return Math.min(count - 1, Math.floor(law.quantile(u)));
  };
}

/** Zipf's law over fewer ranks is the same law cut off, so that one table serves all counts. */
function zipfRanks(s: number = DISTRIBUTIONS.zipf.parameters.s.default, most: number, further: RankLaw): RankLaw {
  let guide: Guide | null = null;
  const tabled = Math.min(most, MAX_TABLED);
  return (u, count) => {
    if (count > tabled) return further(u, count);
    guide ??= new Guide(Float64Array.from({ length: tabled + 1 }, (_, rank) => pow(rank + 1, -s)));
    return Math.min(count - 1, guide.pick(u * guide.below(count)));
  };
}
