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

/** The inside of a literal of SQLite's. U+0000 would end the statement: the literal is interrupted by an expression for it. */
export const sqliteText: Escape = replaceBytes(
  'sqlite text',
  new Map([
    [APOSTROPHE, TWICE],
    [0, encoder.encode("'||char(0)||'")],
  ]),
);
