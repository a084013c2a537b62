import type { FieldOverride, Provider, ModelScalar } from '../../model/index.ts';

/** A model and what replaces its values from outside: plain data, equal as JSON for every process, thread and database. */
export interface ModelRequest {
  /** The YAML document. */
  readonly text: string;
  /** In place of `$seed`. */
  readonly seed?: string;
  /** In place of variables of the same name. */
  readonly variables?: readonly (readonly [name: string, value: ModelScalar])[];
  /** Rows by entity name, or `= …` over variables, in place of `$count`; `*` stands for every entity that has no `$per` and no `$rows`. */
  readonly counts?: readonly (readonly [entity: string, rows: number | string])[];
  /** Stored providers in scope beside the document's own, which win over those of the same name. */
  readonly providers?: readonly Provider[];
  /** Settings of generators that take the place of those in the document. */
  readonly overrides?: readonly FieldOverride[];
  /** Whether what is given from outside, and fits nothing, is a warning instead of an error. */
  readonly ignoresUnfit?: boolean;
}
