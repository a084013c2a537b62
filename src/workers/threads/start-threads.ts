import type { Encoding } from './protocol.ts';
import type { WritingThreads } from './writing-threads.ts';

/** Threads that start while a model is read. */
export async function startThreads(count: number, settings: Encoding): Promise<WritingThreads> {
  const { WritingThreads: Threads } = await import('./writing-threads.ts');
  return new Threads(count, settings);
}
