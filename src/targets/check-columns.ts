import type { Table } from '../engine/table.ts';
import type { ColumnSchema } from '../engine/vector.ts';
import { didYouMean } from '../model/index.ts';
import type { TargetProblem } from './failure.ts';

/** What has to be known of a column that exists, whatever the database. */
export interface PlainColumn {
  readonly name: string;
  /** NOT NULL. */
  readonly required: boolean;
  readonly hasDefault: boolean;
  /** Computed from other columns. */
  readonly generated: boolean;
}

/** What databases do each in their own way. */
export interface ColumnRules<C extends PlainColumn> {
  /** A name in the form in which names are compared. */
  readonly folded: (name: string) => string;
  /** What else keeps a column from taking values. */
  readonly faults: (column: ColumnSchema, there: C) => readonly Omit<TargetProblem, 'path'>[];
}

/** Whether a table's existing columns can take those of the model. */
export function checkColumns<C extends PlainColumn>(
  { name: table, columns }: Table,
  existing: readonly C[],
  { folded, faults }: ColumnRules<C>,
): TargetProblem[] {
  const found = new Map(existing.map((column) => [folded(column.name), column]));
  const problems = columns.flatMap((column) => {
    const there = found.get(folded(column.name));
    const wrong = there === undefined ? [missing(column.name, existing)] : checkColumn(column, there, faults);
    return wrong.map((problem) => ({ ...problem, path: [table, column.name] }));
  });
  const given = new Set(columns.map(({ name }) => folded(name)));
  for (const { name, required, hasDefault, generated } of existing) {
    if (given.has(folded(name)) || !required || hasDefault || generated) continue;
    const message = 'the column requires a value and has no default, but the model has no such field: add one';
    problems.push({ code: 'COLUMN_REQUIRED', path: [table, name], message });
  }
  return problems;
}

function missing(name: string, existing: readonly PlainColumn[]): Omit<TargetProblem, 'path'> {
  const names = existing.map((column) => column.name);
  const hint = didYouMean(name, names) || 'add it, or remove the field from the model';
  return { code: 'COLUMN_MISSING', message: `the table has no such column: ${hint}` };
}

function checkColumn<C extends PlainColumn>(
  column: ColumnSchema,
  there: C,
  faults: ColumnRules<C>['faults'],
): Omit<TargetProblem, 'path'>[] {
  if (there.generated) {
    return [
      { code: 'COLUMN_GENERATED', message: 'the database computes the column itself: remove the field, or hide it' },
    ];
  }
  const problems = [...faults(column, there)];
  if (column.nullable && there.required) {
    problems.push({ code: 'COLUMN_NOT_NULL', message: nullFault(column) });
  }
  return problems;
}

function nullFault({ nullBy }: ColumnSchema): string {
  if (nullBy === undefined) return 'the field can be null, but the column is NOT NULL';
  return `the field can be null where ${nullBy} is, but the column is NOT NULL: write coalesce(…, …) with a value for that case, or give what it is made from bounds that leave no such case`;
}
