import type { Comparison, Condition } from '../schema.ts';
import { Tokens } from './tokens.ts';

/** Parentheses and operators within one another that are read; deeper conditions are not understood. */
const MAX_DEPTH = 60;

class TooDeep extends Error {}

/** Reads a condition or value to its end; `unknown` where it is not understood. */
export function readCondition(tokens: Tokens): Condition {
  const { text } = tokens;
  const reader = new ConditionReader(tokens);
  try {
    const condition = reader.or(0);
    return condition !== null && tokens.isEmpty ? condition : { kind: 'unknown', text };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return { kind: 'unknown', text };
  }
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '=': '=',
  '==': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** Null wherever something is not understood. */
class ConditionReader {
  readonly #tokens: Tokens;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  or(depth: number): Condition | null {
    return this.#list('or', depth, () => this.#and(depth));
  }

  #and(depth: number): Condition | null {
    return this.#list('and', depth, () => this.#not(depth));
  }

  #list(kind: 'and' | 'or', depth: number, read: () => Condition | null): Condition | null {
    if (depth > MAX_DEPTH) throw new TooDeep();
    const of: Condition[] = [];
    do {
      const one = read();
      if (one === null) return null;
      of.push(one);
    } while (this.#tokens.take(kind.toUpperCase()));
    return of.length === 1 ? of[0] : { kind, of };
  }

  #not(depth: number): Condition | null {
    let isNegated = false;
    while (this.#tokens.take('NOT')) isNegated = !isNegated;
    return negated(this.#comparison(depth), isNegated);
  }

  #comparison(depth: number): Condition | null {
    const tokens = this.#tokens;
    const left = this.#sum(depth);
    if (left === null) return null;
    const operator = tokens.peek();
    if (operator?.kind === 'symbol' && Object.hasOwn(COMPARISONS, operator.text)) {
      tokens.at++;
      if ((tokens.word() === 'ANY' || tokens.word() === 'SOME') && operator.text === '=') return this.#any(left, depth);
      const right = this.#sum(depth);
      return right === null ? null : { kind: 'compare', operator: COMPARISONS[operator.text], left, right };
    }
    if (operator?.kind === 'symbol' && (operator.text === '~' || operator.text === '!~')) {
      tokens.at++;
      return this.#match(left, 'regex', operator.text === '!~');
    }
    if (tokens.take('IS')) {
      const isNegated = tokens.take('NOT');
      if (tokens.take('NULL')) return negated({ kind: 'is_null', of: left }, isNegated);
      const value = tokens.take('TRUE') ? true : tokens.take('FALSE') ? false : null;
      if (value === null) return null;
      const right: Condition = { kind: 'boolean', value };
      return negated({ kind: 'compare', operator: '=', left, right }, isNegated);
    }
    if (tokens.take('ISNULL')) return { kind: 'is_null', of: left };
    if (tokens.take('NOTNULL')) return negated({ kind: 'is_null', of: left }, true);
    const isNegated = tokens.take('NOT');
    if (tokens.take('IN')) {
      const values = this.#values(tokens.parenthesized(), depth);
      return values === null ? null : negated({ kind: 'in', of: left, values }, isNegated);
    }
    if (tokens.take('BETWEEN')) {
      const low = this.#sum(depth);
      if (low === null || !tokens.take('AND')) return null;
      const high = this.#sum(depth);
      if (high === null) return null;
      const of: readonly Condition[] = [
        { kind: 'compare', operator: '>=', left, right: low },
        { kind: 'compare', operator: '<=', left, right: high },
      ];
      return negated({ kind: 'and', of }, isNegated);
    }
    if (tokens.take('LIKE')) return this.#match(left, 'like', isNegated);
    if (tokens.take('REGEXP') || tokens.take('RLIKE')) return this.#match(left, 'regex', isNegated);
    return isNegated ? null : left;
  }

  #match(of: Condition, by: 'regex' | 'like', isNegated: boolean): Condition | null {
    const pattern = this.#primary(0);
    return pattern?.kind === 'text' ? negated({ kind: 'match', of, pattern: pattern.text, by }, isNegated) : null;
  }

  /** `= ANY (ARRAY[…])`. */
  #any(of: Condition, depth: number): Condition | null {
    this.#tokens.at++;
    let inner = this.#tokens.parenthesized();
    for (let i = 0; i < 3 && inner?.isSymbol('(') === true; i++) inner = inner.parenthesized();
    if (inner?.take('ARRAY') !== true || !inner.symbol('[')) return null;
    let end = inner.at;
    while (end < inner.end && inner.all[end].text !== ']') end++;
    const values = this.#values(new Tokens(inner.all, inner.source, inner.at, end), depth);
    return values === null ? null : { kind: 'in', of, values };
  }

  #values(list: Tokens | null, depth: number): readonly Condition[] | null {
    if (list === null) return null;
    const values: Condition[] = [];
    for (const part of list.split()) {
      const value = new ConditionReader(part).#sum(depth + 1);
      if (value === null || !part.isEmpty) return null;
      values.push(value);
    }
    return values;
  }

  #sum(depth: number): Condition | null {
    return this.#binary(['+', '-', '||'], () => this.#binary(['*', '/', '%'], () => this.#primary(depth)));
  }

  #binary(operators: readonly string[], read: () => Condition | null): Condition | null {
    let left = read();
    for (let terms = 0; ; terms++) {
      if (terms > MAX_DEPTH) throw new TooDeep();
      const operator = this.#tokens.peek();
      if (left === null || operator?.kind !== 'symbol' || !operators.includes(operator.text)) return left;
      this.#tokens.at++;
      const right = read();
      left = right === null ? null : { kind: 'arithmetic', operator: operator.text, left, right };
    }
  }

  #primary(depth: number): Condition | null {
    let value = this.#bare(depth);
    // Casts change no value that a condition compares.
    while (value !== null && this.#tokens.symbol('::')) if (!this.#type()) value = null;
    if (value !== null && this.#tokens.take('COLLATE')) this.#tokens.at++;
    return value;
  }

  #type(): boolean {
    const tokens = this.#tokens;
    if (tokens.next()?.kind === undefined) return false;
    while (tokens.symbol('.')) tokens.at++;
    if (['VARYING', 'PRECISION'].includes(tokens.word())) tokens.at++;
    tokens.parenthesized();
    if (['WITH', 'WITHOUT'].includes(tokens.word()) && tokens.word(1) === 'TIME') tokens.at += 3;
    while (tokens.symbol('[')) {
      if (!tokens.isSymbol(']')) tokens.at++;
      tokens.symbol(']');
    }
    return true;
  }

  #bare(depth: number): Condition | null {
    const tokens = this.#tokens;
    if (depth > MAX_DEPTH) throw new TooDeep();
    if (tokens.isSymbol('(')) {
      const inner = tokens.parenthesized();
      if (inner === null) return null;
      const value = new ConditionReader(inner).or(depth + 1);
      return inner.isEmpty ? value : null;
    }
    const token = tokens.next();
    if (token === undefined) return null;
    if (token.kind === 'number') return { kind: 'number', text: token.text };
    if (token.kind === 'text') return { kind: 'text', text: token.text };
    if (token.kind === 'symbol') {
      if (token.text !== '-' && token.text !== '+') return null;
      const value = this.#primary(depth + 1);
      if (value?.kind !== 'number') return null;
      return token.text === '+' ? value : { kind: 'number', text: `-${value.text}` };
    }
    if (token.kind === 'word') {
      const word = token.text.toUpperCase();
      if (word === 'NULL') return { kind: 'null' };
      if (word === 'TRUE' || word === 'FALSE') return { kind: 'boolean', value: word === 'TRUE' };
      if ((word === 'DATE' || word === 'TIMESTAMP') && tokens.peek()?.kind === 'text') {
        return { kind: 'text', text: tokens.next()?.text ?? '' };
      }
      if (word === 'CAST' && tokens.isSymbol('(')) return this.#cast(depth);
      if (['CASE', 'SELECT', 'EXISTS', 'INTERVAL', 'ARRAY'].includes(word)) return null;
    }
    let name = token.text;
    while (tokens.symbol('.')) name = tokens.next()?.text ?? name;
    if (!tokens.isSymbol('(')) return { kind: 'column', name };
    const of = this.#values(tokens.parenthesized(), depth);
    return of === null ? null : { kind: 'call', name: name.toLowerCase(), of };
  }

  #cast(depth: number): Condition | null {
    const inner = this.#tokens.parenthesized();
    if (inner === null) return null;
    const value = new ConditionReader(inner).#sum(depth + 1);
    return inner.take('AS') ? value : null;
  }
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** The opposite of a condition, pushed into comparisons. */
export function negated(condition: Condition | null, isNegated: boolean): Condition | null {
  if (condition === null || !isNegated) return condition;
  if (condition.kind === 'not') return condition.of;
  if (condition.kind === 'compare') return { ...condition, operator: OPPOSITE[condition.operator] };
  return { kind: 'not', of: condition };
}
