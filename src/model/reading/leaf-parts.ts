import type { Countries, DeclaredType, Field, InferredFrom, Source } from '../model.ts';
import type { Span } from '../problems/problem.ts';
import type { ShortForm } from '../words/short-form.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

/** What is known of a field's surroundings. */
export interface FieldContext {
  /** Name of the entity. */
  readonly entity: string;
  readonly name: string;
  /** Within the entity. */
  readonly path: string;
  /** Where the field's name stands. */
  readonly at: Span;
  /** Enclosing objects and lists. */
  readonly depth: number;
  /** Whether the field is the key without being marked. */
  readonly implicitKey: boolean;
  /** Whether the entity's `$key` names this field alone. */
  readonly isNamedKey: boolean;
  /** `$country` of the object around the field, the entity or the document; null where none is said. */
  readonly country: Countries | null;
}

/** Reads a field in any of its forms; the items of a list are fields again. */
export type ReadField = (context: FieldContext, node: YamlNode, location: Location) => Field | null;

/** Everything said of a leaf, gathered from the short form and the directives. */
export interface LeafParts extends FieldContext {
  readonly readItem: ReadField;
  readonly form: ShortForm;
  readonly directives: ReadonlyMap<string, Entry>;
  /** The declared type, before its bounds narrow it. */
  readonly type: DeclaredType | null;
  /** The item of `[item]`. */
  readonly item: YamlNode | null;
  readonly key: boolean;
  readonly unique: boolean;
}

/** A source, and the type it gives the field. */
export interface Made {
  readonly source: Source;
  readonly type: DeclaredType | null;
  /** What the source was inferred from; null where it is written. */
  readonly inferred: InferredFrom | null;
}
