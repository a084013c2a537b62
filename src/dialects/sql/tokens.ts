import type { Token } from './statements.ts';

/** Reads the tokens of a statement, or of a part of it, one after the other. */
export class Tokens {
  readonly all: readonly Token[];
  readonly source: string;
  at: number;
  readonly end: number;

  constructor(all: readonly Token[], source: string, at = 0, end = all.length) {
    this.all = all;
    this.source = source;
    this.at = at;
    this.end = end;
  }

  get isEmpty(): boolean {
    return this.at >= this.end;
  }

  peek(ahead = 0): Token | undefined {
    return this.at + ahead < this.end ? this.all[this.at + ahead] : undefined;
  }

  /** The next word in upper case; '' if the next token is not a word. */
  word(ahead = 0): string {
    const token = this.peek(ahead);
    return token?.kind === 'word' ? token.text.toUpperCase() : '';
  }

  next(): Token | undefined {
    const token = this.peek();
    if (token !== undefined) this.at++;
    return token;
  }

  /** Takes these words if they are next. */
  take(...words: readonly string[]): boolean {
    if (!words.every((word, i) => this.word(i) === word)) return false;
    this.at += words.length;
    return true;
  }

  /** Takes the next word if it is one of these. */
  takeOne(words: ReadonlySet<string>): string {
    const word = this.word();
    if (!words.has(word)) return '';
    this.at++;
    return word;
  }

  isSymbol(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'symbol' && token.text === text;
  }

  symbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.at++;
    return true;
  }

  /** What is in the parentheses that are next; null if none are. Those that are not closed end with the statement. */
  parenthesized(): Tokens | null {
    if (!this.isSymbol('(')) return null;
    const first = this.at + 1;
    let depth = 0;
    for (; this.at < this.end; this.at++) {
      if (this.isSymbol('(')) depth++;
      else if (this.isSymbol(')') && --depth === 0) break;
    }
    const inner = new Tokens(this.all, this.source, first, this.at);
    if (this.at < this.end) this.at++;
    return inner;
  }

  /** The parts between commas outside of parentheses. */
  split(): readonly Tokens[] {
    const parts: Tokens[] = [];
    let first = this.at;
    let depth = 0;
    for (let at = this.at; at < this.end; at++) {
      const token = this.all[at];
      if (token.kind !== 'symbol') continue;
      if (token.text === '(') depth++;
      else if (token.text === ')') depth--;
      else if (token.text === ',' && depth === 0) {
        parts.push(new Tokens(this.all, this.source, first, at));
        first = at + 1;
      }
    }
    if (first < this.end) parts.push(new Tokens(this.all, this.source, first, this.end));
    return parts.filter((part) => !part.isEmpty);
  }

  /** As the source writes what is left. */
  get text(): string {
    if (this.isEmpty) return '';
    return this.source.slice(this.all[this.at].start, this.all[this.end - 1].end);
  }

  get offset(): number {
    return (this.peek() ?? this.all[this.end - 1] ?? this.all.at(-1))?.start ?? 0;
  }
}
