import { conditionColumns, withColumn } from '../condition-columns.ts';
import type { Check, Condition, Reference, SourceTable } from '../schema.ts';

/** A check of a column that a reference makes, which the rows of another table have to meet so that it holds. */
export interface PassedCheck {
  readonly check: Check;
  readonly target: SourceTable;
  /** The same about the column that is referred to. */
  readonly passed: Check;
}

/** References over references. */
const MAX_LEVELS = 8;

/** Checks of columns that references make, each passed on once. */
export class PassedChecks {
  readonly #known = new Map<Check, Map<Reference, Check>>();

  /** What the checks of a table ask of those that it refers to, and so on. */
  of(table: SourceTable, targetOf: (reference: Reference) => SourceTable | undefined): readonly PassedCheck[] {
    const found: PassedCheck[] = [];
    const pass = (from: SourceTable, check: Check, said: Check, level: number): void => {
      const [name, ...others] = new Set(conditionColumns(said.condition).map((column) => column.toLowerCase()));
      if (name === undefined || others.length > 0 || isOfNulls(said.condition) || level > MAX_LEVELS) return;
      for (const reference of from.references) {
        const at = reference.columns.findIndex((column) => column.toLowerCase() === name);
        const target = at === -1 ? undefined : targetOf(reference);
        if (target === undefined || target === from) continue;
        const passed = this.#passed(said, reference, reference.columns[at], reference.refers[at]);
        found.push({ check, target, passed });
        pass(target, check, passed, level + 1);
      }
    };
    if (table.references.length > 0) for (const check of table.checks) pass(table, check, check, 0);
    return found;
  }

  #passed(check: Check, reference: Reference, from: string, to: string): Check {
    const all = this.#known.get(check) ?? new Map<Reference, Check>();
    this.#known.set(check, all);
    const passed = all.get(reference) ?? { ...check, condition: withColumn(check.condition, from, to) };
    all.set(reference, passed);
    return passed;
  }
}

/** Whether a condition only asks whether something is null. */
function isOfNulls(condition: Condition): boolean {
  return condition.kind === 'is_null' || (condition.kind === 'not' && isOfNulls(condition.of));
}
