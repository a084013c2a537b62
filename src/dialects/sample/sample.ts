import type { SourcePosition } from '../schema.ts';
import type { Profile } from './profile.ts';

/** Rows of a sample that are read, and characters. */
export const MAX_ROWS = 20_000;
export const MAX_CHARACTERS = 32 * 1024 * 1024;

/** Rows of one kind. */
export interface Sample {
  /** '' for that of the file. */
  readonly name: string;
  readonly at: SourcePosition;
  readonly row: Profile;
  /** Where the columns are named. */
  readonly places: ReadonlyMap<string, SourcePosition>;
  /** Whether there are more rows than were read. */
  readonly isCut: boolean;
}
