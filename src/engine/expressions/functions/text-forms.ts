import { MAX_TEXT } from '../text-writer.ts';

/** The characters (code points) from one position to another, counted from 0. */
export function slice(text: string, from: number, to: number): string {
  const start = Math.max(0, from);
  const end = Math.max(start, to);
  if (!hasSurrogates(text)) return text.slice(start, end);
  return Array.from(text).slice(start, end).join('');
}

/** The number of characters (code points) of a well-formed text. */
export function characters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xdc00 || unit > 0xdfff) count++;
  }
  return count;
}

function hasSurrogates(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdfff) return true;
  }
  return false;
}

/** The text filled up to a number of characters; null past 64 KiB, the text itself where the filling is empty. */
export function pad(text: string, width: number, fill: string, side: 'left' | 'right'): string | null {
  const missing = width - characters(text);
  if (missing <= 0 || fill === '') return text;
  if (missing > MAX_TEXT) return null;
  const filling = Array.from(fill);
  const whole = repeat(fill, Math.floor(missing / filling.length));
  if (whole === null) return null;
  const padding = whole + filling.slice(0, missing % filling.length).join('');
  return side === 'left' ? padding + text : text + padding;
}

/** The text so many times; null past 64 KiB. */
export function repeat(text: string, times: number): string | null {
  if (times <= 0 || text === '') return '';
  return text.length * times > MAX_TEXT ? null : text.repeat(times);
}

/** The text with every `search` replaced; null past 64 KiB. */
export function replace(text: string, search: string, replacement: string): string | null {
  if (search === '') return text;
  let result = '';
  let from = 0;
  for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, from)) {
    result += text.slice(from, at) + replacement;
    if (result.length > MAX_TEXT) return null;
    from = at + search.length;
  }
  return result + text.slice(from);
}

/** Letters that have no decomposition into a Latin letter and a mark. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ł', 'l'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

/** Lower-case Latin letters and digits, with one `-` for whatever stands between them. */
export function slug(text: string): string {
  let result = '';
  let gap = false;
  for (const character of text.normalize('NFKD').toLowerCase()) {
    const code = character.charCodeAt(0);
    // A mark of the letter before.
    if (code >= 0x300 && code <= 0x36f) continue;
    const plain = PLAIN.get(character) ?? (isWord(code) ? character : '');
    if (plain === '') gap = result !== '';
    else {
      result += gap ? `-${plain}` : plain;
      gap = false;
    }
  }
  return result;
}

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** The first character of every word, in upper case. */
export function initials(text: string): string {
  let result = '';
  let inside = false;
  for (const character of text) {
    const space = character.trim() === '';
    if (!space && !inside) result += character.toUpperCase();
    inside = !space;
  }
  return result;
}
