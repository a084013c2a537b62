import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { loadPartFormat } from '../formats/index.ts';
import { loadProgram } from './load-program.ts';
import { PartMakers } from './part-makers.ts';
import type { PartAnswer, PartRequest, WorkerSettings } from './protocol.ts';
import { partBytes } from './part-bytes.ts';

const settings: WorkerSettings = workerData;
const format = await loadPartFormat(settings.format);
const { program } = loadProgram(settings.model, format.nested);
if (program === null) throw new Error('the model had no problem in the main thread, and has one here');
const makers = new PartMakers(program.entities, format, settings.options);

/** Makes one part in this thread; the buffer changes hands both ways. */
export default function makePart({ part, buffer }: PartRequest): ReturnType<typeof move> {
  const answer: PartAnswer = partBytes(part === null ? [] : makers.make(part), buffer);
  return move({ [transferableSymbol]: [answer.buffer], [valueSymbol]: answer });
}
