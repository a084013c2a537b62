import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { loadMakers } from './load-makers.ts';
import type { PartAnswer, PartRequest, WorkerSettings } from './protocol.ts';
import { partBytes } from '../making/part-bytes.ts';

const settings: WorkerSettings = workerData;
const { makers } = await loadMakers(settings);

/** Makes one part in this thread; the buffer changes hands both ways. */
export default function makePart({ part, buffer }: PartRequest): ReturnType<typeof move> {
  const answer: PartAnswer = partBytes(part === null ? [] : makers.make(part), buffer);
  return move({ [transferableSymbol]: [answer.buffer], [valueSymbol]: answer });
}
