import type { ArtifactStore } from '../artifacts/store.ts';
import type { Artifact } from '../entities/artifact.ts';
import type { Task } from '../entities/task.ts';
import { isExpired } from './links.ts';
import { wholeKey } from './stored-parts.ts';

/** Seconds: what is read for longer than this has begun before. */
const MAX_SECONDS = 3600;

/** A URL that leads to a file in the bucket itself; null if there is none. */
export async function directUrl(
  task: Task,
  { position, whole, file, contentType }: Artifact,
  { wholes }: Pick<ArtifactStore, 'wholes'>,
): Promise<string | null> {
  if (wholes === undefined || !whole || task.status !== 'COMPLETED' || isExpired(task)) return null;
  const left = ((task.expiresAt?.getTime() ?? 0) - Date.now()) / 1000;
  const seconds = Math.max(1, Math.floor(Math.min(MAX_SECONDS, left)));
  return await wholes.url(wholeKey(task.id, position), seconds, { name: file, contentType });
}
