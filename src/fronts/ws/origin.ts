import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of this origin may open a socket: its own host's and those of the list may. Programs send no origin and may.
 * @param allowed origins such as `https://app.example.com`.
 */
export function originAllowed({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
