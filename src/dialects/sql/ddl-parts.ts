import type { Condition } from '../schema.ts';
import type { Name } from './catalogue.ts';
import type { WrittenType } from './column-type.ts';
import { readCondition } from './condition.ts';
import type { Token } from './statements.ts';
import { Tokens } from './tokens.ts';
import type { IndexPart } from './unique-of.ts';

/** What follows the type of a column. */
const AFTER_TYPE = new Set(
  'NOT NULL DEFAULT PRIMARY UNIQUE CHECK REFERENCES CONSTRAINT GENERATED AS IDENTITY AUTO_INCREMENT AUTOINCREMENT COLLATE COMMENT ON KEY CHARSET ENABLE DISABLE VISIBLE INVISIBLE SPARSE ROWGUIDCOL STORED VIRTUAL PERSISTED DEFERRABLE INITIALLY STORAGE COMPRESSION ENCODE INLINE FIRST AFTER MATCH FOREIGN LOGGED COMPACT MASKED HIDDEN OPTIONS WITH_OPTIONS IMPLICITLY SRID REF ENCRYPT SORT'.split(
    ' ',
  ),
);
/** Whether a word begins what follows the type of a column. */
export function isAfterType(word: string): boolean {
  return AFTER_TYPE.has(word);
}

/** Whether a constraint that lists its columns is next, perhaps with a name. */
export function isOfTable(tokens: Tokens): boolean {
  let at = 0;
  if (tokens.word() === 'CONSTRAINT') at = 2;
  if (tokens.word(at) === 'FOREIGN') return tokens.word(at + 2) !== 'REFERENCES';
  if (tokens.word(at) === 'PRIMARY') at += 2;
  else if (tokens.word(at) === 'UNIQUE') at++;
  else return false;
  if (['CLUSTERED', 'NONCLUSTERED'].includes(tokens.word(at))) at++;
  return tokens.isSymbol('(', at);
}

export function isType(word: string): boolean {
  return ['INT', 'INTEGER', 'TEXT', 'VARCHAR', 'BOOLEAN', 'CHAR'].includes(word);
}

export function skipTo(tokens: Tokens, symbol: string): void {
  while (!tokens.isEmpty && !tokens.isSymbol(symbol)) tokens.at++;
}

/** The names that are next with dots between them. */
export function readPath(tokens: Tokens): readonly string[] {
  const path: string[] = [];
  for (;;) {
    const token: Token | undefined = tokens.peek();
    const isName =
      token?.kind === 'word' ||
      token?.kind === 'name' ||
      (token?.kind === 'text' && tokens.source[token.start] === '"');
    if (token === undefined || !isName) return path;
    tokens.at++;
    path.push(token.text);
    if (!tokens.symbol('.')) return path;
  }
}

export function nameOf(path: readonly string[]): Name {
  // Db2's own scripts fill the names of schemas with blanks.
  const schema = path.at(-2)?.trimEnd() ?? '';
  return { schema: schema === '' || schema.startsWith('@') ? null : schema, name: path.at(-1) ?? '' };
}

export function readName(tokens: Tokens): Name | null {
  const path = readPath(tokens);
  return path.length === 0 ? null : nameOf(path);
}

/** The columns of a key or an index: `a`, `a(10) DESC`, or an expression, whose column is null. */
export function indexed(list: Tokens | null): readonly IndexPart[] {
  return (list?.split() ?? []).map((part) => {
    const { text } = part;
    const start = part.at;
    const name = readName(part)?.name ?? null;
    // A prefix of the column has digits in parentheses; a function has anything else.
    const isExpression = name === null || (part.isSymbol('(') && part.peek(1)?.kind !== 'number');
    if (!isExpression) return { column: name, text, expression: { kind: 'column', name } };
    part.at = start;
    let end = part.end;
    while (end > start && ['ASC', 'DESC'].includes(part.all[end - 1].text.toUpperCase())) end--;
    return { column: null, text, expression: readCondition(new Tokens(part.all, part.source, start, end)) };
  });
}

/** What a length in K, M or G is multiplied by. */
const UNITS: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** A parameter of a type; lengths as numbers: `1M` is 1048576. */
function parameterOf(part: Tokens): string {
  const token = part.peek();
  const unit = token?.kind === 'number' ? (UNITS[part.word(1)] as number | undefined) : undefined;
  return unit === undefined ? (token?.text ?? '') : String(Number(token?.text) * unit);
}

