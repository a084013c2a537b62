import { type Context, Hono } from 'hono';
import type { DownloadableTask } from '../../artifacts/downloadable.ts';
import { archivePath, artifactPath, verifyPath } from '../../artifacts/signed-path.ts';
import type { ArtifactStore } from '../../artifacts/store.ts';
import type { Log } from '../../log.ts';
import { countedAs, type DoorEnv } from '../http/middleware.ts';
import { logError, refusalOf } from '../http/refused.ts';
import { archiveResponse } from './archive.ts';
import { fileResponse } from './file.ts';
import { downloadRefusal, refusalInJson } from './refusal.ts';

export interface DownloadDeps {
  /** Signs the addresses. */
  readonly secret: string | Uint8Array;
  readonly store: ArtifactStore;
  /** A finished task by its id; null where there is none that has artifacts. */
  readonly find: (task: string) => Promise<DownloadableTask | null>;
  readonly log: Log;
}

/**
 * The front for downloads: `/artifacts/<task>/<file>` and, for all files as one zip, `/artifacts/<task>.zip`, by GET and HEAD.
 * Whoever has a signed address may fetch it; nothing is looked up for others. Refusals are `{"error": {code, message}}`: 403 where
 * the signature is wrong, 410 where the address or the artifact has expired or a part of it is lost, 404 where there is none.
 * Mount it at the root.
 */
export function downloads({ secret, store, find, log }: DownloadDeps): Hono<DoorEnv> {
  const front = new Hono<DoorEnv>();
  front.use('/artifacts/*', countedAs('artifacts'));
  front.onError((error) => refusalInJson(refusalOf(error, log)));

  front.get('/artifacts/:archive{[A-Za-z0-9-]+\\.zip}', async (context) => {
    const name = context.req.param('archive');
    const id = name.slice(0, -'.zip'.length);
    const task = await allowed(context, archivePath(id), id);
    if (task instanceof Response) return task;
    if (!task.whole) return downloadRefusal('NOT_FOUND');
    const { raw } = context.req;
    const saved = task.title === undefined ? name : `${task.title}.zip`;
    return (await archiveResponse(store, saved, task, raw, expiry(context), new Date(), breaking(context))) ?? lost(id);
  });

  front.get('/artifacts/:task/:file', async (context) => {
    const { task: id, file: name } = context.req.param();
    const task = await allowed(context, artifactPath(id, name), id);
    if (task instanceof Response) return task;
    const file = task.files.find((candidate) => candidate.name === name);
    if (file === undefined) return downloadRefusal('NOT_FOUND');
    const { raw } = context.req;
    return (await fileResponse(store, file, raw, expiry(context), new Date(), breaking(context))) ?? lost(id);
  });

  front.all('/artifacts/*', () => downloadRefusal('NOT_FOUND'));

  /** The task, if its address is good. The path is made anew, so that every spelling of it has the same signature. */
  async function allowed(context: Context<DoorEnv>, path: string, id: string): Promise<DownloadableTask | Response> {
    const query = { expires: context.req.query('expires'), signature: context.req.query('signature') };
    const verdict = verifyPath(secret, path, query, new Date());
    if (verdict === 'invalid') return downloadRefusal('INVALID_SIGNATURE');
    if (verdict === 'expired') return downloadRefusal('LINK_EXPIRED');
    const task = await find(id);
    if (task === null) return downloadRefusal('NOT_FOUND');
    return task.expired ? downloadRefusal('ARTIFACT_EXPIRED') : task;
  }

  function lost(task: string): Response {
    log.warn({ task }, 'a download was refused: the store has lost a part of it');
    return downloadRefusal('ARTIFACT_LOST');
  }

  /** The head is out, so that only a broken connection can tell the client. */
  const breaking = (context: Context<DoorEnv>) => (err: unknown) => {
    logError(log, err, 'a download was interrupted');
    context.env.outgoing.destroy();
  };

  return front;
}

const expiry = (context: Context<DoorEnv>): number => Number(context.req.query('expires'));
