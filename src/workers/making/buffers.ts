import { Arena } from '../../engine/arena.ts';
import { Canvas } from '../../formats/index.ts';

/** What rows are made and laid out in: one entity after the other uses it, for it costs more than the rows of a small one. */
export class Buffers {
  readonly arena = new Arena();
  readonly canvas = new Canvas();
  #owner = 0;

  /**
   * Takes the buffers from whoever had them.
   * @returns whether nobody else has taken them since.
   */
  take(): () => boolean {
    const owner = ++this.#owner;
    this.arena.reset();
    this.canvas.reset();
    return () => this.#owner === owner;
  }
}
