import type { PieceWriter } from '../../artifacts/store.ts';
import type { SealedPart } from '../../formats/index.ts';
import { JobStopped } from '../host/job-failure.ts';
import type { RowsWork } from '../host/model-host.ts';
import type { PartMaker } from './part-maker.ts';
import type { PartState } from './part-state.ts';
import { MAX_SEAL_BYTES } from './sealed-parts.ts';

/** What a part may take. Ordinary rows make parts of some 10 MiB; a part that is made again costs no more than this. */
export const MAX_PART_BYTES = 512 * 1024 * 1024;

/**
 * Makes a part's bytes and writes them, with the file's header before the first part and its footer after the last. Memory
 * is bounded by what the encoder keeps. Throws JobStopped where the part is cancelled or passes 512 MiB.
 * @param before the parts before, for a footer that tells of them.
 * @returns the part's seal.
 */
export function storePart(
  maker: PartMaker,
  work: Omit<RowsWork, 'content' | 'before'>,
  before: readonly SealedPart[],
  writer: Pick<PieceWriter, 'write'>,
  state: PartState,
): Uint8Array {
  const { first, opensFile, rows, last } = work;
  let written = 0;
  const write = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    written += bytes.length;
    if (written > MAX_PART_BYTES) throw tooLarge('a part', MAX_PART_BYTES);
    writer.write(bytes);
  };
  if (first === 0 || opensFile === true) write(maker.frame.header);
  const start = written;
  let seal = new Uint8Array(0);
  let done = 0;
  for (const chunk of maker.make(work)) {
    if (state.canceled) throw new JobStopped('canceled', 'the part was cancelled');
    write(chunk.bytes);
    done += chunk.rows;
    state.rows = done;
    if (chunk.seal !== null) seal = chunk.seal.slice();
  }
  if (seal.length > MAX_SEAL_BYTES) throw tooLarge('what the end of the file tells of a part', MAX_SEAL_BYTES);
  const own = rows === 0 ? [] : [{ rows, bytes: written - start, seal }];
  if (last) write(maker.footer([...before, ...own]));
  return seal;
}

function tooLarge(what: string, most: number): JobStopped {
  return new JobStopped('too-large', `${what} takes more than ${most / 1024 / 1024} MiB: make the rows smaller`);
}
