import type { IncomingMessage, ServerResponse } from 'node:http';

/** Seconds for which a browser may remember what it was allowed. */
const MAX_AGE = 600;

/**
 * Allows web pages of the given origins to call, and answers what browsers ask beforehand. Others get no headers, so that
 * browsers keep answers from them.
 * @returns whether the request has been answered.
 */
export function crossOrigin(origins: readonly string[], request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  response.setHeader('vary', 'origin');
  const isAllowed = origin !== undefined && origins.includes(origin);
  if (isAllowed) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'content-disposition, etag, retry-after');
  }
  if (request.method !== 'OPTIONS') return false;
  if (isAllowed) {
    response.setHeader('access-control-allow-methods', 'GET, HEAD, POST');
    response.setHeader('access-control-allow-headers', 'authorization, content-type, last-event-id, range');
    response.setHeader('access-control-max-age', String(MAX_AGE));
  }
  response.writeHead(204).end();
  return true;
}
