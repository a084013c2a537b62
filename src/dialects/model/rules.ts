import type { Check, Column, Condition, SourceTable } from '../schema.ts';
import { type Atom, casesByColumn, casesOf, clausesOf, columnsIn, nullTest, opposite } from './clauses.ts';
import { addLower, addUpper, type ColumnRules, noRules } from './column-rules.ts';
import { ExpressionWriter } from './expressions.ts';
import { AtomReader } from './atoms.ts';
import { freeName } from './names.ts';
import { simplified } from './simplify.ts';

/** A condition of `$check`, and the checks of the schema that need it. */
export interface WrittenCheck {
  readonly text: string;
  /** The names of the columns. */
  readonly columns: readonly string[];
  /** Numbers that columns are compared with. */
  readonly numbers: readonly (readonly [column: string, value: number])[];
  readonly check: Check;
}

/** A hidden field that chooses which columns have values. */
export interface Selector {
  readonly name: string;
  readonly values: readonly string[];
  readonly check: Check;
}

export interface TableRules {
  readonly columns: ReadonlyMap<string, ColumnRules>;
  readonly written: readonly WrittenCheck[];
  readonly selectors: readonly Selector[];
  /** Checks of which rows meet only one of several cases. */
  readonly narrowed: readonly Check[];
  /** What is not understood: whole checks, or parts of them. */
  readonly skipped: readonly Check[];
}

/**
 * Sorts the checks of a table by what they say.
 * @param fieldOf the name of the field of a column.
 * @param attempts how often a check was written in a way that turned out to be impossible.
 */
export function rulesOf(
  table: SourceTable,
  checks: readonly Check[],
  fieldOf: (column: Column) => string,
  attempts: ReadonlyMap<Check, number>,
): TableRules {
  return new RuleReader(table, fieldOf).read(checks, attempts);
}

/** A value in the middle of what fields without bounds are. */
const MIDDLES: Readonly<Record<string, string>> = {
  integer: '500',
  number: '500',
  decimal: '500',
  date: '2025-06-30',
  timestamp: '2025-06-30',
  time: '12:00',
};

class RuleReader {
  readonly #names: ReadonlyMap<string, Column>;
  readonly #notNull: ReadonlySet<string>;
  readonly #keys: ReadonlySet<string>;
  readonly #order: ReadonlyMap<string, number>;
  readonly #writer: ExpressionWriter;
  readonly #columns = new Map<string, ColumnRules>();
  /** What the rules of columns were before the present try; null if there were none. */
  readonly #touched = new Map<string, ColumnRules | null>();
  readonly #written: WrittenCheck[] = [];
  /** Columns that are null in some rows by what was written. */
  readonly #nulls: string[] = [];
  #selectors: readonly Selector[] = [];
  readonly #taken: Set<string>;

  constructor({ columns, primaryKey }: SourceTable, fieldOf: (column: Column) => string) {
    this.#names = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
    this.#notNull = new Set(columns.filter(({ notNull }) => notNull).map(({ name }) => name.toLowerCase()));
    this.#keys = new Set(primaryKey);
    this.#order = new Map(columns.map(({ name }, i) => [name, i]));
    this.#taken = new Set(columns.map(fieldOf));
    this.#writer = new ExpressionWriter((name) => this.#names.get(name.toLowerCase()), fieldOf);
  }

