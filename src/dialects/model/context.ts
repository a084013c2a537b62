import type { Catalogue } from '../../model/index.ts';
import type { Findings } from '../report.ts';
import type { Check, Column, Reference, SourceSchema, SourceTable } from '../schema.ts';
import { entityNames, freeName, tableIndex, tableKey } from './names.ts';
import { RowPlan } from './plan.ts';
import { keptReferences, type NullChecks, type PartReference } from './kept-references.ts';
import type { PassedCheck, PassedChecks } from './passed-checks.ts';
import { rulesOf, type TableRules } from './rules.ts';
import { type UniqueChecks, type UniquePlan, uniquePlans, distinctColumn } from './uniques.ts';

/** Tables whose rows follow from one another. */
export const MAX_CHAIN = 100;

/** What turned out to be impossible when the model was made before. */
export interface Attempts {
  /** Paths of what cannot be made. */
  readonly faults: ReadonlySet<string>;
  /** How often a check was written in a way that cannot be made. */
  readonly checks: ReadonlyMap<Check, number>;
  readonly uniqueChecks: UniqueChecks;
  readonly nullChecks: NullChecks;
  readonly passedChecks: PassedChecks;
  /** How often the uniques and the key of an entity could not be made together. */
  readonly uniques: ReadonlyMap<string, number>;
}

export interface DraftEntity {
  readonly table: SourceTable;
  readonly name: string;
  readonly rules: TableRules;
  /** The names of fields by columns. */
  readonly fields: ReadonlyMap<string, string>;
  readonly references: readonly Reference[];
  /** References that share columns with others. */
  readonly parts: readonly PartReference[];
  /** The names of the fields of references of several columns. */
  readonly rows: ReadonlyMap<Reference, string>;
  /** References that are met by a column that is null in all rows, as the check says. */
  readonly nulls: readonly { readonly reference: Reference; readonly column: string; readonly check: Check }[];
  readonly uniques: readonly UniquePlan[];
  /** Its checks that other tables meet. */
  readonly passed: readonly PassedCheck[];
  /** Of a key of several columns the one that differs in all rows, where they cannot be made to differ together. */
  readonly keyColumn: string | null;
}

/** What the parts of a model are made from, and what is counted and noted on the way. */
export class Context {
  readonly schema: SourceSchema;
  readonly catalogue: Catalogue;
  readonly findings: Findings;
  readonly attempts: Attempts;
  readonly plan: RowPlan;
  readonly entities = new Map<SourceTable, DraftEntity>();
  /** What is not in the model. */
  readonly left = { tables: 0, columns: 0, keys: 0, uniques: 0, references: 0, checks: 0 };
  /** The names of the entities. */
  readonly named: ReadonlySet<string>;
  /** Columns that are not in the model, by table. */
  readonly absent = new Map<SourceTable, Set<string>>();
  readonly #index: ReadonlyMap<string, SourceTable>;
  /** Columns that references refer to, after the keys of their tables. */
  readonly #referred: ReadonlySet<string>;

