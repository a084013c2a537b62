import type { Column, Comparison, Condition } from '../schema.ts';
import { type Atom, columnsIn, nullTest } from './clauses.ts';
import {
  addExcluded,
  addLength,
  addLower,
  addPattern,
  addUpper,
  addValues,
  type ColumnRules,
  hasLength,
} from './column-rules.ts';
import { type Moment, momentOf, momentText } from './moments.ts';
import { fitsNoText, literalPattern, type Pattern, patternOf } from './patterns.ts';
import { flipped, isLiteral, literalText } from './simplify.ts';

const LENGTHS = new Set(['length', 'char_length', 'character_length', 'len', 'octet_length', 'datalength', 'lengthb']);
const ITEMS = new Set(['array_length', 'cardinality', 'array_upper']);
const TRIMS = new Set(['trim', 'btrim', 'ltrim', 'rtrim', 'lower', 'upper', 'lcase', 'ucase', 'coalesce', 'initcap']);
const LOWER = new Set(['lower', 'lcase']);
const UPPER = new Set(['upper', 'ucase']);
/** Years by which a date that has to be after the time of loading is later. */
const AHEAD = 10;

/** Reads what a condition says of one column into its rules. */
export class AtomReader {
  readonly #column: (name: string) => Column | undefined;
  readonly #rules: (column: Column) => ColumnRules;
  readonly #notNull: ReadonlySet<string>;
  readonly #keys: ReadonlySet<string>;

  constructor(
    column: (name: string) => Column | undefined,
    rules: (column: Column) => ColumnRules,
    notNull: ReadonlySet<string>,
    keys: ReadonlySet<string>,
  ) {
    this.#column = column;
    this.#rules = rules;
    this.#notNull = notNull;
    this.#keys = keys;
  }

  /** Whether the condition is met by rules of a column, true, or cannot be, false; null if it is about several. */
  read(atom: Atom): boolean | null {
    const test = nullTest(atom);
    if (test !== null) return this.#nullness(test.column, test.isNull);
    switch (atom.kind) {
      case 'boolean':
        return atom.value;
      case 'null':
        return true;
      case 'column':
        return this.#values(atom, [{ kind: 'boolean', value: true }]);
      case 'in':
        return this.#values(atom.of, atom.values);
      case 'match':
        return this.#match(atom);
      case 'compare':
        return this.#comparison(atom);
      case 'not':
        return this.#not(atom.of);
      case 'and':
      case 'or':
      case 'is_true':
      case 'is_null':
      case 'call':
      case 'text':
      case 'number':
      case 'arithmetic':
      case 'duration':
      case 'unknown':
        return false;
    }
  }

