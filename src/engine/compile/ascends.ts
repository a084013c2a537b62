import { type Field, leastStep } from '../../model/index.ts';

const DAY = 86_400_000;

/** Whether a field is a series, each row of which has a greater value than the row before, of the same parent or of all. */
export function ascends({ source, type }: Field): boolean {
  // Moments are in pieces of their own, of days or seconds.
  if (source.kind === 'slot') return source.part === 'moment';
  if (source.kind !== 'series' || source.steps === null) return false;
  const { every, jitter, gap, scale, days } = source.steps;
  const least = gap === null ? leastStep(source.steps) : gap.min;
  if (days) return gap === null ? every % DAY === 0 && jitter % DAY === 0 : least >= DAY;
  // A declared type with fewer decimals rounds neighbours to the same value.
  if (scale !== null && type?.kind === 'integer') return scale === 0 && least > 0;
  return least > 0 && (type?.kind !== 'decimal' || scale === null || scale <= type.scale);
}
