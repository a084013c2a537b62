import type { Json, JsonMap } from './json.ts';
import type { Shape } from './shape.ts';

/** A value that is looked for. */
export interface Need {
  /** All of them hold. */
  readonly schemas: readonly Json[];
  readonly name: string;
  /** The objects around it, from the inside out, and the entity. */
  readonly owners: readonly string[];
  /** For the report. */
  readonly path: string;
  /** How many objects and lists are around it. */
  readonly depth: number;
  /** Whether the value cannot be left out. */
  readonly isRequired: boolean;
  /** The schemas that it is part of, from the outside in. */
  readonly trail: readonly JsonMap[];
  /** The only type that is possible; null for any. */
  readonly type: string | null;
}

/** What the model infers the meaning of a value from: the items of a list are called by its name in the singular. */
export function inferredName({ name, path }: { readonly name: string; readonly path: string }): string {
  return path.endsWith('[]') ? name.replace(/(?<=..[^s])s$/, '') : name;
}

/** Which of the properties that can be left out are looked for. */
export type Optional = 'all' | 'none';

export interface Solving {
  /** Null if no value is found. */
  solve(need: Need): Shape | null;
  /** Notes a property that is left out. */
  omitted(need: Need): void;
  /** Notes that a number of properties are left out, because there are too many. */
  limited(need: Need, count: number): void;
  /** How few of the properties of nested objects are looked for: 0 and more. */
  readonly thrift: number;
}
