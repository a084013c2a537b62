import type { PieceWriter } from '../artifacts/store.ts';
import type { Sink } from '../formats/index.ts';
import { JobStopped } from './job-failure.ts';
import type { PartJob } from './model-host.ts';
import type { PartMaker } from './part-maker.ts';
import type { PartState } from './part-state.ts';

/** Bytes that are written at once: enough that calls to the system cost nothing, few enough to stay in the caches. */
const WRITE_BYTES = 1 << 20;
/** What a part may take. Ordinary rows make parts of some 10 MiB; a part that is made again costs no more than this. */
export const MOST_PART_BYTES = 512 * 1024 * 1024;

/**
 * Makes a part's bytes and writes them, with the file's header before the first part and its footer after the last. Memory
 * is bounded by a batch and 1 MiB. Throws JobStopped where the part is cancelled or passes 512 MiB.
 */
export function storePart(
  maker: PartMaker,
  job: Omit<PartJob, 'spec'>,
  sink: Sink,
  writer: Pick<PieceWriter, 'write'>,
  state: PartState,
): void {
  const { first, rows, last } = job;
  const { header, separator, footer } = maker.frame;
  let written = 0;
  const write = (): void => {
    written += sink.length;
    if (written > MOST_PART_BYTES) {
      const limit = `${MOST_PART_BYTES / 1024 / 1024} MiB`;
      throw new JobStopped('too-large', `a part takes more than ${limit}: make the rows smaller`);
    }
    writer.write(sink.written());
    sink.length = 0;
  };
  sink.length = 0;
  if (first === 0) sink.append(header);
  if (first > 0 && rows > 0) sink.append(separator);
  maker.rows(first, rows, sink, (done) => {
    if (state.canceled) throw new JobStopped('canceled', 'the part was cancelled');
    state.rows = done;
    if (sink.length >= WRITE_BYTES) write();
  });
  if (last && footer instanceof Uint8Array) sink.append(footer);
  write();
}
