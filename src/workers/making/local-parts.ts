import { setImmediate } from 'node:timers/promises';
import type { Part } from '../../engine/plan.ts';
import type { PartMakers } from './part-makers.ts';
import type { PartChunk, PartSource } from './part-source.ts';

/** Makes parts in the thread that asks for them, a batch at a time; between two parts events are handled. */
export class LocalParts implements PartSource {
  readonly #makers: PartMakers;

  constructor(makers: PartMakers) {
    this.#makers = makers;
  }

  async *make(parts: Iterable<Part>): AsyncGenerator<PartChunk, void, undefined> {
    for (const part of parts) {
      for (const chunk of this.#makers.make(part)) yield { part, ...chunk };
      await setImmediate();
    }
  }

  async close(): Promise<void> {
    // A part is either made or not: nothing goes on behind the caller's back.
  }
}
