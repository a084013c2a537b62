import type { Check, Column, Table } from '../schema.ts';
import { type Atom, casesOf, clausesOf, columnsIn, nullTest, opposite } from './clauses.ts';
import { type ColumnRules, noRules } from './column-rules.ts';
import { ExpressionWriter } from './expressions.ts';
import { AtomReader } from './atoms.ts';
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

export interface TableRules {
  readonly columns: ReadonlyMap<string, ColumnRules>;
  readonly written: readonly WrittenCheck[];
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
  table: Table,
  fieldOf: (column: Column) => string,
  attempts: ReadonlyMap<Check, number>,
): TableRules {
  return new RuleReader(table, fieldOf).read([...table.checks, ...table.partitionChecks], attempts);
}

class RuleReader {
  readonly #names: ReadonlyMap<string, Column>;
  readonly #notNull: ReadonlySet<string>;
  readonly #keys: ReadonlySet<string>;
  readonly #order: ReadonlyMap<string, number>;
  readonly #writer: ExpressionWriter;
  #columns = new Map<string, ColumnRules>();
  #written: WrittenCheck[] = [];

  constructor({ columns, primaryKey }: Table, fieldOf: (column: Column) => string) {
    this.#names = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
    this.#notNull = new Set(columns.filter(({ notNull }) => notNull).map(({ name }) => name.toLowerCase()));
    this.#keys = new Set(primaryKey);
    this.#order = new Map(columns.map(({ name }, i) => [name, i]));
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
      const ways: (() => boolean)[] = [];
      if (clauses !== null) ways.push(() => clauses.every((clause) => this.#clause(clause, check)));
      const cases = clauses !== null && isSimple(clauses) ? [] : casesOf(condition, this.#notNull);
      for (const atoms of cases.toSorted((a, b) => this.#cost(a) - this.#cost(b))) {
        ways.push(() => atoms.every((atom) => this.#clause([atom], check)));
      }
      const way = ways.findIndex((one, i) => i >= failed && this.#tries(one));
      if (way > 0 || (way === 0 && clauses === null)) narrowed.push(check);
      if (way !== -1) continue;
      skipped.push(check);
      // What is understood of it holds all the same.
      if (failed === 0) for (const clause of clauses ?? []) this.#tries(() => this.#clause(clause, check));
    }
    return { columns: this.#columns, written: this.#written, narrowed, skipped };
  }

  /** Does something that may turn out to be impossible, and then has no effect. */
  #tries(way: () => boolean): boolean {
    const columns = new Map([...this.#columns].map(([name, rules]) => [name, { ...rules }]));
    const written = [...this.#written];
    if (way()) return true;
    this.#columns = columns;
    this.#written = written;
    return false;
  }

  #rules({ name }: Column): ColumnRules {
    const known = this.#columns.get(name);
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
    this.#written.push({ text, columns, numbers, check });
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
