import { writeAll } from '../artifacts/write-all.ts';
import type { CompiledEntity } from '../engine/compile/program.ts';
import { type Part, partsOf } from '../engine/plan.ts';
import type { SealedPart } from '../formats/index.ts';
import type { Makers } from './load-makers.ts';
import type { Turns } from './turns.ts';

/** A part that is in its file. */
export interface WrittenPart extends SealedPart {
  /** Among the parts of all files, which are counted from 0. */
  readonly number: number;
}

/**
 * Makes this thread's share of the parts of files, one file for each entity and one after the other, and writes them, straight
 * from where they were laid out. Yields every part when it is written; and a turn where it must not go on as long as it is that
 * turn. Where `turns` are stopped it never ends by itself.
 * @param entities in the same order in every thread.
 */
export function* writeParts(
  entities: readonly CompiledEntity[],
  { format, makers }: Pick<Makers, 'format' | 'makers'>,
  turns: Turns,
): Generator<WrittenPart | number, void, undefined> {
  let mine = turns.take();
  let number = 0;
  for (const { part, last } of partsOfAll(entities, format.partBatches)) {
    if (number++ < mine) continue;
    let bytes = 0;
    let seal = new Uint8Array(0);
    for (const chunk of makers.make(part)) {
      if (chunk.bytes.length > 0) {
        yield* turn(mine, turns);
        writeAll(turns.descriptor, chunk.bytes);
        bytes += chunk.bytes.length;
      }
      if (chunk.seal !== null) seal = chunk.seal.slice();
    }
    yield* turn(mine, turns);
    turns.add(part.rows, bytes);
    turns.pass(mine, last ? ~number : number);
    yield { number: mine, rows: part.rows, bytes, seal };
    mine = turns.take();
  }
}

/** Ends when it is the given turn. */
function* turn(number: number, turns: Turns): Generator<number, void, undefined> {
  for (let now = turns.now; now !== number; now = turns.now) yield now;
}

function* partsOfAll(
  entities: readonly CompiledEntity[],
  partBatches: number | undefined,
): Generator<{ readonly part: Part; readonly last: boolean }, void, undefined> {
  for (const entity of entities) {
    for (const part of partsOf(entity, partBatches)) {
      yield { part, last: part.first + part.rows === entity.rows };
    }
  }
}
