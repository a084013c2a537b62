import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { loadFormat } from '../formats/index.ts';
import { Sink } from '../formats/sink.ts';
import { loadProgram } from './load-program.ts';
import { PartMakers } from './part-makers.ts';
import type { PartAnswer, PartRequest, WorkerSettings } from './protocol.ts';

const settings: WorkerSettings = workerData;
const format = await loadFormat(settings.format);
const { program } = loadProgram(settings.model, format.nested);
if (program === null) throw new Error('the model had no problem in the main thread, and has one here');
const makers = new PartMakers(program.entities, format, settings.options);

/** Makes one part in this thread; the buffer changes hands both ways. */
export default function makePart({ part, buffer }: PartRequest): ReturnType<typeof move> {
  const sink = new Sink(buffer);
  const seal = part === null ? new Uint8Array(0) : makers.make(part, sink);
  const bytes = sink.written();
  const answer: PartAnswer = { bytes, seal };
  return move({ [transferableSymbol]: [bytes.buffer], [valueSymbol]: answer });
}
