import { LocalParts } from '../making/local-parts.ts';
import type { PartMakers } from '../making/part-makers.ts';
import type { PartSource } from '../making/part-source.ts';
import type { WorkerSettings } from './protocol.ts';

/** @param makers for this thread. @param settings the same for others. */
export async function openPartSource(
  threads: number,
  makers: PartMakers,
  settings: WorkerSettings,
): Promise<PartSource> {
  if (threads <= 1) return new LocalParts(makers);
  const { PartPool } = await import('./pool.ts');
  return new PartPool(threads, settings, makers);
}
