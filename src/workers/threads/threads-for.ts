import type { FileRows } from '../../engine/plan.ts';

/** Fewer batches than these are made here before another thread would have started. */
const BATCHES_WORTH_A_THREAD = 16;

/** As many threads as are worth their start for these rows: at least this one, at most so many. */
export function threadsFor(files: readonly FileRows[], most: number): number {
  const batches = files.reduce((sum, { rows, entity }) => sum + rows / entity.batchRows, 0);
  return Math.max(1, Math.min(most, Math.floor(batches / BATCHES_WORTH_A_THREAD)));
}
