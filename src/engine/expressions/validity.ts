import type { Frame } from '../frame.ts';
import type { Vector } from '../vector.ts';
import { andBytes } from './kernels/bytes.ts';

/** Which rows of a result are present, as far as that follows from the operands. */
export interface Presence {
  /** Null where no operand has nulls; an operand's own array where only one has. */
  readonly validity: Uint8Array | null;
  /** Brings `validity` up to date for the first n rows. */
  update(n: number): void;
}

/** A row is present where it is present in every operand. */
export function presentInAll(frame: Frame, operands: readonly Vector[]): Presence {
  const arrays = [...new Set(operands.flatMap(({ validity }) => (validity === null ? [] : [validity])))];
  if (arrays.length < 2) return { validity: arrays[0] ?? null, update: () => undefined };
  const joined = frame.arena.uint8(frame.capacity);
  const [first, second, ...others] = arrays;
  return {
    validity: joined,
    update(n) {
      andBytes(first, second, joined, n);
      for (const other of others) andBytes(joined, other, joined, n);
    },
  };
}
