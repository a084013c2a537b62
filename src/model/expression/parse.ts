import type { Expression } from './expression.ts';
import type { Span } from '../problems/problem.ts';
import { tokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/** The longest expression in UTF-16 units. */
export const MAX_LENGTH = 4000;
/** The most nodes of one expression. */
export const MAX_NODES = 500;
/** How deep parentheses, calls and operands may be nested. */
export const MAX_DEPTH = 50;

type Locate = (start: number, end: number) => Span;
type Report = (at: Span, message: string, hint: string) => void;

const MAX_MISTAKES = 20;
/** `not` binds looser than a comparison: `not a == b` is `not (a == b)`. `!` and `-` bind tighter than all operators. */
const NOT_POWER = 4;
const PREFIX_POWER = 8;

type Operator = Extract<Expression, { op: 'binary' }>['operator'];
const OPERATORS: ReadonlyMap<string, readonly [power: number, operator: Operator]> = new Map([
  ['implies', [1.5, '||']],
  ['||', [2, '||']],
  ['or', [2, '||']],
  ['&&', [3, '&&']],
  ['and', [3, '&&']],
  ['==', [5, '==']],
  ['!=', [5, '!=']],
  ['<', [5, '<']],
  ['<=', [5, '<=']],
  ['>', [5, '>']],
  ['>=', [5, '>=']],
  ['in', [5, 'in']],
  ['+', [6, '+']],
  ['-', [6, '-']],
  ['*', [7, '*']],
  ['/', [7, '/']],
  ['//', [7, '//']],
  ['%', [7, '%']],
]);
const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Reads an expression: CEL's operators and precedence, and `and or not`, `= <>`, `//`, `not in`, `if(c, a, b)`,
 * back-quoted names; `a implies b` is read as `not a or b`, `c ? a : b` is read as `if(c, a, b)`. `locate` turns a range of offsets in `source` into a place in the document. Syntax errors go to
 * `report`, as many as can be told apart; then the answer is null.
 */
export function parseExpression(source: string, locate: Locate, report: Report): Expression | null {
  if (source.length > MAX_LENGTH) {
    const message = `this expression has ${source.length} characters, at most ${MAX_LENGTH} are allowed`;
    report(locate(0, source.length), message, 'split it into several fields, which can be hidden');
    return null;
  }
  const parser = new Parser(source, locate, report);
  const expression = parser.whole();
  return parser.mistakes === 0 ? expression : null;
}

/** From the beginning of one place to the end of another. */
function join(from: Span, to: Span): Span {
  return { ...from, end: to.end };
}

class Parser {
  mistakes = 0;
  readonly #source: string;
  readonly #locate: Locate;
  readonly #report: Report;
  readonly #tokens: Token[];
  #at = 0;
  #blamed: Token | null = null;
  #nodes = 0;
  #depth = 0;

  constructor(source: string, locate: Locate, report: Report) {
    this.#source = source;
    this.#locate = locate;
    this.#report = report;
    this.#tokens = tokens(source, (start, end, message, hint) =>
      this.#mistake(this.#locate(start, end), message, hint),
    );
  }

  whole(): Expression {
    const expression = this.#expression(0);
    // What follows a stray word is read for its own mistakes.
    while (this.#peek().kind !== 'end') {
      this.#unexpected('an operator');
      if (this.#peek().kind === 'end') break;
      this.#at++;
      if (this.#peek().kind !== 'end') this.#expression(0);
    }
    return expression;
  }

  #expression(power: number): Expression {
    if (this.#depth >= MAX_DEPTH) {
      this.#giveUp(`this expression is nested deeper than ${MAX_DEPTH} levels`);
      return this.#nothing();
    }
    this.#depth++;
    let left = this.#operand();
    for (;;) {
      if (this.#sees('?') && power < 1) {
        left = this.#conditional(left);
        continue;
      }
      const negated = this.#sees('not') && this.#sees('in', 1);
      const known = negated ? OPERATORS.get('in') : OPERATORS.get(this.#word());
      if (known === undefined || known[0] <= power) break;
      this.#at += negated ? 2 : 1;
      const isImplied = !negated && this.#word(-1) === 'implies';
      const right = this.#expression(known[0]);
      const at = join(left.at, right.at);
      // What is implied holds, or the condition does not.
      if (isImplied) left = this.#node({ op: 'unary', operator: '!', operand: left, at: left.at });
      left = this.#node({ op: 'binary', operator: known[1], left, right, at });
      if (negated) left = this.#node({ op: 'unary', operator: '!', operand: left, at });
    }
    this.#depth--;
    return left;
  }

  #conditional(test: Expression): Expression {
    this.#at++;
    const then = this.#expression(0);
    this.#expect(':', 'a ? b : c needs both values');
    const fallback = this.#expression(0);
    return this.#node({ op: 'call', name: 'if', args: [test, then, fallback], at: join(test.at, fallback.at) });
  }

  #operand(): Expression {
    const token = this.#peek();
    const at = this.#place(token);
    if (token.kind === 'number') {
      this.#at++;
      return this.#node({ op: 'number', value: Number(token.text.replaceAll('_', '')), text: token.text, at });
    }
    if (token.kind === 'text') {
      this.#at++;
      return this.#node({ op: 'literal', value: token.text, at });
    }
    if (this.#sees('not') || this.#sees('!') || this.#sees('-')) {
      this.#at++;
      const operand = this.#expression(token.text === 'not' ? NOT_POWER : PREFIX_POWER);
      return this.#node({ op: 'unary', operator: token.text === '-' ? '-' : '!', operand, at: join(at, operand.at) });
    }
    if (token.kind === 'name' && !OPERATORS.has(this.#word())) return this.#name();
    if (this.#sees('(')) {
      this.#at++;
      const inner = this.#expression(0);
      const hint = this.#sees(',')
        ? "a tuple has brackets: [a, b] in [[1, 'x'], [2, 'y']]"
        : 'every ( needs a matching )';
      return { ...inner, at: join(at, this.#expect(')', hint)) };
    }
    if (this.#sees('[')) {
      const [items, end] = this.#items(']');
      return this.#node({ op: 'list', items, at: join(at, end) });
    }
    this.#unexpected('a value');
    return this.#nothing();
  }

  #name(): Expression {
    const first = this.#peek();
    const constant = CONSTANTS.get(this.#word());
    this.#at++;
    if (constant !== undefined) return this.#node({ op: 'literal', value: constant, at: this.#place(first) });
    if (this.#sees('(')) return this.#call(first);
    const names = [first.text];
    let last = first;
    while (this.#sees('.')) {
      this.#at++;
      const token = this.#peek();
      if (token.kind !== 'name') {
        this.#unexpected('a name');
        break;
      }
      this.#at++;
      names.push(token.text);
      last = token;
    }
    if (names.length > 1 && this.#sees('(')) {
      const at = join(this.#place(first), this.#place(last));
      this.#mistake(
        at,
        'functions are not called on values',
        `write ${last.text}(…) and put the value in the parentheses`,
      );
      this.#items(')');
    }
    return this.#node({ op: 'path', names, at: join(this.#place(first), this.#place(last)) });
  }

  #call(name: Token): Expression {
    const [args, end] = this.#items(')');
    const at = join(this.#place(name), end);
    return this.#node({ op: 'call', name: name.text, args, at });
  }

  /** The items between the bracket at hand and its `closer`, and where that stands. */
  #items(closer: string): [Expression[], Span] {
    this.#at++;
    const items: Expression[] = [];
    if (!this.#sees(closer)) {
      do items.push(this.#expression(0));
      while (this.#takes(','));
    }
    return [items, this.#expect(closer, closer === ')' ? 'every ( needs a matching )' : 'every [ needs a matching ]')];
  }

  /** Passes `sign`, or reports that it is missing and goes on behind it, if it comes later. */
  #expect(sign: string, hint: string): Span {
    if (!this.#sees(sign)) this.#unexpected(JSON.stringify(sign), hint);
    if (sign !== ':') this.#strays();
    const at = this.#place(this.#peek());
    this.#takes(sign);
    return at;
  }

  /** Reads what follows a mistake within brackets, for its own mistakes. */
  #strays(): void {
    while (this.#takes(',')) {
      this.#expression(0);
      this.#skip();
    }
  }

  #unexpected(wanted: string, hint = ''): void {
    const token = this.#peek();
    const found = token.kind === 'end' ? 'the expression ends' : `found ${this.#source.slice(token.start, token.end)}`;
    const message = `expected ${wanted}, but ${found}`;
    // Only the first of several wishes for the same place tells something.
    if (this.#blamed !== token) this.#mistake(this.#place(token), message, hint === '' ? this.#hint(token) : hint);
    this.#blamed = token;
    this.#skip();
  }

  #hint(token: Token): string {
    if (token.kind === 'end') return 'something is missing after the last word';
    if (OPERATORS.has(this.#word())) return `${token.text} belongs between two values`;
    if (token.text === 'is') return 'write x = null, or x != null';
    if (token.kind === 'name' || token.kind === 'text' || token.kind === 'number') {
      return 'put an operator between two values; + joins texts';
    }
    return 'look for an extra comma or bracket';
  }

  /** Goes to the next comma, colon or closing bracket of this level, where reading can go on. */
  #skip(): void {
    for (let level = 0; this.#peek().kind !== 'end'; this.#at++) {
      if (this.#sees('(') || this.#sees('[')) level++;
      else if (this.#sees(')') || this.#sees(']')) {
        if (level === 0) return;
        level--;
      } else if (level === 0 && (this.#sees(',') || this.#sees(':'))) return;
    }
  }

  #giveUp(message: string): void {
    this.#mistake(this.#place(this.#peek()), message, 'split it into several fields, which can be hidden');
    this.mistakes = MAX_MISTAKES;
    this.#at = this.#tokens.length - 1;
  }

  #node(node: Expression): Expression {
    if (++this.#nodes === MAX_NODES + 1)
      this.#giveUp(`this expression has more than ${MAX_NODES} operators and values`);
    return node;
  }

  /** Stands in for what could not be read. */
  #nothing(): Expression {
    return { op: 'literal', value: null, at: this.#place(this.#peek()) };
  }

  #mistake(at: Span, message: string, hint: string): void {
    if (this.mistakes++ < MAX_MISTAKES) this.#report(at, message, hint);
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
  }

  /** The sign or unquoted name at hand; empty for anything else. */
  #word(ahead = 0): string {
    const token = this.#peek(ahead);
    return token.kind === 'sign' || (token.kind === 'name' && !token.quoted) ? token.text : '';
  }

  #sees(word: string, ahead = 0): boolean {
    return this.#word(ahead) === word;
  }

  #takes(word: string): boolean {
    const found = this.#sees(word);
    if (found) this.#at++;
    return found;
  }

  #place(token: Token): Span {
    return this.#locate(token.start, token.end);
  }
}
