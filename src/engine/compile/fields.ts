import type { Entity, Expression, Field, Model, ProblemCode, Span } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import type { Key } from '../random/key.ts';
import type { Presence } from '../recipes/presence.ts';
import type { Link } from '../relations/link.ts';
import type { TreeRows } from '../relations/tree.ts';
import type { Resources } from '../resources.ts';
import type { Counts } from './counts.ts';
import type { TupleMember } from './tuple-member.ts';
import type { Pass } from './program.ts';

/** Where a source is compiled: the field that has it, and its entity. */
export interface FieldSite {
  readonly entity: Entity;
  readonly field: Field;
  /** How deep objects may still be embedded; null at the top, where the reference itself says it. */
  readonly depth: number | null;
}

/** What the parts of the compiler ask of one another. A null has been reported already. */
export interface Fields {
  readonly model: Model;
  readonly resources: Resources;
  readonly counts: Counts;
  /** Those that were made so far. */
  readonly passes: Pass[];
  /** `$now`, milliseconds since 1970 UTC. */
  readonly now: number;
  /** Whether embedded objects are made as objects; else their keys represent them. */
  readonly nested: boolean;
  /** Whether the model has errors already, so that no row may be looked at. */
  readonly isDraft: boolean;
  entity(name: string): Entity | undefined;
  /** Every field of an entity by its path. */
  index(entity: Entity): ReadonlyMap<string, Field>;
  /** The recipe of a field. */
  field(entity: Entity, field: Field, depth: number | null): Recipe | null;
  /** The values of a field before its nulls. */
  raw(entity: Entity, field: Field): Recipe | null;
  /** An object of the given fields of an entity, without hidden ones. */
  object(entity: Entity, fields: readonly Field[], depth: number | null): Recipe | null;
  /** The nulls that a field says it has; null as well where it has none. */
  presence(site: FieldSite): Presence | null;
  /** The tree that a reference of an entity makes of its rows; null as well if none does. */
  tree(entity: Entity): TreeRows | null;
  /** A field whose values are different together with those of others; null for any other field. */
  member(entity: Entity, field: Field): TupleMember | null;
  /** Where a reference field leads; its nulls are those of `whose`, which is the field itself by default. */
  link(entity: Entity, field: Field, whose?: Field): Link | null;
  /** The recipe of a path as a field may write it; a problem is reported at `at`. */
  path(path: readonly string[], site: FieldSite, at: Span): Recipe | null;
  /**
   * The recipe of an expression of a field; `stream` sets its random numbers apart from those of others of the field. Its names are
   * those of the field's row, or of the rows of another entity.
   */
  expression(expression: Expression, site: FieldSite, stream: string, over?: Entity): Recipe | null;
  /** The recipe of a path from the top of another entity. */
  walk(entity: Entity, path: readonly string[], site: FieldSite): Recipe | null;
  /** A random stream of a field. */
  key(entity: Entity, field: Field, purpose: string): Key;
  /** Tells a problem of a field. */
  report(site: FieldSite, code: ProblemCode, message: string, hint?: string): null;
}