  constructor(schema: SourceSchema, catalogue: Catalogue, findings: Findings, attempts: Attempts) {
    this.attempts = attempts;
    const partitions = Map.groupBy(
      schema.tables.filter(({ partitionOf }) => partitionOf !== null),
      ({ partitionOf }) => (partitionOf === null ? '' : tableKey(partitionOf)),
    );
    const own = schema.tables.filter(({ partitionOf }) => partitionOf === null);
    const tables = own.map((table) => adopting(table, partitions.get(tableKey(table)) ?? []));
    this.schema = { ...schema, tables };
    this.#index = tableIndex(this.schema);
    this.#referred = new Set(
      tables.flatMap(({ references }) =>
        references.flatMap(({ table, refers }) => refers.map((name) => `${tableKey(table)}\0${name}`)),
      ),
    );
    this.catalogue = catalogue;
    this.findings = findings;
    const names = entityNames(tables, findings);
    this.named = new Set(names.values());
    for (const table of tables) {
      this.absent.set(table, new Set(table.columns.filter(({ isGenerated }) => isGenerated).map(({ name }) => name)));
    }
    const targetOf = (reference: Reference): SourceTable | undefined => this.target(reference);
    const passed = new Map(tables.map((table) => [table, attempts.passedChecks.of(table, targetOf)]));
    const received = Map.groupBy([...passed.values()].flat(), ({ target }) => target);
    for (const table of tables) {
      const taken = new Set<string>();
      const fields = new Map(table.columns.map((column) => [column.name, freeName(column.name, 'column', taken)]));
      const name = names.get(table) ?? table.name;
      const uniques = uniquePlans(table, attempts.uniqueChecks, attempts.uniques.get(name) ?? 0);
      const hasFailed = (attempts.uniques.get(name) ?? 0) > 0;
      const keyColumn = hasFailed && table.primaryKey.length > 1 ? distinctColumn(table, table.primaryKey) : null;
      const rows = rowNames(table, new Set(fields.values()));
      const { kept, parts, nulled } = keptReferences(this, table, (reference) =>
        attempts.faults.has(`${name}.${rows.get(reference)}`),
      );
      const nulls = nulled.map((one) => ({ ...one, check: attempts.nullChecks.of(one.reference, one.column) }));
      const checks = [
        ...table.checks,
        ...table.partitionChecks,
        ...uniques.flatMap(({ check }) => check ?? []),
        ...nulls.map(({ check }) => check),
        ...new Set(received.get(table)?.map((one) => one.passed)),
      ];
      const rules = rulesOf(table, checks, (column) => fields.get(column.name) ?? column.name, attempts.checks);
      this.entities.set(table, {
        table,
        name,
        rules,
        fields,
        references: kept,
        parts,
        rows,
        nulls,
        uniques,
        keyColumn,
        passed: passed.get(table) ?? [],
      });
    }
    this.plan = new RowPlan(
      this.schema,
      (table, reference) => this.entity(table).references.includes(reference),
      followed(this.entities.values(), targetOf),
    );
  }

  entity(table: SourceTable): DraftEntity {
    const entity = this.entities.get(table);
    if (entity === undefined) throw new Error(`the table ${table.name} has no entity`);
    return entity;
  }

  target(reference: Reference): SourceTable | undefined {
    return this.#index.get(tableKey(reference.table));
  }

  /** Whether a reference refers to a column. */
  isReferredTo(table: SourceTable, column: string): boolean {
    return this.#referred.has(`${tableKey(table)}\0${column}`);
  }

  /** Whether something was tried, and is not possible; it is noted then. */
  isDropped(path: string, at: Column['at']): boolean {
    if (!this.attempts.faults.has(path)) return false;
    this.left.uniques++;
    this.findings.skipped('UNIQUE_SKIPPED', at, path, 'The values cannot be made different in this model.');
    return true;
  }
}

/** Whether a column alone has different values in all rows. */
export function isUnique({ table: { primaryKey }, uniques, keyColumn }: DraftEntity, { name }: Column): boolean {
  if ((primaryKey.length === 1 && primaryKey[0] === name) || keyColumn === name) return true;
  return uniques.some(({ columns }) => columns.length === 1 && columns[0] === name);
}

/** Whether a reference of one column makes what references of other tables share with another one of theirs. */
function followed(
  entities: Iterable<DraftEntity>,
  targetOf: (reference: Reference) => SourceTable | undefined,
): (table: SourceTable, reference: Reference) => boolean {
  const shared = new Map<SourceTable, Set<string>>();
  for (const { parts } of entities) {
    for (const part of parts) {
      const target = targetOf(part.reference);
      if (target === undefined) continue;
      const names = shared.get(target) ?? new Set<string>();
      shared.set(target, names);
      for (const name of part.shared) names.add(part.reference.refers[part.reference.columns.indexOf(name)]);
    }
  }
  return (table, { columns }) => columns.length === 1 && shared.get(table)?.has(columns[0]) === true;
}

/** Names for the fields of references of several columns: `customer_row`, of what they refer to. */
function rowNames({ references }: SourceTable, taken: Set<string>): ReadonlyMap<Reference, string> {
  const own = references.filter(({ columns }) => columns.length > 1);
  return new Map(own.map((one) => [one, freeName(`${one.table.name.toLowerCase()}_row`, 'row', taken)]));
}

/** A table with the references that only its partitions have. */
function adopting(table: SourceTable, partitions: readonly SourceTable[]): SourceTable {
  const known = new Set(table.references.map(({ columns }) => columns.join('\0')));
  const references = partitions.flatMap((partition) => {
    return partition.references.filter((reference) => {
      const key = reference.columns.join('\0');
      const isNew = !known.has(key);
      known.add(key);
      return isNew;
    });
  });
  return references.length === 0 ? table : { ...table, references: [...table.references, ...references] };
}
