import type { OrderSource, SeriesSource, SlotSource, State, StatesSource } from '../model.ts';

/** Rows of one parent that may be gone through to make one value. */
export const MAX_ORDERED_CHILDREN = 65_536;

/** The most rows of one parent for which there are values; Infinity where any number has some. */
export function mostChildren(source: OrderSource | SeriesSource | SlotSource | StatesSource): number {
  switch (source.kind) {
    case 'order':
      return source.operator === 'previous' || source.operator === 'next' ? Infinity : MAX_ORDERED_CHILDREN;
    case 'series':
      return (source.steps?.gap ?? null) === null && (source.curve?.walk ?? 0) === 0 ? Infinity : MAX_ORDERED_CHILDREN;
    case 'slot':
      if (source.end !== null) return Infinity;
      return Math.floor(Math.floor(source.span / source.unit) / ((source.length.min + source.gap) / source.unit));
    case 'states':
      return Math.min(longestHistory(source.states), MAX_ORDERED_CHILDREN);
  }
}

/** The most states of a history from the first one; Infinity where it can go in a circle. */
export function longestHistory(states: readonly State[]): number {
  // A history of more states than there are passes one of them twice.
  let here = new Set([0]);
  for (let length = 1; length <= states.length; length++) {
    const next = new Set([...here].flatMap((i) => states[i].moves.map(({ to }) => to)));
    if (next.size === 0) return length;
    here = next;
  }
  return Infinity;
}
