import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where one artifact of a task is downloaded. */
export const artifactPath = (task: string, file: string): string => `/artifacts/${task}/${encodeURIComponent(file)}`;

/** Where all artifacts of a task are downloaded as one zip. No file of a task has a path like it, whatever its name is. */
export const archivePath = (task: string): string => `/artifacts/${task}.zip`;

/**
 * A path that anyone who has it can fetch until then: `<path>?expires=<unix seconds>&signature=<HMAC-SHA-256, base64url>`.
 * @param path as `artifactPath` and `archivePath` make it.
 */
export function signPath(secret: string | Uint8Array, path: string, expiresAt: Date): string {
  const expires = String(Math.floor(expiresAt.getTime() / 1000));
  return `${path}?expires=${expires}&signature=${signature(secret, path, expires)}`;
}

/**
 * Whether the path was signed with this secret and may still be fetched. `expired` is answered to those only who have a true
 * signature.
 * @param query what came with the path, as text.
 */
export function verifyPath(
  secret: string | Uint8Array,
  path: string,
  query: { readonly expires: string | undefined; readonly signature: string | undefined },
  now: Date,
): 'valid' | 'expired' | 'invalid' {
  if (query.expires === undefined || query.signature === undefined) return 'invalid';
  // Compared as text: base64url has several spellings of the same bytes.
  const wanted = Buffer.from(signature(secret, path, query.expires));
  const given = Buffer.from(query.signature);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'invalid';
  return now.getTime() < Number(query.expires) * 1000 ? 'valid' : 'expired';
}

function signature(secret: string | Uint8Array, path: string, expires: string): string {
  return createHmac('sha256', secret).update(`${path}\n${expires}`).digest('base64url');
}
