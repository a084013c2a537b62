import type { State } from '../../model/index.ts';

/** The states that moves from one lead to; without going through another one. The first state is where all histories begin. */
export function reached(states: readonly State[], from: number, without = -1): ReadonlySet<number> {
  const found = new Set(from === 0 && without !== 0 ? [0] : []);
  const open = from === without ? [] : [from];
  for (const i of open) {
    for (const { to } of states[i].moves) {
      if (to === without || found.has(to)) continue;
      found.add(to);
      open.push(to);
    }
  }
  return found;
}

/** The longest time from the start of a history to any of its states, in milliseconds. */
export function longestTime(states: readonly State[], mostMoves: number): number {
  const longest = Math.max(0, ...states.map(({ dwell }) => dwell?.max ?? 0));
  const isCircle = [...states.keys()].some((i) => states[i].moves.some(({ to }) => reached(states, to).has(i)));
  return longest * (isCircle ? mostMoves : states.length);
}
