import type { ImportNote } from '../imported.ts';
import { importFabricate, withRows } from './import.ts';
import type { FabricateColumn } from './tables.ts';

/** Characters of a provider's name. */
const MAX_NAME = 128;

/** A definition to be made into a model. Plain data: it is read in a thread, since a table of it takes seconds. */
export interface FabricateRequest {
  readonly definition: object;
  /** The name of its project, with which those of its providers begin. */
  readonly project: string;
  /** Entities whose rows are in providers already. */
  readonly stored: readonly string[];
  /** Rows that came apart from the definition; null if there are none. */
  readonly rows: { readonly entity: string; readonly csv: string } | null;
}

/** What a definition is. */
export type FabricateResult =
  | {
      readonly ok: true;
      /** That of the request, without rows that came apart from it. */
      readonly definition: object;
      readonly model: string;
      readonly notes: readonly ImportNote[];
      /** Rows of files that are not in the model, by entity. */
      readonly tables: readonly (readonly [entity: string, columns: readonly FabricateColumn[]])[];
    }
  /** The rows that came apart cannot be read; null if there is no such entity. */
  | { readonly ok: false; readonly fault: string | null };

/** Where the rows of a static entity are that are too many for a model. */
export function providerName(project: string, entity: string): string {
  return `${project}/${entity}`.slice(0, MAX_NAME);
}

export function readFabricate({ definition, project, stored, rows }: FabricateRequest): FabricateResult {
  const changed = rows === null ? { definition, columns: null } : withRows(definition, rows.entity, rows.csv);
  if (changed === null || typeof changed === 'string') return { ok: false, fault: changed };
  const apart = rows === null || changed.columns === null ? null : { entity: rows.entity, columns: changed.columns };
  const { model, notes, tables } = importFabricate(changed.definition, {
    providerOf: (entity) => providerName(project, entity),
    stored: new Set(stored),
    apart,
  });
  return { ok: true, definition: changed.definition, model, notes, tables: [...tables] };
}
