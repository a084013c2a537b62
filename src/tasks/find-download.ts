import type { DownloadableTask } from '../artifacts/downloadable.ts';
import type { Database } from '../entities/database.ts';
import { statement } from '../entities/statement.ts';
import { Task } from '../entities/task.ts';
import { isId } from './is-id.ts';
import { knownParts, partKey, type StoredPart } from './stored-parts.ts';
import { taskArtifacts } from './task-artifacts.ts';

/** A COMPLETED task as downloads need it; null where there is none of that id. */
export async function findDownload(database: Database, id: string): Promise<DownloadableTask | null> {
  const em = database.fork();
  const task = isId(id) ? await em.findOne(Task, { id, status: 'COMPLETED' }) : null;
  if (task?.finishedAt == null) return null;
  const [{ expired, title }] = await statement<{ expired: boolean; title: string }>(
    em,
    `select expired or expires_at <= now() as expired, project.name as title
     from task join project on project.id = project_id where task.id = $1`,
    [id],
  );
  const parts = Map.groupBy(await knownParts(em, id), ({ file }) => file);
  const files = ((await taskArtifacts(em, [id])).get(id) ?? []).map((artifact) => ({
    name: artifact.file,
    contentType: artifact.contentType,
    bytes: artifact.bytes,
    digest: artifact.crc32,
    pieces: (parts.get(artifact.position) ?? []).map((part: StoredPart) => ({
      key: partKey(id, part),
      bytes: part.bytes,
    })),
  }));
  return { expired, title, finishedAt: task.finishedAt, files };
}
