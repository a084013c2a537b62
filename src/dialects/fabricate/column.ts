import { type Draft, draft } from '../draft.ts';
import { shown, type Thing } from './node.ts';
import type { Tables } from './plan.ts';
import type { AttachedFile } from './tables.ts';
import { type ColumnType, typeWord } from './types.ts';

/** A field, and what surrounds it. */
export interface Column {
  readonly entity: string;
  readonly name: string;
  readonly thing: Thing;
  readonly tables: Tables;
  /** The file of the entity that its rows draw from. */
  readonly file: AttachedFile;
}

/** Makes a field of its settings; null where they say nothing. */
export type Maker = (column: Column, type: ColumnType | null) => Draft | null;

/** What a field of this name and type gets: our own inference decides. */
export function guess(type: ColumnType | null): Draft {
  return draft(type === null ? 'string' : typeWord(type));
}

export function unsupported({ thing }: Column, type: ColumnType | null): Draft {
  const generator = shown(thing.text('generator') ?? '');
  thing.note(`${generator} cannot be said here: what the name and the type suggest`, 'generator');
  return guess(type);
}
