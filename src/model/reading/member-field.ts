import type { DeclaredType, Field, Source } from '../model.ts';
import type { LeafParts } from './leaf-parts.ts';

/** A field of the object that a directive makes of one field. */
export function memberField(parts: LeafParts, name: string, type: DeclaredType | null, source: Source): Field {
  return {
    name,
    path: `${parts.path}.${name}`,
    at: parts.at,
    type,
    source,
    inferred: null,
    nullShare: 0,
    unique: false,
    hidden: false,
    key: false,
    seed: null,
    group: '',
    from: [],
    when: null,
  };
}
