import type { ServerResponse } from 'node:http';

/** Answers with a value as JSON, which is never cached. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, 'application/json', `${JSON.stringify(value)}\n`);
}

/** Answers with a text, which is never cached. */
export function sendText(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  // Node leaves the body of an answer to HEAD out by itself.
  response.end(text);
}
