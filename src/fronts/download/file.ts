import { artifactStream, hasPieces } from '../../artifacts/artifact-stream.ts';
import type { DownloadableFile } from '../../artifacts/downloadable.ts';
import type { ArtifactStore } from '../../artifacts/store.ts';
import { bodyOf } from '../http/body.ts';
import { acceptedEncoding, encoded } from '../http/encoding.ts';
import { attachment, cachingHeaders } from './headers.ts';
import { requestedRange } from './range.ts';
import { namesTag } from './tag.ts';

/**
 * Answers a GET or HEAD of one artifact: whole, one range of it, or not at all where the client has it. It is packed where the
 * client likes that, but never in ranges, which are ranges of the bytes as they are stored.
 * @param expires until when its address is good, in Unix seconds.
 * @param failed is called where the store fails under way; see bodyOf.
 * @returns null where the store has lost a piece of it: that is known before the head is sent.
 */
export async function fileResponse(
  store: ArtifactStore,
  file: DownloadableFile,
  request: { readonly method: string; readonly headers: Headers },
  expires: number,
  now: Date,
  failed: (error: unknown) => void,
): Promise<Response | null> {
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  const plainTag = `"${file.digest}-${file.bytes.toString(16)}"`;
  const isSame = header('if-range') === undefined || header('if-range') === plainTag;
  const isRanged = request.method === 'GET' && isSame;
  const range = isRanged ? requestedRange(header('range'), file.bytes) : 'whole';

  const encoding = range === 'whole' ? acceptedEncoding(header('accept-encoding')) : 'identity';
  const tag = encoding === 'identity' ? plainTag : `${plainTag.slice(0, -1)}-${encoding}"`;
  const caching = { ...cachingHeaders(tag, expires, now), vary: 'accept-encoding', 'accept-ranges': 'bytes' };
  if (namesTag(header('if-none-match'), tag)) return new Response(null, { status: 304, headers: caching });
  if (range === 'unsatisfiable') {
    const headers = { 'content-range': `bytes */${file.bytes}`, 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
    return new Response(null, { status: 416, headers });
  }

  const { start, end } = range === 'whole' ? { start: 0, end: file.bytes } : range;
  if (!(await hasPieces(store, file.pieces, start, end))) return null;
  const headers = {
    ...caching,
    ...attachment(file.name),
    'content-type': file.contentType,
    ...(encoding === 'identity' ? { 'content-length': String(end - start) } : { 'content-encoding': encoding }),
    ...(range === 'whole' ? {} : { 'content-range': `bytes ${start}-${end - 1}/${file.bytes}` }),
  };
  const body =
    request.method === 'HEAD'
      ? null
      : bodyOf(encoded(artifactStream(store, file.pieces, start, end), encoding), failed);
  return new Response(body, { status: range === 'whole' ? 200 : 206, headers });
}
