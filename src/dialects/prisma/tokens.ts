/** A piece of a Prisma schema. Line breaks count where they are not in parentheses. */
export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'symbol' | 'doc' | 'line';
  /** Of a text without its quotes, of a comment without its slashes. */
  readonly text: string;
  readonly at: number;
}

const PIECE =
  /(\r?\n)|\/\/\/([^\n]*)|\/\/[^\n]*|([\p{L}_][\p{L}\p{N}_-]*)|"((?:[^"\\\n]|\\.)*)"?|(-?\d+(?:\.\d+)?)|([^\s])/gu;

/** The tokens of a schema. Comments of two slashes are left out. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const { 0: whole, 1: line, 2: doc, 3: word, 4: quoted, 5: number, 6: symbol, index } of text.matchAll(PIECE)) {
    if (line !== undefined) {
      if (depth === 0) tokens.push({ kind: 'line', text: '\n', at: index });
    } else if (doc !== undefined) tokens.push({ kind: 'doc', text: doc.trim(), at: index });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at: index });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: unescaped(quoted), at: index });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at: index });
    else if (symbol !== undefined && !whole.startsWith('//')) {
      if (symbol === '(' || symbol === '[') depth++;
      else if (symbol === ')' || symbol === ']') depth = Math.max(0, depth - 1);
      // A block that begins or ends closes what was left open before it.
      else if (symbol === '{' || symbol === '}') depth = 0;
      tokens.push({ kind: 'symbol', text: symbol, at: index });
    }
  }
  return tokens;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, (_, character: string) => ESCAPES.get(character) ?? character);
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);
