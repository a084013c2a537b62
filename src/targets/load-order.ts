/** A foreign key that the server checks at once, from one table to another. */
export interface Constraint {
  readonly name: string;
  readonly table: string;
  readonly target: string;
}

export interface LoadOrder {
  /** Each table after those it refers to, otherwise as they came. */
  readonly tables: readonly string[];
  /** Constraints for which there is no such order. */
  readonly cyclic: readonly Constraint[];
}

/** In which order tables can be loaded. A table that refers to itself is no matter: a statement is checked at its end. */
export function loadOrder(names: readonly string[], constraints: readonly Constraint[]): LoadOrder {
  const between = constraints.filter(
    ({ table, target }) => table !== target && names.includes(table) && names.includes(target),
  );
  const tables: string[] = [];
  const left = new Set(names);
  for (let found: string | undefined; ;) {
    found = [...left].find((name) => !between.some(({ table, target }) => table === name && left.has(target)));
    if (found === undefined) break;
    left.delete(found);
    tables.push(found);
  }
  // Those that only refer to a cycle are none of its tables.
  for (let found: string | undefined; ;) {
    found = [...left].find((name) => !between.some(({ table, target }) => target === name && left.has(table)));
    if (found === undefined) break;
    left.delete(found);
  }
  return { tables, cyclic: between.filter(({ table, target }) => left.has(table) && left.has(target)) };
}
