import type { Options } from '../model/index.ts';
import type { Address, LoadMode } from '../targets/index.ts';
import type { TaskOverrides } from './task-overrides.ts';

/** What is to be generated. */
export interface StartInput {
  /** Row id. */
  readonly project: string;
  /** None: all of the model. */
  readonly entities: readonly AskedEntity[];
  /** Whether whatever the entities refer to, directly or not, is generated as well. It changes no value of theirs. */
  readonly includeRelated: boolean;
  /** Whether the one entity that is asked for becomes one file, without scripts beside it. */
  readonly alone?: boolean | undefined;
  /** Name of a format, for files; undefined where there is a target. */
  readonly format?: string | undefined;
  /** Where rows are loaded instead. */
  readonly target?: StartTarget | undefined;
  /** Where files are written instead of being kept for downloads. */
  readonly destination?: StartDestination | undefined;
  /** Of the format, by name. */
  readonly options: Options;
  /** In place of the model's. */
  readonly seed?: string | undefined;
  readonly overrides?: TaskOverrides | null | undefined;
  /** Who is told when the task has ended: an absolute URL of a receiver. */
  readonly webhookUrl?: string | undefined;
  /** At most 255 characters; good for 24 hours and one API key. */
  readonly idempotencyKey?: string | undefined;
}

export interface StartTarget {
  /** A saved one of the project's group by row id or name, or an address. */
  readonly connection:
    | { readonly id: string }
    | { readonly name: string }
    | { readonly inline: Address & { readonly password: string } };
  readonly mode: LoadMode;
  /** Of the tables; null where the search path leads to them. */
  readonly schema: string | null;
}

export interface StartDestination {
  /** A saved one of the project's group, by row id or name. */
  readonly connection: { readonly id: string } | { readonly name: string };
  /** Below that of the connection; '' for none. */
  readonly prefix: string;
  /** Bytes of each file, about; null: an entity is one file. */
  readonly fileSize: number | null;
}

export interface AskedEntity {
  readonly name: string;
  /** In place of the model's number of rows. */
  readonly count?: number | undefined;
}
