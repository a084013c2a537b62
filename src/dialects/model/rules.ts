import type { Check, Column, Comparison, Condition, Table } from '../schema.ts';

/** What the checks of a table say of one column. */
export interface ColumnRules {
  /** The highest of the lower bounds, as written; null if there is none. */
  min: Bound | null;
  max: Bound | null;
  /** The only values; null if any is allowed. */
  values: readonly Condition[] | null;
  minLength: number | null;
  maxLength: number | null;
  /** A regular expression that the whole text matches. */
  pattern: string | null;
  /** Whether a check excludes null. */
  notNull: boolean;
}

export interface Bound {
  readonly text: string;
  /** Whether the bound itself is excluded. */
  readonly isOpen: boolean;
}

/** A comparison of two columns. */
export interface PairRule {
  readonly left: string;
  readonly operator: Comparison;
  readonly right: string;
  readonly check: Check;
}

export interface TableRules {
  readonly columns: ReadonlyMap<string, ColumnRules>;
  readonly pairs: readonly PairRule[];
  /** What is not understood: whole checks, or parts of them. */
  readonly skipped: readonly Check[];
}

const FLIPPED: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
const LENGTHS = new Set(['length', 'char_length', 'character_length', 'len']);
const TRIMS = new Set(['trim', 'btrim', 'ltrim', 'rtrim', 'lower', 'upper', 'coalesce']);
const NOW = new Set([
  'now',
  'current_timestamp',
  'current_date',
  'localtimestamp',
  'getdate',
  'sysdate',
  'curdate',
  'clock_timestamp',
  'getutcdate',
  'sysdatetime',
]);

/** Sorts the checks of a table by what they say. Null passes a check, so `… or a is null` says nothing more. */
export function rulesOf(table: Table): TableRules {
  const reader = new RuleReader(table);
  for (const check of table.checks) reader.read(check);
  return reader;
}

class RuleReader implements TableRules {
  readonly columns = new Map<string, ColumnRules>();
  readonly pairs: PairRule[] = [];
  readonly skipped: Check[] = [];
  readonly #names: ReadonlyMap<string, Column>;

  constructor({ columns }: Table) {
    this.#names = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  }

  read(check: Check): void {
    const parts = conjuncts(check.condition);
    const isRead = parts.map((part) => this.#part(part, check));
    if (isRead.includes(false)) this.skipped.push(check);
  }

  #part(condition: Condition, check: Check): boolean {
    const part = withoutNullCases(condition);
    switch (part.kind) {
      case 'compare':
        return this.#comparison(part, check);
      case 'in':
        return this.#values(part.of, part.values);
      case 'or': {
        const values = sameColumnValues(part.of);
        return values !== null && this.#values(values.of, values.values);
      }
      case 'not':
        return part.of.kind === 'is_null' && this.#notNull(part.of.of);
      case 'match':
        return part.by === 'regex' && this.#pattern(part.of, part.pattern);
      case 'column':
        return this.#values(part, [{ kind: 'boolean', value: true }]);
      case 'boolean':
        return part.value;
      case 'and':
        return part.of.every((one) => this.#part(one, check));
      case 'text':
      case 'number':
      case 'null':
      case 'call':
      case 'is_null':
      case 'arithmetic':
      case 'unknown':
        return false;
    }
  }

  #column(condition: Condition): Column | undefined {
    return condition.kind === 'column' ? this.#names.get(condition.name.toLowerCase()) : undefined;
  }

  #rules(column: Column): ColumnRules {
    const known = this.columns.get(column.name);
    if (known !== undefined) return known;
    const rules = {
      min: null,
      max: null,
      values: null,
      minLength: null,
      maxLength: null,
      pattern: null,
      notNull: false,
    };
    this.columns.set(column.name, rules);
    return rules;
  }

