import type { PieceWriter } from '../artifacts/store.ts';
import { JobStopped } from './job-failure.ts';
import type { PartJob } from './model-host.ts';
import type { PartMaker } from './part-maker.ts';
import type { PartState } from './part-state.ts';

/** What a part may take. Ordinary rows make parts of some 10 MiB; a part that is made again costs no more than this. */
export const MOST_PART_BYTES = 512 * 1024 * 1024;

/**
 * Makes a part's bytes and writes them, with the file's header before the first part and its footer after the last. Memory
 * is bounded by what the encoder keeps. Throws JobStopped where the part is cancelled or passes 512 MiB.
 */
export function storePart(
  maker: PartMaker,
  job: Omit<PartJob, 'spec'>,
  writer: Pick<PieceWriter, 'write'>,
  state: PartState,
): void {
  const { first, last } = job;
  const { header, footer } = maker.frame;
  let written = 0;
  const write = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    written += bytes.length;
    if (written > MOST_PART_BYTES) {
      const limit = `${MOST_PART_BYTES / 1024 / 1024} MiB`;
      throw new JobStopped('too-large', `a part takes more than ${limit}: make the rows smaller`);
    }
    writer.write(bytes);
  };
  if (first === 0) write(header);
  let done = 0;
  for (const chunk of maker.make(job)) {
    if (state.canceled) throw new JobStopped('canceled', 'the part was cancelled');
    write(chunk.bytes);
    done += chunk.rows;
    state.rows = done;
  }
  if (last && footer instanceof Uint8Array) write(footer);
}
