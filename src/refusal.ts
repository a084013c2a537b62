import type { Problem } from './model/index.ts';

/** Why something was not done although nothing is broken. One for each kind of mistake that a caller can mend. */
export type RefusalKind =
  /** What was asked for does not exist, or belongs to a group that the key may not see. */
  | 'not-found'
  /** A value of the input is missing, too large or malformed. */
  | 'invalid-input'
  /** The name is in use. */
  | 'name-taken'
  /** The thing has changed since the caller read it. */
  | 'outdated'
  /** The model, an override or a name of an entity in it is wrong, or a format cannot hold it. */
  | 'model-problem'
  /** Tasks of it are not finished. */
  | 'tasks-running'
  /** The size is beyond a quota, or the disk's. */
  | 'quota-exceeded'
  /** The idempotency key came before with another input. */
  | 'idempotency-conflict'
  /** What a connection leads to cannot be reached, or does not take the rows or files. */
  | 'target-failed'
  /** The key itself may not do or give this. */
  | 'not-allowed';

export interface Refusal {
  readonly kind: RefusalKind;
  /** Stable, for programs: `NAME_TAKEN`. More precise than the kind where that helps. */
  readonly code: string;
  /** What was expected, what came, what to try; never a value of the user's data or a secret. */
  readonly message: string;
  /** Leads from the input to the value: `['entities', '0', 'name']`. */
  readonly path: readonly string[];
  /** Of a `model-problem`: where in the model. */
  readonly problem?: Problem;
  /** Of a `quota-exceeded`: seconds after which it is worth trying again; absent where waiting changes nothing. */
  readonly retryAfter?: number;
}

/** The refusal for a problem of a model. @param path of the model in the input. */
export function problemRefusal(problem: Problem, path: readonly string[]): Refusal {
  const { code, message, hint } = problem;
  return { kind: 'model-problem', code, message: hint === '' ? message : `${message}: ${hint}`, path, problem };
}

/** What a verb answers: the thing, or every reason why there is none. Whatever is unexpected is thrown. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refused = (
  ...refusals: readonly Refusal[]
): { readonly ok: false; readonly refusals: readonly Refusal[] } => ({
  ok: false,
  refusals,
});
