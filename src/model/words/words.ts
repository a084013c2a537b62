/** A word of a short form, with its place in the text. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a short form; `unclosed` is the offset of a parenthesis or quote that does not end, else -1. */
export interface Words {
  readonly words: readonly Word[];
  readonly unclosed: number;
}

/**
 * Splits at blanks. Parentheses belong to the word they touch (`enum(a, b)`) or are a word (`(YYYY-MM-DD)`); inside them
 * blanks do not split, and quotes of enum values hide parentheses.
 */
export function splitWords(text: string): Words {
  const words: Word[] = [];
  let start = -1;
  let depth = 0;
  let opened = -1;
  let quote = '';
  let beginsValue = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quote !== '') {
      if (char === quote) quote = '';
      continue;
    }
    const isBlank = char === ' ' || char === '\t' || char === '\n' || char === '\r';
    if (isBlank && depth === 0) {
      if (start !== -1) words.push({ text: text.slice(start, i), start, end: i });
      start = -1;
      continue;
    }
    if (start === -1 && !isBlank) start = i;
    // A hint may hold any text, an apostrophe too; only the values of a call are quoted.
    if (depth === 1 && opened > start && beginsValue && (char === '"' || char === "'")) {
      quote = char;
    } else if (char === '(') {
      if (depth === 0) opened = i;
      depth++;
    } else if (char === ')' && depth > 0) {
      depth--;
    }
    if (!isBlank) beginsValue = char === '(' || char === ',';
  }
  if (start !== -1) words.push({ text: text.slice(start), start, end: text.length });
  return { words, unclosed: depth > 0 ? opened : -1 };
}

/** A value between the parentheses of an enum. */
export interface Argument extends Word {
  readonly isQuoted: boolean;
  /** `open 70%` has the share 70, and decimals as written; null where it has none. */
  readonly share: { readonly percent: number; readonly decimals: number } | null;
}

/** The values between the parentheses of `enum(a, "b, c" 20%)`: trimmed, quotes and shares cut off, with their offsets in `text`. */
export function splitArguments(text: string): readonly Argument[] {
  const values: Argument[] = [];
  const open = text.indexOf('(');
  let from = open + 1;
  let quote = '';
  let isEmpty = true;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    const isLast = i === text.length - 1;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (isEmpty && (char === '"' || char === "'")) {
      quote = char;
    } else if (char === ',' || isLast) {
      values.push(trimmed(text, from, i));
      from = i + 1;
      isEmpty = true;
      continue;
    }
    isEmpty &&= char === ' ' || char === '\n' || char === '\t';
  }
  return values;
}

function trimmed(text: string, from: number, to: number): Argument {
  const raw = text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const whole = raw.trim();
  const [, before, number] = /^(.*\S)\s+(\d{1,3}(?:\.\d{1,9})?)\s*%$/s.exec(whole) ?? [];
  const value = before ?? whole;
  const share = before === undefined ? null : { percent: Number(number), decimals: number.split('.')[1]?.length ?? 0 };
  const isQuoted = value.length >= 2 && (value[0] === '"' || value[0] === "'") && value.endsWith(value[0]);
  return { text: isQuoted ? value.slice(1, -1) : value, start, end: start + whole.length, isQuoted, share };
}
