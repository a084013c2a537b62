import type { SqlDialect } from './dialect.ts';

export interface Token {
  /** `name` is quoted; a word may be a name or a keyword. */
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'symbol';
  /** Of names and texts what is within the quotes. */
  readonly text: string;
  /** Offsets in the source. */
  readonly start: number;
  readonly end: number;
}

export interface Statement {
  readonly start: number;
  readonly end: number;
  /** Of statements that have no meaning here, such as INSERT, only the first ones. */
  readonly tokens: readonly Token[];
  /** Whether the source ends, or another statement begins, within it. */
  readonly isUnfinished: boolean;
}

/** Tokens that are kept of a statement whose rest is of no interest. */
const MAX_SKIPPED = 40;
/** Tokens that are kept of any statement. */
const MAX_TOKENS = 500_000;
const SKIPPED = new Set(['INSERT', 'COPY', 'REPLACE', 'UPDATE', 'SELECT', 'DELETE', 'MERGE', 'VALUES', 'WITH']);
const ROUTINES = new Set(['TRIGGER', 'PROCEDURE', 'FUNCTION', 'PACKAGE', 'EVENT', 'PROC']);
/** Where `CREATE FUNCTION` may say so at the latest: CREATE OR REPLACE DEFINER = `a`@`b` FUNCTION. */
const MAX_HEAD = 10;
const BLOCKS = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'FOR']);
const SPACE = /\s/;
const WORD = /[\p{L}\p{N}_$#@]/u;
const WORD_START = /[\p{L}_#@]/u;
const DIGIT = /\d/;
/** A name of MySQL that begins with digits, and is no number: `1e5`, `0xff`, `0b1`. */
const NAME_OF_DIGITS = /(?!\d+e\d+\b|0x[\da-f]+\b|0b[01]+\b)\d+[a-z_$]/iy;
const SYMBOLS = ['<=>', '::', '<=', '>=', '<>', '!=', '||', ':=', '!~*', '!~', '~*', '->>', '->', '==', '&&'];

/** The statements of a script, in order, without reading ahead. Never throws, and takes time in proportion to the text. */
export function* statementsOf(source: string, dialect: SqlDialect): Generator<Statement> {
  const scanner = new Scanner(source, dialect);
  for (;;) {
    const statement = scanner.statement();
    if (statement === null) return;
    if (statement.tokens.length > 0) yield statement;
  }
}

class Scanner {
  readonly #source: string;
  readonly #dialect: SqlDialect;
  #at = 0;
  #isLineStart = true;
  #isUnfinished = false;
  #delimiter = ';';
  /** A token that belongs to the next statement. */
  #pending: Token | null = null;

  constructor(source: string, dialect: SqlDialect) {
    this.#source = source;
    this.#dialect = dialect;
  }

  statement(): Statement | null {
    const tokens: Token[] = [];
    this.#isUnfinished = false;
    let depth = 0;
    let blocks = 0;
    let hasBlock = false;
    let isRoutine = false;
    let isSkipped = false;
    let previous = '';
    let hasEnded = false;
    let last = this.#at;
    for (let count = 0; ; count++) {
      const isFromBefore = this.#pending !== null;
      const token = this.#pending ?? this.#token();
      this.#pending = null;
      if (token === null) {
        if (tokens.length === 0) return null;
        return { start: tokens[0].start, end: last, tokens, isUnfinished: this.#isUnfinished || depth > 0 };
      }
      if (token === 'separator') return this.#ended(tokens, last, depth > 0);
      if (token.kind === 'symbol') {
        if (token.text === '(') depth++;
        else if (token.text === ')') depth = Math.max(0, depth - 1);
        else if (
          token.text === this.#delimiter &&
          (this.#delimiter !== ';' || !this.#isWithin(isRoutine, blocks, hasBlock))
        ) {
          const statement = this.#ended(tokens, last, depth > 0);
          if (tokens[0]?.kind === 'word' && tokens[0].text.toUpperCase() === 'COPY' && hasStdin(tokens))
            this.#skipCopied();
          return statement;
        }
      }
      const word = token.kind === 'word' ? token.text.toUpperCase() : '';
      if (word !== '' && !isFromBefore && this.#begins(word, token, tokens, isRoutine)) {
        this.#pending = token;
        return { start: tokens[0].start, end: last, tokens, isUnfinished: depth > 0 };
      }
      if (count === 0) isSkipped = SKIPPED.has(word);
      if (count < MAX_HEAD && ROUTINES.has(word) && tokens[0]?.text.toUpperCase() === 'CREATE') isRoutine = true;
      if (count === 0 && this.#dialect.name === 'oracle' && (word === 'DECLARE' || word === 'BEGIN')) isRoutine = true;
      if (isRoutine && word !== '') {
        if (this.#opens(word, previous, blocks)) {
          blocks++;
          hasBlock = true;
        }
        // END IF ends no block that was counted.
        if (hasEnded && BLOCKS.has(word)) blocks++;
        hasEnded = word === 'END' && blocks > 0;
        if (hasEnded) blocks--;
      }
      previous = word;
      if (tokens.length < (isSkipped ? MAX_SKIPPED : MAX_TOKENS)) tokens.push(token);
      last = token.end;
    }
  }

  #ended(tokens: readonly Token[], end: number, isUnfinished: boolean): Statement {
    return { start: tokens[0]?.start ?? end, end, tokens, isUnfinished };
  }

  /** Whether a semicolon is one within a routine. */
  #isWithin(isRoutine: boolean, blocks: number, hasBlock: boolean): boolean {
    if (!isRoutine) return false;
    if (this.#dialect.name === 'sqlserver') return true;
    if (this.#dialect.name === 'oracle') return blocks > 0 || !hasBlock;
    return blocks > 0;
  }

  #opens(word: string, previous: string, blocks: number): boolean {
    if (this.#dialect.name === 'postgresql') {
      return (previous === 'BEGIN' && word === 'ATOMIC') || (word === 'CASE' && blocks > 0);
    }
    return (word === 'BEGIN' && previous !== 'END') || (word === 'CASE' && previous !== 'END');
  }

  /** Whether a word begins another statement, though nothing ended the one before. */
  #begins(word: string, token: Token, tokens: readonly Token[], isRoutine: boolean): boolean {
    if (tokens.length === 0 || !this.#isFirstOfLine(token.start)) return false;
    const isSqlServer = this.#dialect.name === 'sqlserver';
    if (isRoutine && !isSqlServer) return false;
    const first = tokens[0].text.toUpperCase();
    if (first === 'IF' || (first === 'CREATE' && tokens[1]?.text.toUpperCase() === 'SCHEMA' && !isSqlServer))
      return false;
    const next = /^\s*(\w+)/.exec(this.#source.slice(token.end, token.end + 80))?.[1].toUpperCase() ?? '';
    if (word === 'CREATE') return next === 'TABLE' || (isSqlServer && !isRoutine);
    if (!isSqlServer || isRoutine) return false;
    if (word === 'ALTER') return next === 'TABLE';
    if (word === 'SET') return ['ANSI_NULLS', 'QUOTED_IDENTIFIER', 'NOCOUNT', 'IDENTITY_INSERT'].includes(next);
    return ['INSERT', 'USE', 'EXEC', 'EXECUTE', 'PRINT', 'DECLARE', 'IF'].includes(word);
  }

  #isFirstOfLine(at: number): boolean {
    for (let i = at - 1; i >= 0; i--) {
      const char = this.#source[i];
      if (char === '\n' || char === '\r') return true;
      if (char !== ' ' && char !== '\t') return false;
    }
    return true;
  }

  /** Skips the rows after COPY … FROM stdin. */
  #skipCopied(): void {
    const end = this.#source.indexOf('\n\\.', this.#at);
    this.#at = end === -1 ? this.#source.length : end + 3;
    if (end === -1) this.#isUnfinished = true;
  }

  #token(): Token | 'separator' | null {
    const isEnded = this.#skip();
    if (isEnded) return 'separator';
    const source = this.#source;
    const start = this.#at;
    if (start >= source.length) return null;
    this.#isLineStart = false;
    const char = source[start];
    if (this.#delimiter !== ';' && source.startsWith(this.#delimiter, start)) return this.#symbol(this.#delimiter);
    if (char === "'") return this.#quoted('text', "'", this.#dialect.hasBackslashes);
    if (char === '"') {
      return this.#quoted(
        this.#dialect.hasDoubleQuotedTexts ? 'text' : 'name',
        '"',
        this.#dialect.hasDoubleQuotedTexts,
      );
    }
    const closing = this.#dialect.quotes[char] as string | undefined;
    if (closing !== undefined) return this.#quoted('name', closing, false);
    if (char === '$' && this.#dialect.name === 'postgresql') {
      const dollar = this.#dollarQuoted();
      if (dollar !== null) return dollar;
    }
    if (DIGIT.test(char) && this.#dialect.name === 'mysql') {
      NAME_OF_DIGITS.lastIndex = start;
      if (NAME_OF_DIGITS.test(source)) return this.#word();
    }
    if (DIGIT.test(char) || (char === '.' && DIGIT.test(source[start + 1] ?? ''))) return this.#number();
    if (WORD_START.test(String.fromCodePoint(source.codePointAt(start) ?? 0))) return this.#word();
    return this.#symbol(SYMBOLS.find((symbol) => source.startsWith(symbol, start)) ?? char);
  }

  #symbol(text: string): Token {
    const start = this.#at;
    this.#at += text.length;
    return { kind: 'symbol', text, start, end: this.#at };
  }

  #number(): Token {
    const start = this.#at;
    const source = this.#source;
    let at = start;
    while (at < source.length && /[\d.]/.test(source[at])) at++;
    if (/[eE]/.test(source[at] ?? '') && /[-+\d]/.test(source[at + 1] ?? '')) {
      at += 2;
      while (at < source.length && DIGIT.test(source[at])) at++;
    }
    this.#at = at;
    return { kind: 'number', text: source.slice(start, at), start, end: at };
  }

  #word(): Token {
    const start = this.#at;
    const source = this.#source;
    let at = start;
    while (at < source.length) {
      const code = source.codePointAt(at) ?? 0;
      const isAscii = code < 128;
      const isPart = isAscii
        ? (code >= 97 && code <= 122) ||
          (code >= 65 && code <= 90) ||
          (code >= 48 && code <= 57) ||
          code === 95 ||
          code === 36 ||
          code === 35 ||
          code === 64
        : WORD.test(String.fromCodePoint(code));
      if (!isPart) break;
      at += code > 0xffff ? 2 : 1;
    }
    const text = source.slice(start, at);
    // A text with a prefix: E'…' has backslashes, N'…', B'…', X'…' and U&'…' have not.
    if (source[at] === "'" && /^(?:e|n|b|x|_\w+)$/i.test(text)) {
      this.#at = at;
      const quoted = this.#quoted('text', "'", this.#dialect.hasBackslashes || /^e$/i.test(text));
      return { ...quoted, start };
    }
    this.#at = at;
    // PostgreSQL folds names without quotes.
    return { kind: 'word', text: this.#dialect.name === 'postgresql' ? text.toLowerCase() : text, start, end: at };
  }

  #quoted(kind: 'text' | 'name', closing: string, hasBackslashes: boolean): Token {
    const source = this.#source;
    const start = this.#at;
    let at = start + 1;
    let text = '';
    let from = at;
    for (;;) {
      if (at >= source.length) {
        this.#isUnfinished = true;
        this.#at = source.length;
        return { kind, text: text + source.slice(from), start, end: source.length };
      }
      const char = source[at];
      if (char === closing) {
        if (source[at + 1] !== closing) break;
        text += source.slice(from, at + 1);
        at += 2;
        from = at;
      } else if (hasBackslashes && char === '\\') {
        text += source.slice(from, at) + (source[at + 1] ?? '');
        at += 2;
        from = at;
      } else at++;
    }
    this.#at = at + 1;
    return { kind, text: text + source.slice(from, at), start, end: at + 1 };
  }

  #dollarQuoted(): Token | null {
    const source = this.#source;
    const start = this.#at;
    const tag = /^\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/u.exec(source.slice(start, start + 70))?.[0];
    if (tag === undefined) return null;
    const end = source.indexOf(tag, start + tag.length);
    if (end === -1) this.#isUnfinished = true;
    this.#at = end === -1 ? source.length : end + tag.length;
    return { kind: 'text', text: source.slice(start + tag.length, end === -1 ? undefined : end), start, end: this.#at };
  }

  /** Skips blanks, comments and lines that belong to a tool; true where such a line ends the statement. */
  #skip(): boolean {
    const source = this.#source;
    const { name } = this.#dialect;
    for (;;) {
      const char = source[this.#at];
      if (char === undefined) return false;
      if (this.#isLineStart && this.#isToolLine(char)) return true;
      if (char === '\n' || char === '\r') {
        this.#at++;
        this.#isLineStart = true;
      } else if (char === ' ' || char === '\t' || char === '\uFEFF' || SPACE.test(char)) this.#at++;
      else if (char === '-' && source[this.#at + 1] === '-') this.#skipLine();
      else if (char === '#' && (this.#dialect.hasHashComments || this.#isHashLine())) this.#skipLine();
      else if (char === '\\' && name === 'postgresql') {
        const isRun = source[this.#at + 1] === 'g';
        this.#skipLine();
        if (isRun) return true;
      } else if (char === '/' && source[this.#at + 1] === '*') this.#skipComment();
      // The end of a comment that MySQL executes.
      else if (char === '*' && source[this.#at + 1] === '/' && name === 'mysql') this.#at += 2;
      else return false;
    }
  }

  /** A line that begins with # is a comment of whoever ships the script, unless it names a table of SQL Server. */
  #isHashLine(): boolean {
    return this.#isLineStart && /^#[#\s]/.test(this.#source.slice(this.#at, this.#at + 2));
  }

  #isToolLine(first: string): boolean {
    const { separator, name } = this.#dialect;
    if (separator === null && name !== 'mysql') return false;
    if (!/[gGdD/@]/.test(first)) return false;
    const end = this.#source.indexOf('\n', this.#at);
    const line = this.#source.slice(this.#at, Math.min(end === -1 ? this.#source.length : end, this.#at + 80));
    const delimiter = name === 'mysql' ? /^delimiter\s+(\S+)/i.exec(line)?.[1] : undefined;
    if (delimiter !== undefined) this.#delimiter = delimiter;
    else if (separator === null || !separator.test(line)) return false;
    this.#skipLine();
    return true;
  }

  #skipLine(): void {
    const end = this.#source.indexOf('\n', this.#at);
    this.#at = end === -1 ? this.#source.length : end;
  }

  #skipComment(): void {
    const source = this.#source;
    if (this.#dialect.name === 'mysql' && source[this.#at + 2] === '!') {
      // MySQL executes it, from a version on.
      this.#at += 3;
      while (DIGIT.test(source[this.#at] ?? '')) this.#at++;
      return;
    }
    let depth = 1;
    let at = this.#at + 2;
    let opening = at - 1;
    while (depth > 0) {
      const end = source.indexOf('*/', at);
      if (end === -1) {
        this.#isUnfinished = true;
        this.#at = source.length;
        return;
      }
      if (this.#dialect.hasNestedComments && opening !== -1 && opening < at) opening = source.indexOf('/*', at);
      if (opening !== -1 && opening >= at && opening < end) {
        depth++;
        at = opening + 2;
      } else {
        depth--;
        at = end + 2;
      }
    }
    this.#at = at;
  }
}

function hasStdin(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }) => kind === 'word' && text.toUpperCase() === 'STDIN');
}
