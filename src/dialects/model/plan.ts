import type { Reference, SourceSchema, SourceTable } from '../schema.ts';
import { tableIndex, tableKey } from './names.ts';

/** Tables whose rows follow from one another. */
const MAX_CHAIN = 100;

/** How the rows of a table follow from those of another. */
export interface PerPlan {
  readonly reference: Reference;
  readonly per: string;
  /** The column that counts the rows of one parent; null if there is none. */
  readonly ordinal: string | null;
}

/** Rows of tables by the length of the longest chain of references from them. */
const ROWS = [100, 200, 500, 1000] as const;

/** Children of a parent on the average; fewer rows are counted by themselves. */
const MIN_MEAN = 0.75;

/** What the references of a schema say of the numbers of rows. */
export class RowPlan {
  readonly #index: ReadonlyMap<string, SourceTable>;
  readonly #depths = new Map<SourceTable, number>();
  readonly #pers = new Map<SourceTable, PerPlan | null>();

  /**
   * @param isFollowed whether rows of other tables are to find a row of the table for each row that a reference of it refers to.
   */
  constructor(
    schema: SourceSchema,
    isReference: (table: SourceTable, reference: Reference) => boolean,
    isFollowed: (table: SourceTable, reference: Reference) => boolean,
  ) {
    this.#index = tableIndex(schema);
    for (const table of schema.tables) this.#measure(table);
    for (const table of schema.tables) {
      const references = table.references.filter((reference) => isReference(table, reference));
      const per = this.#perOf(table, references, (reference) => isFollowed(table, reference));
      this.#pers.set(table, per === null ? null : this.#measured(per, table, references));
    }
  }

  perOf(table: SourceTable): PerPlan | null {
    return this.#pers.get(table) ?? null;
  }

  /** Rows that a table has when the scale is 1: as many as there are, if that is known. */
  rowsOf(table: SourceTable): number {
    return table.rows ?? ROWS[Math.min(this.#depths.get(table) ?? 0, ROWS.length - 1)];
  }

  target(reference: Reference): SourceTable | undefined {
    return this.#index.get(tableKey(reference.table));
  }

  /** Sets the depth of a table and of all that it refers to, without recursion: chains may be long, and have circles. */
  #measure(table: SourceTable): void {
    const stack: { readonly table: SourceTable; readonly targets: SourceTable[] }[] = [];
    const open = new Set<SourceTable>();
    const enter = (one: SourceTable): void => {
      if (this.#depths.has(one) || open.has(one)) return;
      open.add(one);
      const targets = one.references
        .flatMap((reference) => this.target(reference) ?? [])
        .filter((other) => other !== one);
      stack.push({ table: one, targets });
    };
    enter(table);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.targets.find((other) => !this.#depths.has(other) && !open.has(other));
      if (next !== undefined) {
        enter(next);
        continue;
      }
      const depths = top.targets.map((other) => this.#depths.get(other) ?? -1);
      this.#depths.set(top.table, Math.max(-1, ...depths) + 1);
      open.delete(top.table);
      stack.pop();
    }
  }

  #perOf(
    table: SourceTable,
    references: readonly Reference[],
    isFollowed: (reference: Reference) => boolean,
  ): PerPlan | null {
    const isRequired = ({ columns }: Reference): boolean =>
      columns.every((name) => table.columns.some((column) => column.name === name && column.notNull));
    const possible = references.filter((reference) => {
      return isRequired(reference) && this.target(reference) !== table && this.#isAcyclic(table, reference);
    });
    const key = table.primaryKey;
    const inKey = possible
      .filter(({ columns }) => columns.every((name) => key.includes(name)))
      .toSorted((a, b) => key.indexOf(a.columns[0]) - key.indexOf(b.columns[0]) || b.columns.length - a.columns.length);
    const uniques = table.uniques.filter(({ isExpression, isPartial }) => !isExpression && !isPartial);
    const isAlone = ({ columns }: Reference): boolean =>
      columns.length === 1 && uniques.some((unique) => unique.columns.length === 1 && unique.columns[0] === columns[0]);
    const first: Reference | undefined = inKey.find(isAlone) ?? inKey[0];
    if (first !== undefined && (first.columns.length === key.length || isAlone(first)))
      return { reference: first, per: '1', ordinal: null };
    if (first !== undefined) {
      const others = key.filter((name) => !first.columns.includes(name));
      const isJunction = others.every((name) => references.some(({ columns }) => columns.includes(name)));
      const [only] = others.length === 1 && !isJunction ? others : [];
      const column = table.columns.find(({ name }) => name === only);
      const ordinal = column?.type.kind === 'integer' ? column.name : null;
      return { reference: first, per: isJunction ? '1-3' : '1-5', ordinal };
    }
    const one = possible.find(isAlone);
    if (one !== undefined) return { reference: one, per: '1', ordinal: null };
    const followed = possible.find(isFollowed);
    return followed === undefined ? null : { reference: followed, per: '1-3', ordinal: null };
  }

  /** With as many children as the numbers of rows say, where they are known; null where most parents have none. */
  #measured(plan: PerPlan, table: SourceTable, references: readonly Reference[]): PerPlan | null {
    const parent = this.target(plan.reference);
    if (table.rows === undefined || parent?.rows === undefined) return plan;
    const mean = table.rows / parent.rows;
    if (mean < MIN_MEAN) return null;
    if (plan.per === '1') return plan;
    // The children of a parent differ in their other parents, of which there may be few.
    const others = references.filter((reference) => reference !== plan.reference && plan.ordinal === null);
    const most = Math.min(Infinity, ...others.map((reference) => this.target(reference)?.rows ?? Infinity));
    const high = Math.min(most, Math.max(1, Math.round(2 * mean - 1)));
    const low = Math.min(high, Math.max(1, Math.round(2 * mean) - high));
    return { ...plan, per: low === high ? String(high) : `${low}-${high}` };
  }

  /** Whether rows of the parent do not follow from those of the table itself. */
  #isAcyclic(table: SourceTable, reference: Reference): boolean {
    const seen = new Set<SourceTable>();
    for (let at = this.target(reference); at !== undefined;) {
      if (at === table) return false;
      if (seen.has(at)) return true;
      if (seen.size === MAX_CHAIN) return false;
      seen.add(at);
      const per = this.#pers.get(at);
      at = per === null || per === undefined ? undefined : this.target(per.reference);
    }
    return true;
  }
}
