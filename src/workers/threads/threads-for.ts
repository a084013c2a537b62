import type { CompiledEntity } from '../../engine/compile/program.ts';

/** Fewer batches than these are made here before another thread would have started. */
const BATCHES_WORTH_A_THREAD = 16;

/** As many threads as are worth their start for rows of these entities: at least this one, at most so many. */
export function threadsFor(entities: readonly CompiledEntity[], most: number): number {
  const batches = entities.reduce((sum, { rows, batchRows }) => sum + rows / batchRows, 0);
  return Math.max(1, Math.min(most, Math.floor(batches / BATCHES_WORTH_A_THREAD)));
}