  #notNull(condition: Condition): boolean {
    const column = this.#column(condition);
    if (column === undefined) return false;
    this.#rules(column).notNull = true;
    return true;
  }

  #values(of: Condition, values: readonly Condition[]): boolean {
    // upper(a) in ('X'): the value that is written matches.
    const inner = of.kind === 'call' && TRIMS.has(of.name) && of.of.length > 0 ? of.of[0] : of;
    const column = this.#column(inner);
    if (column === undefined || !values.every(isLiteral)) return false;
    const rules = this.#rules(column);
    const before = rules.values?.map(literalText);
    const own = values.filter(({ kind }) => kind !== 'null');
    rules.values = before === undefined ? own : own.filter((value) => before.includes(literalText(value)));
    return rules.values.length > 0;
  }

  #pattern(of: Condition, pattern: string): boolean {
    const column = this.#column(of);
    // Alternatives outside of parentheses have anchors of their own.
    const outside = pattern.replaceAll(/\([^()]*\)/g, '');
    if (
      column === undefined ||
      outside.includes('|') ||
      !/^\^.*\$$/s.test(pattern) ||
      /\\[mMyYAZ]|\[\[|\(\?/.test(pattern)
    )
      return false;
    const rules = this.#rules(column);
    if (rules.pattern !== null) return rules.pattern === pattern.slice(1, -1);
    rules.pattern = pattern.slice(1, -1);
    return true;
  }

  #comparison({ left, operator, right }: Condition & { kind: 'compare' }, check: Check): boolean {
    if (isLiteral(left) && !isLiteral(right)) {
      return this.#comparison({ kind: 'compare', operator: FLIPPED[operator], left: right, right: left }, check);
    }
    const column = this.#column(left);
    const other = this.#column(right);
    if (column !== undefined && other !== undefined) {
      this.pairs.push({ left: column.name, operator, right: other.name, check });
      return true;
    }
    if (left.kind === 'call') return this.#ofCall(left, operator, right);
    if (column === undefined) return false;
    // The model's time is one moment, and dates without bounds are before it.
    if (right.kind === 'call' && NOW.has(right.name)) return operator === '<=' || operator === '<';
    if (right.kind === 'column' && NOW.has(right.name.toLowerCase())) return operator === '<=' || operator === '<';
    if (!isLiteral(right) || right.kind === 'null') return false;
    return this.#bound(column, operator, right);
  }

  #ofCall(call: Condition & { kind: 'call' }, operator: Comparison, right: Condition): boolean {
    const [of] = call.of;
    if (of === undefined || !isLiteral(right)) return false;
    const inner = of.kind === 'call' && TRIMS.has(of.name) && of.of.length > 0 ? of.of[0] : of;
    const column = this.#column(inner);
    if (column === undefined) return false;
    const rules = this.#rules(column);
    if (LENGTHS.has(call.name) && right.kind === 'number') {
      const number = Number(right.text);
      if (operator === '>' || operator === '>=' || operator === '=') {
        rules.minLength = Math.max(rules.minLength ?? 0, operator === '>' ? number + 1 : number);
      }
      if (operator === '<' || operator === '<=' || operator === '=') {
        rules.maxLength = Math.min(rules.maxLength ?? Infinity, operator === '<' ? number - 1 : number);
      }
      if (operator === '<>' && number === 0) rules.minLength = Math.max(rules.minLength ?? 0, 1);
      return operator !== '<>' || number === 0;
    }
    if (!TRIMS.has(call.name) || operator !== '<>' || right.kind !== 'text' || right.text.trim() !== '') return false;
    rules.minLength = Math.max(rules.minLength ?? 0, 1);
    return true;
  }

  #bound(column: Column, operator: Comparison, literal: Condition): boolean {
    const rules = this.#rules(column);
    const text = literalText(literal);
    switch (operator) {
      case '=':
        return this.#values({ kind: 'column', name: column.name }, [literal]);
      case '<>':
        if (text === '' && column.type.kind === 'string') {
          rules.minLength = Math.max(rules.minLength ?? 0, 1);
          return true;
        }
        // Values are positive unless a check says more.
        if (Number(text) !== 0 || literal.kind === 'boolean') return false;
        rules.min = higher(rules.min, { text: '0', isOpen: true });
        return true;
      case '>':
      case '>=':
        rules.min = higher(rules.min, { text, isOpen: operator === '>' });
        return column.type.kind !== 'string';
      case '<':
      case '<=':
        rules.max = lower(rules.max, { text, isOpen: operator === '<' });
        return column.type.kind !== 'string';
    }
  }
}

/** The parts of a conjunction. */
function conjuncts(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? condition.of.flatMap(conjuncts) : [condition];
}

/** `a is null or a > b`: nulls pass a check without it. */
function withoutNullCases(condition: Condition): Condition {
  if (condition.kind !== 'or') return condition;
  const others = condition.of.filter(({ kind }) => kind !== 'is_null');
  if (others.length === condition.of.length || others.length !== 1) return condition;
  const [only] = others;
  const nulls = condition.of.flatMap((one) =>
    one.kind === 'is_null' && one.of.kind === 'column' ? [one.of.name] : [],
  );
  const named = new Set(names(only));
  return nulls.every((name) => named.has(name)) ? only : condition;
}

function names(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'column':
      return [condition.name];
    case 'and':
    case 'or':
    case 'call':
      return condition.of.flatMap(names);
    case 'not':
    case 'is_null':
    case 'match':
    case 'in':
      return names(condition.of);
    case 'compare':
    case 'arithmetic':
      return [...names(condition.left), ...names(condition.right)];
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'unknown':
      return [];
  }
}

/** `a = 1 or a = 2` as a list of values. */
function sameColumnValues(
  of: readonly Condition[],
): { readonly of: Condition; readonly values: readonly Condition[] } | null {
  const values: Condition[] = [];
  let column: Condition | null = null;
  for (const one of of) {
    const list = one.kind === 'in' ? one.values : one.kind === 'compare' && one.operator === '=' ? [one.right] : null;
    const left = one.kind === 'in' ? one.of : one.kind === 'compare' ? one.left : null;
    if (list === null || left?.kind !== 'column' || (column?.kind === 'column' && column.name !== left.name))
      return null;
    column = left;
    values.push(...list);
  }
  return column === null ? null : { of: column, values };
}

function isLiteral({ kind }: Condition): boolean {
  return kind === 'text' || kind === 'number' || kind === 'boolean' || kind === 'null';
}

/** A literal as a text. */
export function literalText(condition: Condition): string {
  if (condition.kind === 'text' || condition.kind === 'number') return condition.text;
  return condition.kind === 'boolean' ? String(condition.value) : '';
}

function higher(a: Bound | null, b: Bound): Bound {
  return a === null || isAfter(b.text, a.text)
    ? b
    : a.text === b.text
      ? { text: a.text, isOpen: a.isOpen || b.isOpen }
      : a;
}

function lower(a: Bound | null, b: Bound): Bound {
  return a === null || isAfter(a.text, b.text)
    ? b
    : a.text === b.text
      ? { text: a.text, isOpen: a.isOpen || b.isOpen }
      : a;
}

/** Whether a bound is greater: a number, otherwise a date as text. */
function isAfter(a: string, b: string): boolean {
  const [left, right] = [Number(a), Number(b)];
  return Number.isNaN(left) || Number.isNaN(right) ? a > b : left > right;
}
