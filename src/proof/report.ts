/** What the rows of a model met in the tables of a schema. */
export interface ProofReport {
  /** The database that judged: `PostgreSQL 18.7 (embedded)`. */
  readonly judge: string;
  /** Statements of the script: those that were run, and those that define no table, type, index or constraint. */
  readonly statements: { readonly run: number; readonly passed: number };
  /** What of the script the database does not have, by position. */
  readonly findings: readonly DdlFinding[];
  /** A table for each entity, in the order of the model. */
  readonly tables: readonly TableProof[];
}

/** Why a part of a script is not in the database that judged. */
export const DDL_CODES = {
  CHECK_LEFT_OUT: 'A check calls a function that the database does not come with.',
  VALUE_LEFT_OUT: 'A default, or the expression of a column, calls such a function; null takes its place.',
  STATEMENT_LEFT_OUT: 'A statement is of a kind that is never run, or calls such a function elsewhere.',
  STATEMENT_REFUSED: 'The database refused a statement.',
} as const;

export interface DdlFinding {
  readonly code: keyof typeof DDL_CODES;
  /** Both null for a table that exists already. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

export interface TableProof {
  /** The entity, and the table of the same name. */
  readonly table: string;
  /** Rows that were inserted, those that were refused included. */
  readonly rows: number;
  readonly refused: number;
  /** What refused them, the most rows first. */
  readonly refusals: readonly Refusal[];
}

/** Why rows of a table were refused. Holds names of the schema, and never a value. */
export interface Refusal {
  /** Null if the database names none. */
  readonly constraint: string | null;
  /** Null if it is not about a single column, or unknown. */
  readonly column: string | null;
  /** SQLSTATE of PostgreSQL, number of MySQL's error, result code of SQLite. */
  readonly state: string;
  readonly message: string;
  readonly rows: number;
}

/** Counts refused rows by table and reason. */
export class Refusals {
  readonly #tables = new Map<string, Map<string, Refusal>>();

  add(table: string, refusal: Omit<Refusal, 'rows'>, rows = 1): void {
    const found = this.#tables.get(table) ?? new Map<string, Refusal>();
    this.#tables.set(table, found);
    const key = JSON.stringify([refusal.constraint, refusal.column, refusal.state]);
    found.set(key, { ...refusal, rows: (found.get(key)?.rows ?? 0) + rows });
  }

  of(table: string): readonly Refusal[] {
    return [...(this.#tables.get(table)?.values() ?? [])].toSorted((a, b) => b.rows - a.rows);
  }

  /** Rows of a table that were refused so far. */
  count(table: string): number {
    return this.of(table).reduce((sum, { rows }) => sum + rows, 0);
  }
}
