import { workerData } from 'node:worker_threads';
import { loadPartFormat } from '../formats/index.ts';
import { loadProgram } from './load-program.ts';
import { PartMakers } from './part-makers.ts';
import type { PartAnswer, PartRequest, WorkerSettings } from './protocol.ts';
import { sharedPart } from './shared-part.ts';

const settings: WorkerSettings = workerData;
const format = await loadPartFormat(settings.format);
const { program } = loadProgram(settings.model, format.nested);
if (program === null) throw new Error('the model had no problem in the main thread, and has one here');
const makers = new PartMakers(program.entities, format, settings.options);

/** Makes one part in this thread. */
export default function makePart({ part, buffer }: PartRequest): PartAnswer {
  return sharedPart(part === null ? [] : makers.make(part), buffer);
}
