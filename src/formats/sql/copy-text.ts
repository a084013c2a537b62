import type { Escape } from '../text/escape.ts';
import { replaceBytes } from './replace-bytes.ts';

const encoder = new TextEncoder();

/**
 * A value in PostgreSQL's text format of COPY: what would end it, and backslashes, after a backslash. U+0000, which no text
 * of PostgreSQL's can hold, becomes U+FFFD, as half a surrogate pair does everywhere.
 * https://www.postgresql.org/docs/current/sql-copy.html
 */
export const copyText: Escape = replaceBytes(
  'copy text',
  new Map(
    Object.entries({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\ufffd' }).map(([from, to]) => [
      from.charCodeAt(0),
      encoder.encode(to),
    ]),
  ),
);