  /** Several conditions on one column, of which one has to be met: values and patterns together, otherwise the first possible. */
  readAny(atoms: readonly Atom[]): boolean {
    const values: Condition[] = [];
    const patterns: (Pattern | string)[] = [];
    let of: Condition | null = null;
    let isListed = true;
    for (const atom of atoms) {
      const listed = listOf(atom);
      const pattern = atom.kind === 'match' ? patternOf(atom) : null;
      if (listed !== null) {
        values.push(...listed.values);
        patterns.push(...listed.values.map((value) => literalPattern(literalText(value))));
        of ??= listed.of;
      } else if (atom.kind === 'match' && pattern !== null) {
        isListed = false;
        patterns.push(pattern);
        of ??= atom.of;
      } else of = atom;
    }
    const column = of === null ? undefined : this.#inner(of);
    const range = this.#range(atoms);
    if (range !== null) return range;
    if (column === undefined || patterns.length < atoms.length) return atoms.some((atom) => this.#tries(atom));
    return isListed && of !== null ? this.#values(of, values) : addPattern(this.#rules(column), patterns);
  }

  /** Several bounds on the numbers of one column: the widest of the ranges that they leave; null if they are anything else. */
  #range(atoms: readonly Atom[]): boolean | null {
    if (!atoms.some((atom) => atom.kind === 'compare' && atom.operator !== '=')) return null;
    const intervals: (readonly [low: number, high: number])[] = [];
    let column: Column | undefined;
    for (const atom of atoms) {
      const listed = listOf(atom);
      const of = listed?.of ?? (atom.kind === 'compare' ? atom.left : null);
      column = of?.kind === 'column' ? this.#column(of.name) : undefined;
      const unit = column?.type.kind === 'integer' ? 1 : column?.type.kind === 'decimal' ? 10 ** -column.type.scale : 0;
      if (unit === 0) return null;
      if (listed !== null) {
        const numbers = listed.values.map((value) => Number(literalText(value)));
        if (numbers.some(Number.isNaN)) return null;
        for (const number of numbers) intervals.push([number, number]);
      } else if (atom.kind === 'compare' && atom.right.kind === 'number' && atom.operator !== '<>') {
        const value = Number(atom.right.text);
        if (atom.operator.startsWith('<')) intervals.push([-Infinity, atom.operator === '<' ? value - unit : value]);
        else intervals.push([atom.operator === '>' ? value + unit : value, Infinity]);
      } else return null;
      // What is next to one another is one range.
      intervals.sort(([a], [b]) => a - b);
      for (let i = 1; i < intervals.length;) {
        const [[low, high], [from, to]] = [intervals[i - 1], intervals[i]];
        if (from > high + unit * 1.001) i++;
        else intervals.splice(i - 1, 2, [low, Math.max(high, to)]);
      }
    }
    if (column === undefined) return null;
    // Of those without an end, the upper one: numbers are positive unless a check says more.
    const size = ([low, high]: readonly [number, number]): number =>
      high === Infinity ? Infinity : low === -Infinity ? Number.MAX_VALUE : high - low;
    const [low, high] = intervals.reduce((best, one) => (size(one) >= size(best) ? one : best));
    const rules = this.#rules(column);
    const bound = (value: number): { text: string; isOpen: boolean } => ({ text: String(value), isOpen: false });
    return (low === -Infinity || addLower(rules, bound(low))) && (high === Infinity || addUpper(rules, bound(high)));
  }

