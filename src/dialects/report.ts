import type { SourcePosition } from './schema.ts';

/** Notes beyond this number are counted, and not listed: nobody reads them. */
const MAX_NOTES = 5000;

/** What is noted of an import, by a stable code. */
export const IMPORT_CODES = {
  DOCUMENT_SYNTAX: 'The source is not well formed, and nothing of it is read.',
  DOCUMENT_UNKNOWN: 'The source is well formed, and no schema in the dialect that it is read as.',
  STATEMENT_SYNTAX: 'A statement, or a part of one, is not well formed in this dialect.',
  STATEMENT_SKIPPED: 'A statement of a kind that has no meaning for rows that is not known to be harmless.',
  STATEMENT_UNFINISHED: 'The source ends within a statement, a quoted text or a comment.',
  PART_SKIPPED: 'A part of a statement is not understood.',
  NAME_CHANGED: 'A name cannot be one of a model.',
  NAME_REPEATED: 'Two tables or columns have one name; the second one is skipped.',
  TABLE_UNKNOWN: 'A statement or reference names a table that the source does not define.',
  COLUMN_UNKNOWN: 'A key, reference or index names a column that its table does not have.',
  TABLE_EMPTY: 'A table has no columns that can be generated.',
  TYPE_APPROXIMATED: 'The values of a column are of a narrower or simpler type than the column.',
  TYPE_UNKNOWN: 'The type of a column is not understood.',
  LENGTH_SHORT: 'A column is too short for what its name means.',
  COLUMN_GENERATED: 'The database computes a column, and the import omits it.',
  COLUMN_OPTIONAL: 'A column that can be null is omitted, because its type is not understood.',
  KEY_SKIPPED: 'A key is not kept.',
  UNIQUE_APPROXIMATED: 'A unique constraint is kept in a stricter form.',
  UNIQUE_SKIPPED: 'A unique constraint is not kept.',
  REFERENCE_APPROXIMATED: 'A reference is met by nulls in all rows.',
  REFERENCE_SKIPPED: 'A reference is not kept.',
  CHECK_APPROXIMATED: 'All rows meet the same one of several cases that a check allows.',
  CHECK_SKIPPED: 'A check, or a part of one, is not kept.',
  VALUES_KEPT:
    'The model has the values that a column has in the database, or those few that it has often in a sample.',
  HINTS_SKIPPED: 'The rows of a table could not be looked at, so that the model has no hints of them.',
  ROWS_LIMITED: 'The number of rows is lower than elsewhere, because there are no more different values.',
} as const;

export type ImportCode = keyof typeof IMPORT_CODES;

/** One thing that an import did not carry over as it is. */
export interface ImportFinding {
  /** `approximated`: rows fit, though in another or stricter way. `skipped`: rows may not fit. */
  readonly level: 'approximated' | 'skipped';
  readonly code: ImportCode;
  /** From 1; null, as the column, if the source is a database. */
  readonly line: number | null;
  readonly column: number | null;
  /** The table, or table and column; '' if it belongs to none. */
  readonly path: string;
  readonly message: string;
}

/** How many of each kind of thing the source has, and how many of them the model keeps. */
export interface ImportCounts {
  readonly tables: number;
  readonly columns: number;
  readonly keys: number;
  readonly uniques: number;
  readonly references: number;
  readonly checks: number;
}

/** What an import understood, approximated and skipped. */
export interface ImportReport {
  readonly dialect: string;
  readonly source: ImportCounts;
  readonly understood: ImportCounts;
  /** Statements that do not matter for rows, such as SET, GRANT and INSERT. */
  readonly harmless: number;
  /** By position. */
  readonly findings: readonly ImportFinding[];
  /** How many more findings there are. */
  readonly unlisted: number;
}

/** Collects findings. */
export class Findings {
  readonly #all: (ImportFinding & SourcePosition)[] = [];
  unlisted = 0;

  approximated(code: ImportCode, { line, column }: SourcePosition, path: string, message: string): void {
    this.#add({ level: 'approximated', code, line, column, path, message });
  }

  skipped(code: ImportCode, { line, column }: SourcePosition, path: string, message: string): void {
    this.#add({ level: 'skipped', code, line, column, path, message });
  }

  addAll(other: Findings): void {
    for (const finding of other.#all) this.#add(finding);
    this.unlisted += other.unlisted;
  }

  get sorted(): readonly ImportFinding[] {
    return this.#all.toSorted((a, b) => a.line - b.line || a.column - b.column);
  }

  #add(finding: ImportFinding & SourcePosition): void {
    if (this.#all.length < MAX_NOTES) this.#all.push(finding);
    else this.unlisted++;
  }
}
