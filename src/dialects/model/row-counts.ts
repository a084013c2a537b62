import type { Printed } from '../print.ts';
import type { Column, SourceTable } from '../schema.ts';
import { type Context, type DraftEntity, isUnique, MAX_CHAIN } from './context.ts';
import { databaseCapacity } from './database-types.ts';

/** The variable that all counts are multiplied by. */
export const SCALE = 'vars.scale';
/** A unique column has at least so many values for each row before the number of rows may grow. */
const MIN_ROOM = 10;
const LETTERS = 26;
/** Days of the dates without bounds. */
const DAYS = 365;

/** How many rows a table has at least when the scale is 1, and whether they do not scale. */
export interface RowCount {
  readonly rows: number;
  readonly isFixed: boolean;
}

/** Works out how many rows tables can have. */
export class RowCounts {
  readonly #context: Context;
  readonly #known = new Map<SourceTable, RowCount>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** `$count` of an entity. */
  count({ table, name }: DraftEntity): Printed {
    const { rows, isFixed } = this.of(table);
    if (!isFixed) return `= ${rows} * ${SCALE}`;
    const message = `A unique column has only few values, so there are at most ${rows} rows.`;
    this.#context.findings.approximated('ROWS_LIMITED', table.at, name, message);
    return { value: rows, text: String(rows) };
  }

  of(table: SourceTable, depth = 0): RowCount {
    const known = this.#known.get(table);
    if (known !== undefined) return known;
    const wanted = { rows: this.#context.plan.rowsOf(table), isFixed: false };
    // A circle of unique references has as many rows everywhere.
    this.#known.set(table, wanted);
    const per = this.#context.plan.perOf(table);
    const parent = per === null ? undefined : this.#context.target(per.reference);
    let found = wanted;
    if (depth < MAX_CHAIN && parent !== undefined) found = this.of(parent, depth + 1);
    else if (depth < MAX_CHAIN) {
      const entity = this.#context.entity(table);
      const uniques = table.columns.filter((column) => isUnique(entity, column));
      for (const column of uniques) {
        const reference = entity.references.find(({ columns }) => columns.length === 1 && columns[0] === column.name);
        const target = reference === undefined ? undefined : this.#context.target(reference);
        const most = target === undefined ? this.#capacity(table, column) : Infinity;
        const other = target === undefined || target === table ? found : this.of(target, depth + 1);
        if (most < found.rows * MIN_ROOM) found = { rows: Math.max(1, Math.min(found.rows, most)), isFixed: true };
        if (other.rows < found.rows || other.isFixed) {
          found = { rows: Math.min(found.rows, other.rows), isFixed: found.isFixed || other.isFixed };
        }
      }
    }
    this.#known.set(table, found);
    return found;
  }

  /** Whether a table has as many rows as the parent that its rows follow from, and so on. */
  isOneToOne(table: SourceTable): boolean {
    let at: SourceTable | undefined = table;
    for (let i = 0; i < MAX_CHAIN && at !== undefined; i++) {
      const per = this.#context.plan.perOf(at);
      if (per === null) return true;
      if (per.per !== '1') return false;
      at = this.#context.target(per.reference);
    }
    return false;
  }

  /** How many different values a column has. */
  #capacity(table: SourceTable, column: Column): number {
    const rules = this.#context.entity(table).rules.columns.get(column.name);
    if (rules?.values !== null && rules?.values !== undefined) return rules.values.length;
    const { type } = column;
    switch (type.kind) {
      case 'boolean':
        return 2;
      case 'enum':
        return type.values.length;
      case 'integer':
        if (Math.abs(Number(rules?.min?.text ?? 0)) > type.max) return Infinity;
        return (
          Math.min(type.max, Number(rules?.max?.text ?? Infinity)) - Math.max(0, Number(rules?.min?.text ?? 1)) + 1
        );
      case 'decimal':
        return type.precision === null ? Infinity : 10 ** Math.min(type.precision, 15);
      case 'string':
        return type.maxLength === null || type.maxLength > 8 ? Infinity : LETTERS ** type.maxLength;
      case 'date':
        return DAYS;
      case 'binary':
        return type.maxLength === null || type.maxLength > 6 ? Infinity : 256 ** type.maxLength;
      case 'other':
        return databaseCapacity(type.name);
      case 'number':
      case 'time':
      case 'timestamp':
      case 'uuid':
      case 'json':
      case 'list':
      case 'struct':
        return Infinity;
    }
  }
}
