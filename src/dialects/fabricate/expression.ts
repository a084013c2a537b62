import { parseExpression } from '../../model/index.ts';

const NOWHERE = { start: 0, end: 0, line: 1, column: 1 };

/** Words of an expression that mean the same in both systems: numbers, texts, names and the signs of arithmetic. */
const WORDS =
  /\s*(?:(\d[\d_]*(?:\.\d+)?)|('[^'\\]*'|"[^"\\]*")|\{\{\s*([\w .]+?)\s*\}\}|\[([\w ]+)\]|((?:variables\.|vars\.)?[A-Za-z_]\w*)|([-+*/()]))/y;

/**
 * An expression of arithmetic in our form, without `=`; null where it is more than that.
 * @param nameOf what a name of it is here, null where it is nothing.
 */
export function arithmetic(text: string, nameOf: (name: string) => string | null): string | null {
  const words: string[] = [];
  WORDS.lastIndex = 0;
  const trimmed = text.trim().replace(/^=\s*/, '');
  while (WORDS.lastIndex < trimmed.length) {
    const match = WORDS.exec(trimmed);
    if (match === null) return null;
    const [, number, quoted, braced, bracketed, plain, sign] = match;
    const name = braced ?? bracketed ?? plain;
    const word = name === undefined ? (number ?? quoted ?? sign) : nameOf(name);
    if (word === null) return null;
    words.push(word);
  }
  const made = words.join(' ').replaceAll('( ', '(').replaceAll(' )', ')');
  const parsed =
    words.length === 0
      ? null
      : parseExpression(
          made,
          () => NOWHERE,
          () => undefined,
        );
  return parsed === null ? null : made;
}

/** A name as expressions have it. Words of the language itself need quotes as much as unusual names do. */
export function quotedName(name: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(name) && !RESERVED.has(name.toLowerCase());
  return isPlain ? name : `\`${name.replaceAll(/[\\`]/g, (sign) => `\\${sign}`)}\``;
}

const RESERVED = new Set(['and', 'or', 'not', 'in', 'true', 'false', 'null', 'vars', 'is', 'if']);

export function quotedText(text: string): string {
  return `'${text.replaceAll(/[\\']/g, (sign) => `\\${sign}`)}'`;
}
