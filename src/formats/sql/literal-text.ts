import type { Escape } from '../text/escape.ts';
import { replaceBytes } from './replace-bytes.ts';

const APOSTROPHE = 39;
const TWICE = Uint8Array.of(APOSTROPHE, APOSTROPHE);
const encoder = new TextEncoder();

/** The inside of a literal of PostgreSQL's; U+0000, which no text of PostgreSQL's can hold, becomes U+FFFD. */
export const postgresText: Escape = replaceBytes(
  'postgres text',
  new Map([
    [APOSTROPHE, TWICE],
    [0, encoder.encode('\ufffd')],
  ]),
);

/**
 * The inside of a literal of MySQL's, where a backslash begins an escape. Line breaks are escaped too, so that a row is a line; and
 * U+001A, which ends the input of MySQL's client on Windows.
 */
export const mysqlText: Escape = replaceBytes(
  'mysql text',
  new Map(
    Object.entries({ "'": "''", '\\': '\\\\', '\0': '\\0', '\n': '\\n', '\r': '\\r', '\u001a': '\\Z' }).map(
      ([from, to]) => [from.charCodeAt(0), encoder.encode(to)],
    ),
  ),
);

/** A timestamp without the Z at its end, which MySQL and MariaDB do not read. */
export const mysqlTimestamp: Escape = {
  key: 'mysql timestamp',
  clean: () => false,
  finish(sink) {
    sink.length--;
  },
};

/** The inside of a literal of SQLite's. U+0000 would end the statement: the literal is interrupted by an expression for it. */
export const sqliteText: Escape = replaceBytes(
  'sqlite text',
  new Map([
    [APOSTROPHE, TWICE],
    [0, encoder.encode("'||char(0)||'")],
  ]),
);
