import type { Column, Condition } from '../schema.ts';
import type { Atom } from './clauses.ts';
import { isNow } from './moments.ts';
import { isLiteral, literalText } from './simplify.ts';

const DAY = 86_400_000;
const SPANS: readonly (readonly [name: string, ms: number])[] = [
  ['days', DAY],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
];
const FUNCTIONS: Readonly<Record<string, string>> = {
  length: 'length',
  char_length: 'length',
  character_length: 'length',
  len: 'length',
  lower: 'lower',
  lcase: 'lower',
  upper: 'upper',
  ucase: 'upper',
  trim: 'trim',
  btrim: 'trim',
  abs: 'abs',
  coalesce: 'coalesce',
};

/** Writes conditions of a table in the expressions of a model. */
export class ExpressionWriter {
  readonly #column: (name: string) => Column | undefined;
  readonly #field: (column: Column) => string;

  /** @param field the name of the field of a column. */
  constructor(column: (name: string) => Column | undefined, field: (column: Column) => string) {
    this.#column = column;
    this.#field = field;
  }

  /** A condition; null where the language of models does not have it. */
  condition(atom: Atom): string | null {
    switch (atom.kind) {
      case 'column':
        return this.#isTruth(atom) ? this.#value(atom) : null;
      case 'boolean':
        return String(atom.value);
      case 'compare':
        return this.#comparison(atom);
      case 'is_null': {
        const value = this.#value(atom.of);
        return value === null ? null : `${value} = null`;
      }
      case 'in':
        return this.#list(atom, 'in');
      case 'not':
        return this.#negated(atom.of);
      case 'match':
        return this.#match(atom);
      case 'and':
      case 'or':
      case 'is_true':
      case 'call':
      case 'text':
      case 'number':
      case 'null':
      case 'arithmetic':
      case 'duration':
      case 'unknown':
        return null;
    }
  }

  /** A value; null where the language of models does not have it. */
  value(value: Condition): string | null {
    return this.#value(value);
  }

  #negated(atom: Atom): string | null {
    if (atom.kind === 'in') return this.#list(atom, 'not in');
    if (atom.kind === 'is_null') {
      const value = this.#value(atom.of);
      return value === null ? null : `${value} != null`;
    }
    const condition = this.condition(atom);
    return condition === null ? null : /^[\w`.]+$/.test(condition) ? `not ${condition}` : `not (${condition})`;
  }

  #comparison(atom: Atom & { kind: 'compare' }): string | null {
    const { operator } = atom;
    const isUpper = operator === '<' || operator === '<=';
    const [left, right] = [inDays(atom.left, !isUpper), inDays(atom.right, isUpper)];
    // `flag = true`, and `flag = 1` where the dialect has no literals of truth.
    const truth = this.#isTruth(left) ? this.#truthOf(right) : null;
    if (truth !== null && (operator === '=' || operator === '<>')) {
      const name = this.#value(left);
      return truth === (operator === '=') ? name : `not ${name}`;
    }
    const difference = this.#difference(left, operator, right);
    if (difference !== null) return difference;
    const [a, b] = [this.#value(left, right), this.#value(right, left)];
    return a === null || b === null ? null : `${a} ${operator === '<>' ? '!=' : operator} ${b}`;
  }

  /** The difference of two times: `end - start <= 30` counts days in a database, and is a duration. */
  #difference(left: Condition, operator: string, right: Condition): string | null {
    if (left.kind !== 'arithmetic' || left.operator !== '-' || !this.#isTime(left.left) || !this.#isTime(left.right)) {
      return null;
    }
    const [a, b] = [this.#value(left.left), this.#value(left.right)];
    const span = right.kind === 'duration' ? spanText(right) : right.kind === 'number' ? `days(${right.text})` : null;
    return a === null || b === null || span === null
      ? null
      : `${a} ${operator === '<>' ? '!=' : operator} ${b} + ${span}`;
  }

  #list({ of, values }: Atom & { kind: 'in' }, word: 'in' | 'not in'): string | null {
    const value = this.#value(of);
    const items = values.map((one) => (isLiteral(one) ? this.#value(one, of) : null));
    return value === null || items.includes(null) ? null : `${value} ${word} [${items.join(', ')}]`;
  }

  #match({ of, pattern, by }: Atom & { kind: 'match' }): string | null {
    const value = this.#value(of);
    if (value === null || by !== 'like') return null;
    const [, start, text, end] = /^(%?)([^%_\\]*)(%?)$/.exec(pattern) ?? [];
    if (text === undefined || text === '') return null;
    const quoted = quotedText(text);
    if (start === '' && end === '%') return `starts_with(${value}, ${quoted})`;
    if (start === '%' && end === '') return `ends_with(${value}, ${quoted})`;
    return start === '%' ? `contains(${value}, ${quoted})` : `${value} = ${quoted}`;
  }

  /** @param other what the value is compared with. */
  #value(value: Condition, other: Condition | null = null): string | null {
    if (isNow(value)) return 'now()';
    switch (value.kind) {
      case 'column': {
        const column = this.#column(value.name);
        if (column === undefined) return null;
        const name = this.#field(column);
        return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !KEYWORDS.has(name)
          ? name
          : name.includes('`')
            ? null
            : `\`${name}\``;
      }
      case 'number':
        return value.text;
      case 'boolean':
        return String(value.value);
      case 'null':
        return 'null';
      case 'text':
        return this.#text(value.text, other);
      case 'duration':
        return spanText(value);
      case 'arithmetic': {
        const [left, right] = [this.#value(value.left, value.right), this.#value(value.right, value.left)];
        if (left === null || right === null || !['+', '-', '*'].includes(value.operator)) return null;
        // A number that is added to a date counts days.
        const isDays = value.right.kind === 'number' && this.#isTime(value.left) && value.operator !== '*';
        const more = isDays ? `days(${value.right.text})` : right;
        return `${left} ${value.operator} ${/[-+ ]/.test(more) && value.right.kind === 'arithmetic' ? `(${more})` : more}`;
      }
      case 'call': {
        const name = Object.hasOwn(FUNCTIONS, value.name) ? FUNCTIONS[value.name] : undefined;
        const parts = value.of.map((one) => this.#value(one, other));
        return name === undefined || parts.includes(null) ? null : `${name}(${parts.join(', ')})`;
      }
      case 'and':
      case 'or':
      case 'not':
      case 'compare':
      case 'in':
      case 'is_null':
      case 'is_true':
      case 'match':
      case 'unknown':
        return null;
    }
  }

