/** A foreign key that is checked at the end of a statement, from one table to another. */
export interface Constraint {
  readonly name: string;
  readonly table: string;
  readonly target: string;
}

export interface LoadOrder {
  /** Each table after those it refers to, otherwise as they came; tables that refer to one another stand together. */
  readonly tables: readonly string[];
  /** Tables that refer to one another, directly or in a circle, in groups. */
  readonly cycles: readonly (readonly string[])[];
  /** Constraints between the tables of a group. */
  readonly cyclic: readonly Constraint[];
}

/**
 * In which order tables can be loaded. A table that refers to itself is no matter: a statement is checked at its end. By Tarjan's
 * algorithm, which finds what a table refers to before the table.
 */
export function loadOrder(names: readonly string[], constraints: readonly Constraint[]): LoadOrder {
  const known = new Set(names);
  const between = constraints.filter(({ table, target }) => table !== target && known.has(table) && known.has(target));
  const targets = Map.groupBy(between, ({ table }) => table);
  const groups: string[][] = [];
  const found = new Map<string, number>();
  const open: string[] = [];
  const closed = new Set<string>();
  /** The earliest table that is open and that a table leads to. */
  const earliest = (name: string): number => {
    const place = found.size;
    found.set(name, place);
    open.push(name);
    let least = place;
    for (const { target } of targets.get(name) ?? []) {
      if (closed.has(target)) continue;
      least = Math.min(least, found.get(target) ?? earliest(target));
    }
    if (least < place) return least;
    const group = open.splice(open.indexOf(name));
    for (const one of group) closed.add(one);
    groups.push(group.length === 1 ? group : names.filter((one) => group.includes(one)));
    return least;
  };
  for (const name of names) if (!found.has(name)) earliest(name);
  const groupOf = new Map(groups.flatMap((group) => group.map((name) => [name, group] as const)));
  return {
    tables: groups.flat(),
    cycles: groups.filter((group) => group.length > 1),
    cyclic: between.filter(({ table, target }) => groupOf.get(table) === groupOf.get(target)),
  };
}
