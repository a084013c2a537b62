import { writeAll } from '../../artifacts/write-all.ts';
import { type SealedPart, Sink } from '../../formats/index.ts';
import type { Chunk } from '../making/part-maker.ts';
import type { Turns } from './turns.ts';

/** A part that is in its file. */
export interface WrittenPart extends SealedPart {
  /** Among the parts of all files, which are counted from 0. */
  readonly number: number;
}

/** A part on its way into its file. */
interface OwnPart {
  readonly number: number;
  readonly rows: number;
  /** Whose turn is next. */
  readonly next: number;
  bytes: number;
  /** Bytes that wait for the turn; null where there are none. */
  kept: Sink | null;
  /** Null until all of it is made. */
  seal: Uint8Array | null;
}

/**
 * Parts that one thread makes, one after the other, and writes when it is their turn. Bytes are written from where they were laid out
 * if the turn has come by then, as it has where all threads are as fast; else they are kept, so that no thread
 * waits for another that is held up for a moment.
 */
export class TurnQueue {
  readonly #turns: Turns;
  /** All but the last one are made. */
  readonly #parts: OwnPart[] = [];
  readonly #spare: Sink[] = [];

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** Begins a part. @param next the turn that comes after it. */
  begin(number: number, rows: number, next: number): void {
    this.#parts.push({ number, rows, next, bytes: 0, kept: null, seal: null });
  }

  /** Takes a chunk of the part that was begun last. */
  add({ bytes, seal }: Chunk): void {
    const part = this.#parts[this.#parts.length - 1];
    part.bytes += bytes.length;
    if (seal !== null) part.seal = seal.slice();
    if (part.kept === null && this.#turns.now === part.number) {
      writeAll(this.#turns.descriptor, bytes);
    } else if (bytes.length > 0) {
      part.kept ??= this.#spare.pop() ?? new Sink();
      part.kept.append(bytes);
    }
  }

  /** Writes whatever has its turn, and yields the parts that are written with it. */
  *write(): Generator<WrittenPart, void, undefined> {
    for (let part = this.#parts[0]; this.#turns.now === part?.number; part = this.#parts[0]) {
      if (part.kept !== null) {
        writeAll(this.#turns.descriptor, part.kept.written());
        part.kept.length = 0;
        this.#spare.push(part.kept);
        part.kept = null;
      }
      const { number, rows, bytes, seal, next } = part;
      if (seal === null) return;
      this.#parts.shift();
      this.#turns.add(rows, bytes);
      this.#turns.pass(number, next);
      yield { number, rows, bytes, seal };
    }
  }

  /** Writes until fewer bytes than `most` are kept, or nothing at all; yields turns which have to end before. */
  *drain(most: number): Generator<WrittenPart | number, void, undefined> {
    for (;;) {
      const { now } = this.#turns;
      yield* this.write();
      const kept = this.#parts.reduce((sum, part) => sum + (part.kept?.length ?? 0), 0);
      if (this.#parts.length === 0 || kept < most) return;
      yield now;
    }
  }
}