  #text(text: string, other: Condition | null): string | null {
    const column = other?.kind === 'column' ? this.#column(other.name) : undefined;
    const kind = column?.type.kind;
    if (kind === 'integer' || kind === 'number' || kind === 'decimal') {
      return text !== '' && !Number.isNaN(Number(text)) ? text.trim() : null;
    }
    return quotedText(text);
  }

  #isTime(condition: Condition): boolean {
    if (condition.kind === 'arithmetic') return this.#isTime(condition.left);
    const kind = condition.kind === 'column' ? this.#column(condition.name)?.type.kind : undefined;
    return kind === 'date' || kind === 'timestamp';
  }

  #isTruth(condition: Condition): boolean {
    return condition.kind === 'column' && this.#column(condition.name)?.type.kind === 'boolean';
  }

  #truthOf(condition: Condition): boolean | null {
    if (!isLiteral(condition) || condition.kind === 'null') return null;
    const text = literalText(condition);
    if (/^(?:true|t|1|yes|on|y)$/i.test(text)) return true;
    return /^(?:false|f|0|no|off|n)$/i.test(text) ? false : null;
  }
}

/** Words that an expression takes for something else than a name. */
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'implies', 'null', 'true', 'false', 'vars', 'parent']);

function quotedText(text: string): string | null {
  if (/[\\\p{Cc}]/u.test(text)) return null;
  if (!text.includes("'")) return `'${text}'`;
  return text.includes('"') ? null : `"${text}"`;
}

/**
 * A value with calendar months in days, which bound a time at least as much.
 * @param isShort whether the fewest days of the months are meant.
 */
function inDays(value: Condition, isShort: boolean): Condition {
  if (value.kind === 'arithmetic') {
    const right = inDays(value.right, value.operator === '-' ? !isShort : isShort);
    return { ...value, left: inDays(value.left, isShort), right };
  }
  if (value.kind !== 'duration' || value.months === 0) return value;
  const years = Math.trunc(value.months / 12);
  const months = value.months % 12;
  const days = isShort ? years * 365 + months * 28 : years * 366 + months * 31;
  return { kind: 'duration', months: 0, ms: value.ms + days * DAY };
}

/** A duration as the language writes it; null where it has none. */
function spanText({ months, ms }: Condition & { kind: 'duration' }): string | null {
  const [name, unit] = SPANS.find(([, size]) => ms % size === 0) ?? SPANS[SPANS.length - 1];
  return months === 0 && Number.isInteger(ms / unit) ? `${name}(${ms / unit})` : null;
}
