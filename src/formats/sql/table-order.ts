import type { Reference, Table } from '../../engine/table.ts';

/** Tables so that a row's references lead to tables before its own, as far as that can be. */
export interface TableOrder {
  readonly tables: readonly Table[];
  /** References that lead to the table itself or to a later one: those on cycles. */
  readonly late: readonly { readonly table: Table; readonly reference: Reference }[];
}

/** Depth first in the order given, so that the same tables always come in the same order. References to others do not count. */
export function tableOrder(given: readonly Table[]): TableOrder {
  const byName = new Map(given.map((table) => [table.name, table]));
  const entered = new Set<Table>();
  const tables: Table[] = [];
  const enter = (table: Table): void => {
    if (entered.has(table)) return;
    entered.add(table);
    for (const reference of table.references) {
      const target = byName.get(reference.table);
      if (target !== undefined) enter(target);
    }
    tables.push(table);
  };
  for (const table of given) enter(table);
  const position = new Map(tables.map(({ name }, k) => [name, k]));
  const late = tables.flatMap((table, k) =>
    table.references.flatMap((reference) => ((position.get(reference.table) ?? -1) >= k ? [{ table, reference }] : [])),
  );
  return { tables, late };
}