  /** Reads what turns out to be impossible without any effect. */
  #tries(atom: Atom): boolean {
    const [name] = columnsIn(atom);
    const column = this.#column(name ?? '');
    if (column === undefined) return false;
    const rules = this.#rules(column);
    const before = { ...rules };
    if (this.read(atom) === true) return true;
    Object.assign(rules, before);
    return false;
  }

  #inner(of: Condition): Column | undefined {
    // upper(a) in ('X'): the value that is written matches.
    const inner = of.kind === 'call' && TRIMS.has(of.name) && of.of.length > 0 ? of.of[0] : of;
    return inner.kind === 'column' ? this.#column(inner.name) : undefined;
  }

  #nullness(name: string, isNull: boolean): boolean {
    const column = this.#column(name);
    if (column === undefined) return false;
    const rules = this.#rules(column);
    if (isNull) rules.isNull = true;
    else rules.notNull = true;
    if (isNull && (this.#notNull.has(column.name.toLowerCase()) || this.#keys.has(column.name))) return false;
    return !(rules.isNull && rules.notNull);
  }

  #values(of: Condition, values: readonly Condition[]): boolean {
    const column = this.#inner(of);
    if (column === undefined || !values.every(isLiteral)) return false;
    return addValues(this.#rules(column), values);
  }

  #match(atom: Atom & { kind: 'match' }): boolean {
    const column = this.#inner(atom.of);
    const pattern = patternOf(atom);
    if (column === undefined || pattern === null) return false;
    const { kind } = column.type;
    if (kind === 'enum') {
      const fitting = column.type.values.filter((value) => pattern.test.test(value));
      return addValues(
        this.#rules(column),
        fitting.map((text) => ({ kind: 'text', text })),
      );
    }
    return kind === 'string' && addPattern(this.#rules(column), [pattern]);
  }

  #not(of: Condition): boolean | null {
    if (of.kind === 'column') return this.#values(of, [{ kind: 'boolean', value: false }]);
    if (of.kind === 'in') return of.values.every(isLiteral) ? this.#excluded(of.of, of.values) : false;
    const pattern = of.kind === 'match' ? patternOf(of) : null;
    return of.kind === 'match' && this.#inner(of.of) !== undefined && pattern !== null && fitsNoText(pattern);
  }

  #comparison({ left, operator, right }: Atom & { kind: 'compare' }): boolean | null {
    const remainder = this.#remainder(left, operator, right);
    if (remainder !== null) return remainder;
    const letters = this.#letters(left, operator, right) ?? this.#letters(right, operator, left);
    if (letters !== null) return letters;
    if (left.kind === 'call') {
      const own = this.#ofCall(left, operator, right);
      if (own !== null) return own;
    }
    const column = left.kind === 'column' ? this.#column(left.name) : undefined;
    if (column === undefined) return null;
    if (column.type.kind === 'list') return operator === '<>' && addLength(this.#rules(column), 1, null);
    const moment = isLiteral(right) ? null : momentOf(right);
    if (moment !== null) return this.#moment(column, operator, moment);
    if (!isLiteral(right)) return null;
    // No number that is drawn is one of those.
    if (right.kind === 'text' && NO_NUMBER.test(right.text) && isNumeric(column)) return operator === '<>';
    return right.kind === 'null' ? true : this.#bound(column, operator, right);
  }

  /** `a % 5 = 0`. */
  #remainder(left: Condition, operator: Comparison, right: Condition): boolean | null {
    const [of, step] =
      left.kind === 'arithmetic' && left.operator === '%'
        ? [left.left, left.right]
        : left.kind === 'call' && left.name === 'mod'
          ? left.of
          : [];
    if (of?.kind !== 'column' || step?.kind !== 'number') return null;
    const column = this.#column(of.name);
    const isMultiple = operator === '=' && right.kind === 'number' && Number(right.text) === 0;
    const kind = column?.type.kind;
    if (column === undefined || (kind !== 'integer' && kind !== 'decimal')) return false;
    if (!isMultiple || !(Number(step.text) >= 1)) return false;
    // All whole numbers are.
    const isWhole = column.type.kind === 'integer' || (column.type.kind === 'decimal' && column.type.scale === 0);
    if (isWhole && Number(step.text) === 1) return true;
    const rules = this.#rules(column);
    const isFirst = rules.step === null || rules.step === step.text;
    rules.step = step.text;
    return isFirst;
  }

  /** `a = lower(a)`, and `a = trim(a)`, which texts always are. */
  #letters(left: Condition, operator: Comparison, right: Condition): boolean | null {
    if (right.kind !== 'call' || left.kind !== 'column' || right.of.length === 0) return null;
    const inner = this.#inner(right);
    const column = this.#column(left.name);
    if (column === undefined || inner !== column || operator !== '=') return null;
    const letters = LOWER.has(right.name) ? 'lower' : UPPER.has(right.name) ? 'upper' : null;
    if (letters === null) return right.name.endsWith('trim') ? true : null;
    const rules = this.#rules(column);
    if (rules.letters !== null && rules.letters !== letters) return false;
    rules.letters = letters;
    return true;
  }

  #ofCall(call: Condition & { kind: 'call' }, operator: Comparison, right: Condition): boolean | null {
    const [of] = call.of;
    if (of === undefined || !isLiteral(right)) return null;
    const column = this.#inner(of);
    if (column === undefined) return null;
    const rules = this.#rules(column);
    if ((LENGTHS.has(call.name) || ITEMS.has(call.name)) && hasLength(column)) {
      const count = Number(literalText(right));
      if (!Number.isFinite(count)) return false;
      switch (operator) {
        case '=':
          return addLength(rules, count, count);
        case '>':
          return addLength(rules, Math.floor(count) + 1, null);
        case '>=':
          return addLength(rules, Math.ceil(count), null);
        case '<':
          return addLength(rules, null, Math.ceil(count) - 1);
        case '<=':
          return addLength(rules, null, Math.floor(count));
        case '<>':
          return count === 0 && addLength(rules, 1, null);
      }
    }
    if (call.name === 'json_typeof' || call.name === 'jsonb_typeof' || call.name === 'json_type') {
      return operator === '=' && literalText(right).toLowerCase() === 'object';
    }
    if (!TRIMS.has(call.name)) return null;
    if (operator === '=') return addValues(rules, [right]);
    if (operator !== '<>') return null;
    return literalText(right).trim() === '' ? addLength(rules, 1, null) : this.#excluded(of, [right]);
  }

  #excluded(of: Condition, values: readonly Condition[]): boolean | null {
    const column = this.#inner(of);
    if (column === undefined) return null;
    const rules = this.#rules(column);
    switch (column.type.kind) {
      case 'enum':
        return (
          addExcluded(rules, values.map(literalText)) &&
          addValues(rules, rules.values ?? column.type.values.map((text) => ({ kind: 'text', text })))
        );
      case 'boolean':
        return addValues(
          rules,
          [true, false]
            .filter((value) => !values.some((one) => isTrue(one) === value))
            .map((value) => ({ kind: 'boolean', value })),
        );
      case 'string':
        if (values.some((value) => literalText(value).trim() === '')) addLength(rules, 1, null);
        return addExcluded(rules, values.map(literalText));
      case 'integer':
      case 'number':
      case 'decimal':
        if (rules.values !== null) return addExcluded(rules, values.map(literalText));
        // Numbers are positive unless a check says more.
        if (!values.every((value) => Number(literalText(value)) === 0)) return null;
        return addLower(rules, { text: '0', isOpen: true });
      case 'date':
      case 'timestamp':
      case 'time':
      case 'uuid':
      case 'json':
      case 'binary':
      case 'list':
      case 'struct':
      case 'other':
        return null;
    }
  }

  /** A bound that is counted from the time of loading, which is after that of the model. */
  #moment(column: Column, operator: Comparison, moment: Moment): boolean {
    const { kind } = column.type;
    if (kind !== 'date' && kind !== 'timestamp') return false;
    const isUpper = operator === '<' || operator === '<=';
    if (operator === '=' || operator === '<>') return false;
    const date = new Date(moment.ms);
    if (moment.isRelative && !isUpper) date.setUTCFullYear(date.getUTCFullYear() + AHEAD);
    const bound = { text: momentText({ ms: date.getTime(), isRelative: false }), isOpen: /^[<>]$/.test(operator) };
    return isUpper ? addUpper(this.#rules(column), bound) : addLower(this.#rules(column), bound);
  }

  #bound(column: Column, operator: Comparison, literal: Condition): boolean | null {
    const rules = this.#rules(column);
    const text = literalText(literal);
    const { kind } = column.type;
    if (operator === '=') return this.#values({ kind: 'column', name: column.name }, [literal]);
    if (operator === '<>') return this.#excluded({ kind: 'column', name: column.name }, [literal]);
    if (kind === 'string') return (operator === '>' || operator === '>=') && text === '' && addLength(rules, 1, null);
    if (kind === 'json' || kind === 'binary' || kind === 'other' || kind === 'enum' || kind === 'boolean') return false;
    const bound = { text, isOpen: operator === '<' || operator === '>' };
    return operator === '<' || operator === '<=' ? addUpper(rules, bound) : addLower(rules, bound);
  }
}

function isTrue(condition: Condition): boolean {
  return /^(?:true|t|1|yes|on|y)$/i.test(literalText(condition));
}

/** The values that a condition lists. */
function listOf(atom: Atom): { readonly of: Condition; readonly values: readonly Condition[] } | null {
  if (atom.kind === 'in') return atom.values.every(isLiteral) ? { of: atom.of, values: atom.values } : null;
  if (atom.kind !== 'compare' || atom.operator !== '=') return null;
  if (isLiteral(atom.right)) return { of: atom.left, values: [atom.right] };
  return isLiteral(atom.left) && flipped(atom.operator) === '=' ? { of: atom.right, values: [atom.left] } : null;
}

const NO_NUMBER = /^[-+]?(?:nan|inf|infinity)$/i;

function isNumeric({ type: { kind } }: Column): boolean {
  return kind === 'integer' || kind === 'decimal' || kind === 'number';
}
