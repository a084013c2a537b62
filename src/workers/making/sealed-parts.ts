import type { ArtifactStore } from '../../artifacts/store.ts';
import type { SealedPart } from '../../formats/index.ts';
import { JobStopped } from '../host/job-failure.ts';
import type { StoredPiece } from '../host/model-host.ts';
import type { PartState } from './part-state.ts';

/** What a part's seal may take. Those of ordinary tables have some hundred bytes. */
export const MAX_SEAL_BYTES = 16 * 1024 * 1024;
/** Seals that are read at once. */
const READS = 16;

/**
 * What a footer must know of the parts before it, read from behind their pieces; memory is bounded by their seals.
 * @param header bytes of the file's header, which stands in the first piece.
 */
export async function sealedParts(
  store: Pick<ArtifactStore, 'read'>,
  pieces: readonly StoredPiece[],
  header: number,
  state: PartState,
): Promise<SealedPart[]> {
  const parts: SealedPart[] = [];
  for (let at = 0; at < pieces.length; at += READS) {
    if (state.canceled) throw new JobStopped('canceled', 'the part was cancelled');
    const read = pieces.slice(at, at + READS).map(async ({ key, rows, bytes }) => {
      const chunks: Uint8Array[] = await store.read(key, bytes, bytes + MAX_SEAL_BYTES).toArray();
      return { rows, bytes, seal: Buffer.concat(chunks) };
    });
    parts.push(...(await Promise.all(read)));
  }
  return parts.map((part, at) => (at === 0 ? { ...part, bytes: part.bytes - header } : part));
}
