import { createHash } from 'node:crypto';
import { hasPieces } from '../../artifacts/artifact-stream.ts';
import { artifactZip } from '../../artifacts/artifact-zip.ts';
import type { DownloadableTask } from '../../artifacts/downloadable.ts';
import type { ArtifactStore } from '../../artifacts/store.ts';
import { bodyOf } from '../http/body.ts';
import { attachment, cachingHeaders } from './headers.ts';
import { namesTag } from './tag.ts';

/**
 * Answers a GET or HEAD of all artifacts of a task as one zip. It is made while it is sent, so its length is not
 * known, and ranges of it cannot be requested.
 * @param name that the client saves it under.
 * @param expires until when its address is good, in Unix seconds.
 * @param failed is called where the store fails under way; see bodyOf.
 * @returns null where the store has lost a piece of it: that is known before the head is sent.
 */
export async function archiveResponse(
  store: ArtifactStore,
  name: string,
  task: DownloadableTask,
  request: { readonly method: string; readonly headers: Headers },
  expires: number,
  now: Date,
  failed: (error: unknown) => void,
): Promise<Response | null> {
  const caching = { ...cachingHeaders(tagOf(task), expires, now), 'accept-ranges': 'none' };
  if (namesTag(request.headers.get('if-none-match') ?? undefined, tagOf(task))) {
    return new Response(null, { status: 304, headers: caching });
  }
  for (const { pieces, bytes } of task.files) {
    if (!(await hasPieces(store, pieces, 0, bytes))) return null;
  }
  const body = request.method === 'HEAD' ? null : bodyOf(artifactZip(store, task.files, task.finishedAt), failed);
  const headers = { ...caching, ...attachment(name), 'content-type': 'application/zip' };
  return new Response(body, { status: 200, headers });
}

/** Weak: another version of the packer may choose other bytes for the same files. */
function tagOf(task: DownloadableTask): string {
  const contents = task.files.map(({ name, digest, bytes }) => [name, digest, bytes]);
  const text = JSON.stringify([task.finishedAt.getTime(), contents]);
  return `W/"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;
}
