import { conditionColumns } from '../condition-columns.ts';
import type { Check } from '../schema.ts';
import type { SqlDialectName } from './dialect.ts';

/** What a table has, perhaps with a name. */
export type Constraint = KeyOfColumns | Check;

interface KeyOfColumns {
  readonly name: string | null;
  readonly columns: readonly string[];
}

interface Constraints {
  /** Of the table. */
  readonly name: string;
  readonly primaryKey: KeyOfColumns | null;
  readonly uniques: readonly KeyOfColumns[];
  readonly references: readonly KeyOfColumns[];
  readonly checks: readonly Check[];
}

/** Bytes of a name of PostgreSQL. */
const MAX_NAME = 63;

/** The names that a database gives the constraints of a table that have none, so that statements can drop them. */
export function implicitNames(
  { name, primaryKey, uniques, references, checks }: Constraints,
  dialect: SqlDialectName,
): ReadonlyMap<Constraint, string> {
  const names = new Map<Constraint, string>();
  const taken = new Set<string>();
  const add = (one: Constraint, text: string): void => {
    if (one.name !== null) return;
    let free = text.slice(0, MAX_NAME);
    // The second one of a name has a number.
    for (let i = 1; taken.has(free); i++) free = `${text}${i}`;
    taken.add(free);
    names.set(one, free);
  };
  if (dialect === 'postgresql') {
    if (primaryKey !== null) add(primaryKey, `${name}_pkey`);
    for (const one of uniques) add(one, [name, ...one.columns, 'key'].join('_'));
    for (const one of references) add(one, [name, ...one.columns, 'fkey'].join('_'));
    for (const one of checks) {
      const columns = [...new Set(conditionColumns(one.condition))];
      add(one, columns.length === 1 ? `${name}_${columns[0]}_check` : `${name}_check`);
    }
  } else if (dialect === 'mysql') {
    for (const one of uniques) add(one, one.columns[0] ?? '');
    for (const [i, one] of references.entries()) add(one, `${name}_ibfk_${i + 1}`);
  }
  return names;
}
