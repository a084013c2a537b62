import type { FieldOverride, FileFault, ModelScalar, Provider } from '../../model/index.ts';

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
  /** Files that the document may name, or why they cannot be used. */
  readonly files?: readonly (FileText | FileFault)[];
  /** Settings of generators that take the place of those in the document. */
  readonly overrides?: readonly FieldOverride[];
  /** Whether what is given from outside, and fits nothing, is a warning instead of an error. */
  readonly ignoresUnfit?: boolean;
}

/** A file as it travels: its text belongs to what is generated as the document does. */
export interface FileText {
  /** As the document names it: `data/countries.csv`. */
  readonly name: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly digest: string;
  /** Without a byte order mark. */
  readonly text: string;
}
