import { setImmediate } from 'node:timers/promises';
import type { Part } from '../engine/plan.ts';
import { Sink } from '../formats/sink.ts';
import type { PartMakers } from './part-makers.ts';
import type { MadePart, PartSource } from './part-source.ts';

/** Makes parts in the thread that asks for them, one at a time, in one buffer; between two of them events are handled. */
export class LocalParts implements PartSource {
  readonly #makers: PartMakers;

  constructor(makers: PartMakers) {
    this.#makers = makers;
  }

  async *make(parts: Iterable<Part>): AsyncGenerator<MadePart, void, undefined> {
    const sink = new Sink();
    for (const part of parts) {
      sink.length = 0;
      const seal = this.#makers.make(part, sink);
      yield { part, bytes: sink.written(), seal };
      await setImmediate();
    }
  }

  async close(): Promise<void> {
    // A part is either made or not: nothing goes on behind the caller's back.
  }
}
