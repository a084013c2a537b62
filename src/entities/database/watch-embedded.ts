import { hasRoom } from './embedded-folder.ts';
import type { PreparingPglite } from './preparing-pglite.ts';

/** Milliseconds between looks. */
const LOOK = 1000;

/** Looks after an embedded database. */
export interface EmbeddedWatch {
  /** Resolves when the database is stuck, and would not be after it was opened again: its disk has room. */
  readonly stuck: Promise<void>;
  stop(): void;
}

/** @param folder where the files of the database are. */
export function watchEmbedded(pglite: PreparingPglite, folder: string): EmbeddedWatch {
  const { promise: stuck, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    if (pglite.stuck !== undefined && hasRoom(folder)) resolve();
  }, LOOK);
  return { stuck, stop: () => clearInterval(timer) };
}
