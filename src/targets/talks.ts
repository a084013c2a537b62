import type { MakeSocket } from './client.ts';
import { TargetFailure } from './failure.ts';
import { within } from './within.ts';

/** Talks at once: of one key, for one group, of all. */
const MAX_TALKS = { key: 2, group: 4, all: 64 };
/** Milliseconds that a talk may take: a server can be silent at any point of it. */
const PATIENCE = 15_000;

/** Short talks with servers outside, of which nobody has so many that others have none. */
export class Talks {
  readonly #open: { readonly group: string; readonly key: string }[] = [];

  /**
   * Talks to a server. Throws a TargetFailure where the key or its group has enough talks open; one that takes too long loses its
   * sockets.
   * @param makeSocket makes the sockets of the talk.
   */
  async run<T>(
    asker: { readonly group: string; readonly key: string },
    makeSocket: MakeSocket,
    talk: (makeSocket: MakeSocket) => Promise<T>,
  ): Promise<T> {
    const ofKey = this.#open.filter(({ key }) => key === asker.key).length;
    const ofGroup = this.#open.filter(({ group }) => group === asker.group).length;
    if (ofKey >= MAX_TALKS.key || ofGroup >= MAX_TALKS.group || this.#open.length >= MAX_TALKS.all) {
      throw new TargetFailure(
        'TARGETS_BUSY',
        'other servers are being tried and have not answered yet: try again in a few seconds',
      );
    }
    const own = { ...asker };
    this.#open.push(own);
    try {
      return await within(PATIENCE, makeSocket, talk);
    } finally {
      this.#open.splice(this.#open.indexOf(own), 1);
    }
  }
}