/** The type that is next: all words up to what follows types. SQLite's columns may have none. */
export function readType(tokens: Tokens): { readonly written: WrittenType; readonly typeText: string } {
  const start = tokens.at;
  const words: string[] = [];
  let parameters: readonly string[] = [];
  let dimensions = 0;
  while (!tokens.isEmpty) {
    const token = tokens.peek();
    if (token === undefined) break;
    const word = tokens.word();
    if (words.length > 0 && word === 'CHARACTER' && tokens.word(1) === 'SET') break;
    if (token.kind === 'word') {
      if (
        AFTER_TYPE.has(word) ||
        (words.length > 0 && word === 'WITH' && tokens.word(1) !== 'TIME' && tokens.word(1) !== 'LOCAL')
      )
        break;
      if (words.length > 0 && (word === 'USING' || word === 'FOR')) break;
      words.push(token.text.toLowerCase());
      tokens.at++;
    } else if (token.kind === 'name' || (token.kind === 'text' && tokens.source[token.start] === '"')) {
      if (words.length > 0) break;
      words.push(token.text);
      tokens.at++;
    } else if (tokens.isSymbol('(')) {
      if (words.length === 0) break;
      const inner = tokens.parenthesized();
      const said = inner?.split().map(parameterOf) ?? [];
      if (parameters.length === 0) parameters = said;
    } else if (tokens.symbol('[')) {
      while (!tokens.isEmpty && !tokens.symbol(']')) tokens.at++;
      dimensions++;
    } else if (tokens.symbol('.')) {
      const next = tokens.next();
      words.push(`${words.pop() ?? ''}.${next?.text ?? ''}`);
    } else break;
  }
  if (words.at(-1) === 'array') {
    words.pop();
    dimensions = Math.max(1, dimensions);
  }
  const typeText = new Tokens(tokens.all, tokens.source, start, tokens.at).text;
  const name = words.join(' ').replace(/^(?:pg_catalog|sys|dbo)\./, '');
  return {
    written: {
      name: /^[a-z]/i.test(name) && words.length === 1 && !name.includes('.') ? name.toLowerCase() : name,
      parameters,
      dimensions,
    },
    typeText,
  };
}

/** What CURRENT is about without an underscore. */
const REGISTERS = new Set(['TIMESTAMP', 'DATE', 'TIME', 'USER', 'SCHEMA', 'SQLID', 'TIMEZONE', 'SERVER', 'PATH']);

/** A default: a value, a call, or an expression in parentheses; what follows belongs to the column. */
export function readDefault(tokens: Tokens): Condition {
  if (tokens.take('ON', 'NULL')) tokens.take('FOR', 'INSERT', 'ONLY');
  const start = tokens.at;
  tokens.symbol('-');
  if (tokens.isSymbol('(')) tokens.parenthesized();
  else {
    const isCurrent = tokens.word() === 'CURRENT';
    if (tokens.next()?.kind === 'word') {
      // Db2's CURRENT TIMESTAMP.
      if (isCurrent && tokens.takeOne(REGISTERS) !== '') return { kind: 'call', name: 'current', of: [] };
      while (tokens.symbol('.')) tokens.at++;
      tokens.take('VALUE', 'FOR');
      if (tokens.peek()?.kind === 'text') tokens.at++;
    }
    tokens.parenthesized();
  }
  while (tokens.symbol('::')) {
    tokens.at++;
    while (tokens.symbol('.')) tokens.at++;
    if (['VARYING', 'PRECISION'].includes(tokens.word())) tokens.at++;
    tokens.parenthesized();
    if (['WITH', 'WITHOUT'].includes(tokens.word()) && tokens.word(1) === 'TIME') tokens.at += 3;
    while (tokens.symbol('[')) tokens.symbol(']');
  }
  return readCondition(new Tokens(tokens.all, tokens.source, start, tokens.at));
}

const MAX_SHOWN = 60;

/** A piece of the source, as messages show it. */
export function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= MAX_SHOWN ? line : `${line.slice(0, MAX_SHOWN)}…`;
}
