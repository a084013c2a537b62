import { type FileRows, type Part, partsIn } from '../../engine/plan.ts';
import type { FileMakers } from './load-makers.ts';
import { TurnQueue, type WrittenPart } from './turn-queue.ts';
import type { Turns } from './turns.ts';

/** Bytes that a thread keeps for their turn before it waits for it: several parts of ordinary rows. */
const MAX_KEPT = 8 * 1024 * 1024;

/**
 * Makes this thread's share of the parts of files, one file after the other, and writes them. Yields every
 * part when it is written; and a turn where it must not go on as long as it is that turn.
 * @param files in the same order in every thread.
 * @param endsFiles whether this thread is the one that ends a file and begins the next: it is asked to between two batches.
 */
export function* writeParts(
  files: readonly FileRows[],
  { format, makers }: FileMakers,
  turns: Turns,
  endsFiles: boolean,
): Generator<WrittenPart | number, void, undefined> {
  const queue = new TurnQueue(turns);
  let mine = turns.take();
  let number = 0;
  for (const { part, last } of partsOfAll(files, format.partBatches)) {
    if (number++ < mine) continue;
    queue.begin(mine, part.rows, last ? ~number : number);
    for (const chunk of makers.make(part)) {
      queue.add(chunk);
      yield* queue.write();
      // All wait for the file that ends here.
      if (endsFiles && turns.now < 0) yield turns.now;
    }
    yield* queue.drain(MAX_KEPT);
    mine = turns.take();
  }
  yield* queue.drain(0);
}

function* partsOfAll(
  files: readonly FileRows[],
  partBatches: number | undefined,
): Generator<{ readonly part: Part; readonly last: boolean }, void, undefined> {
  for (const file of files) {
    for (const part of partsIn(file, partBatches)) {
      yield { part, last: part.first + part.rows === file.first + file.rows };
    }
  }
}
