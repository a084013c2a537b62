import type { TaskOverrides } from './task-overrides.ts';

/** What is to be generated. */
export interface StartInput {
  /** Row id. */
  readonly project: string;
  /** None: all of the model. */
  readonly entities: readonly AskedEntity[];
  /** Whether whatever the entities refer to, directly or not, is generated as well. It changes no value of theirs. */
  readonly includeRelated: boolean;
  /** Name of a format. */
  readonly format: string;
  /** Of the format, as users write them, by name. */
  readonly options: readonly (readonly [name: string, value: string])[];
  /** In place of the model's. */
  readonly seed?: string | undefined;
  readonly overrides?: TaskOverrides | undefined;
  /** At most 255 characters; good for 24 hours and one API key. */
  readonly idempotencyKey?: string | undefined;
}

export interface AskedEntity {
  readonly name: string;
  /** In place of the model's number of rows. */
  readonly count?: number | undefined;
}
