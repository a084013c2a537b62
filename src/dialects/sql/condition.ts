import type { Comparison, Condition } from '../schema.ts';
import { arrayText, between, cases, durationOf, intervalOf, negated, same } from './condition-forms.ts';
import { Tokens } from './tokens.ts';

/** Parentheses and operators within one another that are read; deeper conditions are not understood. */
const MAX_DEPTH = 60;

/** Cases of a CASE. */
const MAX_CASES = 12;

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

type MatchKind = (Condition & { kind: 'match' })['by'];

const MATCHES: Readonly<Record<string, { by: MatchKind; isNegated: boolean; isCaseless: boolean }>> = {
  '~': { by: 'regex', isNegated: false, isCaseless: false },
  '~*': { by: 'regex', isNegated: false, isCaseless: true },
  '!~': { by: 'regex', isNegated: true, isCaseless: false },
  '!~*': { by: 'regex', isNegated: true, isCaseless: true },
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
      const isAny = tokens.word() === 'ANY' || tokens.word() === 'SOME';
      if (isAny && operator.text === '=') return this.#any(left, depth);
      if (tokens.word() === 'ALL' && COMPARISONS[operator.text] === '<>') return negated(this.#any(left, depth), true);
      const right = this.#sum(depth);
      return right === null ? null : { kind: 'compare', operator: COMPARISONS[operator.text], left, right };
    }
    if (operator?.kind === 'symbol' && Object.hasOwn(MATCHES, operator.text)) {
      tokens.at++;
      const { by, isNegated, isCaseless } = MATCHES[operator.text];
      return this.#match(left, by, isNegated, isCaseless);
    }
    if (tokens.take('IS')) {
      const isNegated = tokens.take('NOT');
      if (tokens.take('NULL')) return negated({ kind: 'is_null', of: left }, isNegated);
      if (tokens.take('DISTINCT', 'FROM')) {
        const right = this.#sum(depth);
        return right === null ? null : negated(same(left, right), !isNegated);
      }
      // SQLite: `a is 5`.
      if (!['TRUE', 'FALSE'].includes(tokens.word())) {
        const right = this.#sum(depth);
        return right === null ? null : negated(same(left, right), isNegated);
      }
      const value = tokens.take('TRUE') ? true : tokens.take('FALSE') ? false : null;
      if (value === null) return null;
      return negated<Condition>({ kind: 'is_true', of: value ? left : negated<Condition>(left, true) }, isNegated);
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
      return negated(between(left, low, high), isNegated);
    }
    if (tokens.take('LIKE')) return this.#match(left, 'like', isNegated);
    if (tokens.take('ILIKE')) return this.#match(left, 'like', isNegated, true);
    if (tokens.take('SIMILAR', 'TO')) return this.#match(left, 'similar', isNegated);
    if (tokens.take('GLOB')) return this.#match(left, 'glob', isNegated);
    if (tokens.take('REGEXP') || tokens.take('RLIKE')) return this.#match(left, 'regex', isNegated);
    return isNegated ? null : left;
  }

  #match(of: Condition, by: MatchKind, isNegated: boolean, isCaseless = false): Condition | null {
    const pattern = this.#primary(0);
    if (this.#tokens.take('ESCAPE')) this.#tokens.at++;
    if (pattern?.kind !== 'text') return null;
    return negated({ kind: 'match', of, pattern: pattern.text, by, isCaseless }, isNegated);
  }

  /** `= ANY (ARRAY[…])`. */
  #any(of: Condition, depth: number): Condition | null {
    this.#tokens.at++;
    let inner = this.#tokens.parenthesized();
    for (let i = 0; i < 3 && inner?.isSymbol('(') === true; i++) inner = inner.parenthesized();
    if (inner?.peek()?.kind === 'text') {
      const listed = arrayText(inner.peek()?.text ?? '');
      return listed === null ? null : { kind: 'in', of, values: listed };
    }
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
      const value = new ConditionReader(part).or(depth + 1);
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
    while (value !== null && this.#tokens.symbol('::')) {
      if (value.kind === 'text' && this.#tokens.word() === 'INTERVAL') value = intervalOf(value.text);
      if (!this.#type()) value = null;
    }
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
      if (value === null || token.text === '+') return value;
      if (value.kind === 'number') return { kind: 'number', text: `-${value.text}` };
      return { kind: 'arithmetic', operator: '-', left: { kind: 'number', text: '0' }, right: value };
    }
    if (token.kind === 'word') {
      const word = token.text.toUpperCase();
      if (word === 'NULL') return { kind: 'null' };
      if (word === 'TRUE' || word === 'FALSE') return { kind: 'boolean', value: word === 'TRUE' };
      if ((word === 'DATE' || word === 'TIMESTAMP') && tokens.peek()?.kind === 'text') {
        return { kind: 'text', text: tokens.next()?.text ?? '' };
      }
      if ((word === 'CAST' || word === 'TRY_CAST') && tokens.isSymbol('(')) return this.#cast(depth);
      if (word === 'INTERVAL') return this.#interval();
      if (word === 'CASE') return this.#case(depth);
      if (word === 'EXTRACT' && tokens.isSymbol('(')) return this.#extract(depth);
      if (['SELECT', 'EXISTS', 'ARRAY'].includes(word)) return null;
    }
    let name = token.text;
    while (tokens.symbol('.')) name = tokens.next()?.text ?? name;
    if (!tokens.isSymbol('(')) return { kind: 'column', name };
    const of = this.#values(tokens.parenthesized(), depth);
    return of === null ? null : { kind: 'call', name: name.toLowerCase(), of };
  }

  /** `INTERVAL '18 years'`, `INTERVAL 18 YEAR`, `INTERVAL '18' YEAR`. */
  #interval(): Condition | null {
    const amount = this.#tokens.next();
    if (amount?.kind !== 'text' && amount?.kind !== 'number') return null;
    const unit = this.#tokens.peek();
    const own = unit?.kind === 'word' ? durationOf(Number(amount.text), unit.text) : null;
    if (own !== null) this.#tokens.at++;
    return own ?? intervalOf(amount.text);
  }

  #case(depth: number): Condition | null {
    const tokens = this.#tokens;
    const subject = tokens.word() === 'WHEN' ? null : this.#sum(depth + 1);
    const whens: { when: Condition; gives: Condition }[] = [];
    while (tokens.take('WHEN')) {
      const value = this.or(depth + 1);
      if (value === null || !tokens.take('THEN')) return null;
      const gives = this.or(depth + 1);
      if (gives === null) return null;
      whens.push({
        when: subject === null ? value : { kind: 'compare', operator: '=', left: subject, right: value },
        gives,
      });
    }
    const fallback = tokens.take('ELSE') ? this.or(depth + 1) : ({ kind: 'null' } as const);
    return fallback === null || !tokens.take('END') || whens.length > MAX_CASES ? null : cases(whens, fallback);
  }

  /** `EXTRACT(YEAR FROM a)`. */
  #extract(depth: number): Condition | null {
    const inner = this.#tokens.parenthesized();
    const unit = inner?.next()?.text.toLowerCase();
    if (inner === null || unit === undefined || !inner.take('FROM')) return null;
    const of = new ConditionReader(inner).#sum(depth + 1);
    return of === null || !inner.isEmpty
      ? null
      : { kind: 'call', name: 'extract', of: [{ kind: 'text', text: unit }, of] };
  }

  #cast(depth: number): Condition | null {
    const inner = this.#tokens.parenthesized();
    if (inner === null) return null;
    const value = new ConditionReader(inner).#sum(depth + 1);
    return inner.take('AS') ? value : null;
  }
}