  read(checks: readonly Check[], attempts: ReadonlyMap<Check, number>): TableRules {
    const narrowed: Check[] = [];
    const skipped: Check[] = [];
    const read = checks.map((check) => {
      const condition = simplified(check.condition);
      return { check, condition, clauses: clausesOf(condition, this.#notNull) };
    });
    // What says one thing of one column comes first: it narrows what is chosen of the others.
    const isSimple = (clauses: readonly (readonly Atom[])[] | null): boolean =>
      clauses?.every((clause) => clause.length === 1) === true;
    for (const { check, condition, clauses } of [
      ...read.filter((one) => isSimple(one.clauses)),
      ...read.filter((one) => !isSimple(one.clauses)),
    ]) {
      const failed = attempts.get(check) ?? 0;
      const cases = clauses !== null && isSimple(clauses) ? [] : casesOf(condition, this.#notNull);
      const byColumn = casesByColumn(cases);
      const ways: (() => boolean)[] = [];
      if (byColumn !== null) {
        ways.push(() => this.#selectBy(cases, byColumn, check));
        ways.push(() => byColumn.every((clause) => this.#clause(clause, check)));
      } else if (cases.length > 1) ways.push(() => this.#select(cases, check));
      let exact = ways.length + 1;
      if (clauses !== null) ways.push(() => clauses.every((clause) => this.#clause(clause, check)));
      if (clauses?.some((clause) => clause.length === 1 && isEquality(clause[0])) === true) {
        ways.push(() => clauses.every((clause) => this.#made(clause) || this.#clause(clause, check)));
        exact++;
      }
      const isOrder = (clause: readonly Atom[]): boolean =>
        clause.length === 1 && (this.#orderOf(clause[0]) !== null || sumsOf(clause[0]) !== null);
      if (clauses?.some(isOrder) === true) {
        ways.push(() => clauses.every((clause) => this.#apart(clause) || this.#clause(clause, check)));
      }
      for (const atoms of cases.toSorted((a, b) => this.#cost(a) - this.#cost(b))) {
        ways.push(() => atoms.every((atom) => this.#clause([atom], check)));
      }
      const way = ways.findIndex((one, i) => i >= failed && this.#tries(one));
      if (way >= exact || (way === exact - 1 && clauses === null)) narrowed.push(check);
      if (way !== -1) continue;
      skipped.push(check);
      // What is understood of it holds all the same.
      if (failed === 0) for (const clause of clauses ?? []) this.#tries(() => this.#clause(clause, check));
    }
    return { columns: this.#columns, written: this.#written, selectors: this.#selectors, narrowed, skipped };
  }

  /** Cases that say which columns are null, told apart by the values of another one. */
  #selectBy(cases: readonly (readonly Atom[])[], clauses: readonly (readonly Atom[])[], check: Check): boolean {
    const leads = cases.map((atoms) => atoms.filter((atom) => nullTest(atom) === null));
    if (!leads.every((atoms) => atoms.length === 1)) return false;
    const names = [...new Set(cases.flat().flatMap((atom) => nullTest(atom)?.column ?? []))];
    const columns = names.flatMap((name) => this.#names.get(name.toLowerCase()) ?? []);
    const conditions = leads.map(([atom]) => this.#writer.condition(atom));
    if (columns.length < names.length || conditions.includes(null) || !columns.every((one) => this.#isFree(one)))
      return false;
    for (const column of columns) {
      const tests = cases.map((atoms) =>
        atoms.flatMap((atom) => nullTest(atom) ?? []).find((test) => test.column === column.name),
      );
      // Where it may be either, chance decides.
      if (tests.includes(undefined)) return false;
      const given = conditions.filter((_, i) => tests[i]?.isNull === false);
      const rules = this.#rules(column);
      if (given.length === 0) rules.isNull = true;
      else if (given.length < cases.length) rules.when = given.join(' or ');
      rules.notNull = given.length > 0;
    }
    return clauses
      .filter((clause) => clause.every((atom) => nullTest(atom) === null))
      .every((clause) => this.#clause(clause, check));
  }

  /** Whether a column may be null, and nothing has decided when. */
  #isFree({ name, notNull }: Column): boolean {
    const { when, isNull } = this.#rules({ name });
    return !notNull && !this.#keys.has(name) && when === null && !isNull;
  }

  /** Cases that say which columns are null, chosen by a hidden field. */
  #select(cases: readonly (readonly Atom[])[], check: Check): boolean {
    const tests = cases.map((atoms) => atoms.map(nullTest));
    const names = [...new Set(cases.flat().flatMap(columnsIn))];
    if (!tests.every((all) => all.every((test) => test !== null))) return false;
    const isGiven = (name: string, i: number): boolean =>
      !tests[i].some((test) => test?.column === name && test.isNull);
    const columns = names.flatMap((name) => this.#names.get(name.toLowerCase()) ?? []);
    if (columns.length < names.length || !columns.every((one) => this.#isFree(one))) return false;
    const titles = cases.map((_, i) => names.filter((name) => isGiven(name, i)).join(' and ') || 'none');
    if (new Set(titles).size < titles.length) return false;
    const selector = freeName(check.name ?? 'choice', 'choice', this.#taken);
    for (const { name } of columns) {
      const own = titles.filter((_, i) => isGiven(name, i)).map((title) => `'${title}'`);
      const rules = this.#rules({ name });
      const field = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(selector) ? selector : `\`${selector}\``;
      if (own.length < titles.length)
        rules.when = own.length === 1 ? `${field} = ${own[0]}` : `${field} in [${own.join(', ')}]`;
      rules.notNull = true;
    }
    this.#selectors = [...this.#selectors, { name: selector, values: titles, check }];
    return !titles.some((title) => /['"\\]/.test(title));
  }

  /** Does something that may turn out to be impossible, and then has no effect. */
  #tries(way: () => boolean): boolean {
    const [written, nulls, selectors] = [this.#written.length, this.#nulls.length, this.#selectors];
    this.#touched.clear();
    if (way() && this.#isConsistent()) return true;
    for (const [name, rules] of this.#touched) {
      if (rules === null) this.#columns.delete(name);
      else this.#columns.set(name, rules);
    }
    this.#written.length = written;
    this.#nulls.length = nulls;
    this.#selectors = selectors;
    return false;
  }

  /** Whether no column is asked to be null in some rows, and never. */
  #isConsistent(): boolean {
    return this.#nulls.every((name) => this.#columns.get(name)?.notNull !== true);
  }

  #rules({ name }: Pick<Column, 'name'>): ColumnRules {
    const known = this.#columns.get(name);
    if (!this.#touched.has(name)) this.#touched.set(name, known === undefined ? null : { ...known });
    if (known !== undefined) return known;
    const rules = noRules();
    this.#columns.set(name, rules);
    return rules;
  }

  /** How much a case takes from the rows: nulls everywhere are worse than bounds. */
  #cost(atoms: readonly Atom[]): number {
    return atoms.reduce((sum, atom) => sum + (nullTest(atom)?.isNull === true ? 10 : 1), 0);
  }

  /** What has to hold: one of several. */
  #clause(atoms: readonly Atom[], check: Check): boolean {
    const reader = new AtomReader(
      (name) => this.#names.get(name.toLowerCase()),
      (column) => this.#rules(column),
      this.#notNull,
      this.#keys,
    );
    if (atoms.length === 0) return false;
    if (atoms.length === 1) {
      const done = reader.read(atoms[0]);
      return done ?? this.#write(atoms[0], [], check);
    }
    const names = new Set(atoms.flatMap(columnsIn).map((name) => name.toLowerCase()));
    if (names.size === 1 && reader.readAny(atoms)) return true;
    return this.#implies(atoms, check);
  }

  /** `total = a + b` by an expression, for fields that cannot be drawn so that it holds. */
  #made(clause: readonly Atom[]): boolean {
    const [atom] = clause;
    if (clause.length !== 1 || !isEquality(atom)) return false;
    for (const [target, other] of [
      [atom.right, atom.left],
      [atom.left, atom.right],
    ]) {
      const column = target.kind === 'column' ? this.#names.get(target.name.toLowerCase()) : undefined;
      const sources = columnsIn(other).flatMap((name) => this.#names.get(name.toLowerCase()) ?? []);
      if (column === undefined || sources.length === 0 || sources.includes(column) || this.#keys.has(column.name))
        continue;
      const isNullable = !column.notNull || sources.every(({ notNull }) => notNull);
      const rules = this.#rules(column);
      const isMadeFromIt = sources.some((source) => this.#rules(source).expression !== null);
      const text = this.#writer.value(other);
      if (text === null || !isNullable || isMadeFromIt || rules.expression !== null || rules.values !== null) continue;
      rules.expression = text;
      return true;
    }
    return false;
  }

  /** The two columns of which one is before the other; null for any other condition. */
  #orderOf(atom: Atom): { readonly low: Column; readonly high: Column; readonly isOpen: boolean } | null {
    if (atom.kind !== 'compare' || atom.operator === '=' || atom.operator === '<>') return null;
    const [left, right] = [atom.left, atom.right].map((side) =>
      side.kind === 'column' ? this.#names.get(side.name.toLowerCase()) : undefined,
    );
    if (left === undefined || right === undefined || left === right) return null;
    const isUp = atom.operator.startsWith('<');
    return { low: isUp ? left : right, high: isUp ? right : left, isOpen: atom.operator.length === 1 };
  }

  /** `a < b` by ranges that do not meet, for fields that cannot be drawn one after the other. */
  #apart(clause: readonly Atom[]): boolean {
    const order = clause.length === 1 ? this.#orderOf(clause[0]) : null;
    if (order === null) return clause.length === 1 && this.#sumApart(clause[0]);
    const { low, high, isOpen } = order;
    const [lower, upper] = [this.#rules(low), this.#rules(high)];
    const middle = Object.hasOwn(MIDDLES, low.type.kind) ? MIDDLES[low.type.kind] : null;
    const text = lower.max?.text ?? upper.min?.text ?? middle;
    if (text === null || low.type.kind !== high.type.kind) return false;
    return addUpper(lower, { text, isOpen: false }) && addLower(upper, { text, isOpen });
  }

  /** `a + b <= c` by ranges: the parts have theirs each, below that of the total. */
  #sumApart(atom: Atom): boolean {
    const sums = sumsOf(atom);
    if (sums === null) return false;
    const [low, high] = [sums.low, sums.high].map(({ names, constant }) => ({
      columns: names.flatMap((name) => this.#names.get(name.toLowerCase()) ?? []),
      constant,
      size: names.length,
    }));
    const isNumeric = ({ type }: Column): boolean => type.kind === 'integer' || type.kind === 'decimal';
    const all = [...low.columns, ...high.columns];
    if (all.length < low.size + high.size || !all.every(isNumeric)) return false;
    const middle = low.size === 0 ? low.constant : high.size === 0 ? high.constant : Number(MIDDLES['integer']);
    const share = (side: { constant: number; size: number }, round: (value: number) => number): string =>
      String(round((middle - (side.size === 0 ? 0 : side.constant)) / side.size));
    return (
      low.columns.every((column) => addUpper(this.#rules(column), { text: share(low, Math.floor), isOpen: false })) &&
      high.columns.every((column) => {
        return addLower(this.#rules(column), { text: share(high, (value) => Math.floor(value) + 1), isOpen: false });
      })
    );
  }

  /** `a or b or c` as `not a and not b implies c`: the field that is last of all follows from the others. */
  #implies(atoms: readonly Atom[], check: Check): boolean {
    const ranks = atoms.map((atom) => Math.max(...columnsIn(atom).map((name) => this.#rank(name))));
    const candidates = atoms.map((_, i) => i).toSorted((a, b) => ranks[b] - ranks[a]);
    // Another field to follow would let fields follow each other in a circle.
    const last = candidates.find((i) => this.#canFollow(atoms[i]));
    if (last === undefined) return false;
    const conditions = atoms.filter((_, i) => i !== last).map(opposite);
    return this.#write(atoms[last], conditions, check);
  }

  #canFollow(atom: Atom): boolean {
    const test = nullTest(atom);
    if (test !== null) return !this.#keys.has(test.column);
    const kind = (atom.kind === 'not' ? atom.of : atom).kind;
    return kind === 'compare' || kind === 'in' || kind === 'column';
  }

  /** Fields with few values lead, then those that can be null, then all others. */
  #rank(name: string): number {
    const column = this.#names.get(name.toLowerCase());
    if (column === undefined) return 0;
    const position = this.#order.get(column.name) ?? 0;
    const { kind } = column.type;
    const hasValues =
      kind === 'enum' || kind === 'boolean' || (this.#columns.get(column.name)?.values ?? null) !== null;
    const group = hasValues ? 0 : this.#keys.has(column.name) ? 0 : column.notNull ? 2 : 1;
    return group * 100_000 + position;
  }

  #write(atom: Atom, conditions: readonly Atom[], check: Check): boolean {
    const texts = [...conditions, atom].map((one) => this.#writer.condition(one));
    if (texts.includes(null)) return false;
    const guard = texts.slice(0, -1).join(' and ');
    const text = guard === '' ? `${texts[0]}` : `${guard} implies ${texts.at(-1)}`;
    const columns = [...new Set([...conditions, atom].flatMap(columnsIn))].flatMap(
      (name) => this.#names.get(name.toLowerCase())?.name ?? [],
    );
    if (columns.length === 0) return false;
    const numbers = [...conditions, atom].flatMap((one) => this.#numbers(one));
    const test = nullTest(atom);
    const isNull = test?.isNull === true ? (this.#names.get(test.column.toLowerCase())?.name ?? null) : null;
    this.#written.push({ text, columns, numbers, check });
    if (isNull !== null) this.#nulls.push(isNull);
    return true;
  }

  /** The numbers that a condition compares a column with. */
  #numbers(atom: Atom): readonly (readonly [column: string, value: number])[] {
    const test = atom.kind === 'not' ? atom.of : atom;
    const [of, values] =
      test.kind === 'in' ? [test.of, test.values] : test.kind === 'compare' ? [test.left, [test.right]] : [null, []];
    const column = of?.kind === 'column' ? this.#names.get(of.name.toLowerCase())?.name : undefined;
    if (column === undefined) return [];
    return values.flatMap((value) => (value.kind === 'number' ? [[column, Number(value.text)] as const] : []));
  }
}

function isEquality(atom: Atom): atom is Atom & { kind: 'compare' } {
  return atom.kind === 'compare' && atom.operator === '=';
}

interface Sum {
  readonly names: readonly string[];
  readonly constant: number;
}

/** An order of two sums of columns and numbers, of which one has several columns; null for any other condition. */
function sumsOf(atom: Atom): { readonly low: Sum; readonly high: Sum } | null {
  if (atom.kind !== 'compare' || atom.operator === '=' || atom.operator === '<>') return null;
  const [left, right] = [sumOf(atom.left), sumOf(atom.right)];
  if (left === null || right === null || left.names.length + right.names.length < 2) return null;
  // What is smaller than a constant by a strict order is at most a little less.
  const less = atom.operator.length === 1 ? 1 : 0;
  const [low, high] = atom.operator.startsWith('<') ? [left, right] : [right, left];
  return { low, high: { ...high, constant: high.constant - (high.names.length === 0 ? less : 0) } };
}

function sumOf(value: Condition): Sum | null {
  if (value.kind === 'column') return { names: [value.name], constant: 0 };
  if (value.kind === 'number') return { names: [], constant: Number(value.text) };
  if (value.kind !== 'arithmetic' || value.operator !== '+') return null;
  const [left, right] = [sumOf(value.left), sumOf(value.right)];
  if (left === null || right === null) return null;
  return { names: [...left.names, ...right.names], constant: left.constant + right.constant };
}
