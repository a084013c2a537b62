import type { DownloadableTask } from '../artifacts/downloadable.ts';
import type { Artifact } from '../entities/artifact.ts';
import type { Database } from '../entities/database/database.ts';
import { statement } from '../entities/queries/statement.ts';
import { planOf } from '../entities/task-contents.ts';
import { Task } from '../entities/task.ts';
import { isId } from './is-id.ts';
import { isPlanned, knownParts, partKey, type StoredPart, wholeKey } from './stored-parts.ts';
import { taskArtifacts } from './task-artifacts.ts';

/** A COMPLETED task as downloads need it; null where there is none of that id. */
export async function findDownload(database: Database, id: string): Promise<DownloadableTask | null> {
  const em = database.fork();
  const task = isId(id) ? await em.findOne(Task, { id, status: 'COMPLETED' }) : null;
  if (task?.finishedAt == null) return null;
  const [{ expired, title }] = await statement<{ expired: boolean; title: string }>(
    em,
    `select expired or coalesce(expires_at <= now(), false) as expired, project.name as title
     from task join project on project.id = project_id where task.id = $1`,
    [id],
  );
  const planned = planOf(task)?.files;
  const known = (await knownParts(em, id)).filter((part) => part.stored && (!planned || isPlanned(planned, part)));
  const parts = Map.groupBy(known, ({ file }) => file);
  const artifacts = (await taskArtifacts(em, [id])).get(id) ?? [];
  const files = artifacts.flatMap((artifact) => {
    const { file: name, bytes, crc32: digest, position, whole } = artifact;
    const described = { name, contentType: typeOf(artifact), bytes, digest };
    if (whole) return [{ ...described, pieces: [{ key: wholeKey(id, position), bytes }] }];
    const pieces = (parts.get(artifact.position) ?? []).map((part: StoredPart) => ({
      key: partKey(id, part),
      bytes: part.bytes,
    }));
    // A file whose parts are missing or damaged in the table is reported as not found: half a file would look whole.
    const isComplete = pieces.reduce((sum, { bytes }) => sum + bytes, 0) === artifact.bytes;
    return isComplete ? [{ ...described, pieces }] : [];
  });
  return { expired, title, finishedAt: task.finishedAt, files, whole: files.length === artifacts.length };
}

/** A damaged type is no header that anybody may send. */
function typeOf({ contentType }: Artifact): string {
  return /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w-]+)*$/.test(contentType) ? contentType : 'application/octet-stream';
}
