/**
 * Lets parts through: ordinary ones together, and one that the child process died of alone, so that what dies of it next is
 * its own doing. One for all runs of a node.
 */
export class PartGate {
  #together = 0;
  #alone = false;
  /** Those who wait, in the order they came. */
  readonly #waiting: { readonly alone: boolean; enter(): void }[] = [];

  /** Answers what ends the stay; whoever came in calls it once. */
  async enter(alone: boolean): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ alone, enter: resolve });
    this.#admit();
    await promise;
    return () => {
      if (alone) this.#alone = false;
      else this.#together--;
      this.#admit();
    };
  }

  #admit(): void {
    for (let next = this.#waiting.at(0); next !== undefined && this.#isFree(next.alone); next = this.#waiting.at(0)) {
      this.#waiting.shift();
      if (next.alone) this.#alone = true;
      else this.#together++;
      next.enter();
    }
  }

  #isFree(alone: boolean): boolean {
    return !this.#alone && (!alone || this.#together === 0);
  }
}
