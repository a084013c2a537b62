import type { Sink } from '../sink.ts';
import type { Escape } from './escape.ts';
import { enclose } from './enclose.ts';

const QUOTE = 34;
const APOSTROPHE = 39;

/** What the cells of a csv file depend on. */
export interface CsvRules {
  /** One ASCII character. */
  readonly delimiter: string;
  /** The text that represents null. */
  readonly nullText: Uint8Array;
  /** Whether text that a spreadsheet would take for a formula gets an apostrophe. */
  readonly formulaGuard: boolean;
  /** Whether every text is quoted, and not only those that must be. */
  readonly quotesText: boolean;
}

/** Quotes a cell that holds a quote, a delimiter or a line break (RFC 4180, section 2), and looks at nothing else. */
export function csvContent(delimiter: string): Escape {
  let content = contents.get(delimiter);
  if (content === undefined) contents.set(delimiter, (content = makeContent(delimiter)));
  return content;
}

/** By delimiter, of which there are few: every name and column asks for one. */
const contents = new Map<string, Escape>();

function makeContent(delimiter: string): Escape {
  const special = new Uint8Array(256);
  for (const character of `${delimiter}"\r\n`) special[character.charCodeAt(0)] = 1;
  return {
    key: `csv content ${delimiter}`,
    clean: (bytes, offsets, length) => !holdsSpecial(bytes, offsets[0], offsets[length], special),
    finish(sink, start) {
      if (holdsSpecial(sink.bytes, start, sink.length, special)) quote(sink, start);
    },
  };
}

/** Quotes a cell that is empty, reads like null, or holds a quote, a delimiter or a line break; every cell where texts are quoted. */
export function csvText(rules: CsvRules): Escape {
  const { delimiter, nullText, formulaGuard, quotesText } = rules;
  const content = csvContent(delimiter);
  const mayBeClean = !quotesText && !formulaGuard && nullText.length === 0;
  return {
    key: `csv ${delimiter} ${formulaGuard} ${quotesText} ${nullText.join(' ')}`,
    clean: (bytes, offsets, length) =>
      mayBeClean && !holdsEmpty(offsets, length) && content.clean(bytes, offsets, length),
    finish(sink, start) {
      if (formulaGuard && sink.length > start && isFormula(sink.bytes[start])) guard(sink, start);
      const length = sink.length;
      content.finish(sink, start);
      if (sink.length > length) return;
      if (quotesText || length === start || isText(sink, start, nullText)) enclose(sink, start);
    },
  };
}

/** Whether one of `bytes[start … end)` is special. */
function holdsSpecial(bytes: Uint8Array, start: number, end: number, special: Uint8Array): boolean {
  for (let i = start; i < end; i++) if (special[bytes[i]] === 1) return true;
  return false;
}

function holdsEmpty(offsets: Int32Array | Uint32Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (offsets[i] === offsets[i + 1]) return true;
  return false;
}

/** Whether the sink holds exactly `text` from `start` on. */
function isText(sink: Sink, start: number, text: Uint8Array): boolean {
  if (sink.length - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (sink.bytes[start + i] !== text[i]) return false;
  return true;
}

/** = + - @ TAB CR, with which formulas begin. */
function isFormula(byte: number): boolean {
  return byte === 61 || byte === 43 || byte === 45 || byte === 64 || byte === 9 || byte === 13;
}

function guard(sink: Sink, start: number): void {
  sink.reserve(1);
  sink.bytes.copyWithin(start + 1, start, sink.length);
  sink.bytes[start] = APOSTROPHE;
  sink.length++;
}

/** Doubles the quotes of the cell and encloses it, from its end on, where the room for that is. */
function quote(sink: Sink, start: number): void {
  let quotes = 2;
  for (let i = start; i < sink.length; i++) if (sink.bytes[i] === QUOTE) quotes++;
  sink.reserve(quotes);
  const { bytes, length } = sink;
  let p = length + quotes;
  sink.length = p;
  bytes[--p] = QUOTE;
  for (let i = length - 1; i >= start; i--) {
    const byte = bytes[i];
    bytes[--p] = byte;
    if (byte === QUOTE) bytes[--p] = QUOTE;
  }
  bytes[start] = QUOTE;
}
