import type { ArtifactStore } from '../artifacts/store.ts';

/** Whether the store still has a piece of that length; a seal may stand behind it. Pieces are published whole, so its end tells. */
export async function pieceIsThere(store: Pick<ArtifactStore, 'read'>, key: string, bytes: number): Promise<boolean> {
  const start = Math.max(0, bytes - 1);
  let found = 0;
  try {
    const end: AsyncIterable<Uint8Array> = store.read(key, start, bytes);
    for await (const chunk of end) found += chunk.length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
  return found === bytes - start;
}
