/** A word of an expression's source; `start` and `end` are UTF-16 offsets in it. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** `quoted` names stood in back-quotes, and are never words of the language. */
  | { readonly kind: 'name'; readonly text: string; readonly quoted: boolean }
  /** A sign; `=` and `<>` are already spelled `==` and `!=`. */
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'end'; readonly text: '' }
);

/** Takes a mistake in the source: the range of offsets, what is wrong, and what to try. */
export type ReportRange = (start: number, end: number, message: string, hint: string) => void;

const SPACE = /\s+/y;
const NUMBER = /(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const SIGN = /<=|>=|==|!=|<>|&&|\|\||\/\/|[-+*/%()[\]<>=!?:,.]/y;
const OTHER = /./suy;
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['=', '=='],
  ['<>', '!='],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
]);

/** Cuts an expression into tokens, the last of kind `end`. What is no token is reported and left out. */
export function tokens(source: string, report: ReportRange): Token[] {
  const found: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] ?? null;
  };
  while (at < source.length) {
    const start = at;
    const space = match(SPACE);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const number = match(NUMBER);
    if (number !== null) {
      at += number.length;
      const unit = match(NAME);
      if (unit !== null) {
        at += unit.length;
        const hint = 'write a duration as days(90), and names that begin with a digit in back-quotes';
        report(start, at, `"${number}${unit}" is neither a number nor a name`, hint);
      }
      found.push({ kind: 'number', text: number, start, end: at });
      continue;
    }
    const name = match(NAME);
    if (name !== null) {
      at += name.length;
      found.push({ kind: 'name', text: name, quoted: false, start, end: at });
      continue;
    }
    const quote = source[at];
    if (quote === "'" || quote === '"' || quote === '`') {
      const text = readQuoted(source, at, report);
      at = text.end;
      if (quote !== '`') found.push({ kind: 'text', ...text });
      else found.push({ kind: 'name', quoted: true, ...text });
      continue;
    }
    const sign = match(SIGN);
    if (sign !== null) {
      at += sign.length;
      found.push({ kind: 'sign', text: SPELLINGS.get(sign) ?? sign, start, end: at });
      continue;
    }
    const other = match(OTHER) ?? source[at];
    at += other.length;
    report(start, at, `unexpected character ${JSON.stringify(other)}`, characterHint(other));
  }
  found.push({ kind: 'end', text: '', start: at, end: at });
  return found;
}

function characterHint(character: string): string {
  if (character === '&') return 'use && or "and"; texts are joined with +';
  if (character === '|') return 'use || or "or"';
  if (character === '$') return 'fields are named without $, and variables as vars.name';
  return 'write a text in quotes, and an unusual name in back-quotes';
}

function readQuoted(source: string, start: number, report: ReportRange): { text: string; start: number; end: number } {
  const quote = source[start];
  let text = '';
  let at = start + 1;
  while (at < source.length && source[at] !== quote) {
    if (source[at] !== '\\') {
      text += source[at++];
      continue;
    }
    const escape = readEscape(source, at);
    if (escape.text === null) {
      const hint = 'known escapes are \\n \\t \\r \\0 \\\\ \\\' \\" \\` and \\u00e9 or \\u{1f600}';
      report(at, escape.end, `unknown escape ${source.slice(at, escape.end)}`, hint);
    }
    text += escape.text ?? '';
    at = escape.end;
  }
  if (at >= source.length) report(start, at, `the quote ${quote} is never closed`, `add ${quote} at the end of it`);
  const end = Math.min(at + 1, source.length);
  if (!text.isWellFormed())
    report(start, end, 'this is not well-formed Unicode', 'write such a character as \\u{1f600}');
  if (quote === '`' && text === '')
    report(start, end, 'an empty name', 'put the name of a field between the back-quotes');
  return { text, start, end };
}

function readEscape(source: string, start: number): { text: string | null; end: number } {
  const letter = source[start + 1] ?? '';
  if (letter !== 'u') return { text: ESCAPES.get(letter) ?? null, end: start + 1 + letter.length };
  const digits = /\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4})/y;
  digits.lastIndex = start + 2;
  const found = digits.exec(source);
  if (found === null) return { text: null, end: start + 2 };
  const code = Number.parseInt(found[1] ?? found[2], 16);
  const text =
    found[2] === undefined ? (code <= 0x10ffff ? String.fromCodePoint(code) : null) : String.fromCharCode(code);
  return { text, end: digits.lastIndex };
}
