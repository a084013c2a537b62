import { may, type Scope } from './access.ts';
import type { Call } from './call.ts';

/** What a caller can ask of a room, with the scope that a key needs for it. */
export type Verb<Rest extends readonly unknown[], Result> = ((call: Call, ...rest: Rest) => Result) & {
  readonly scope: Scope;
};

/** The key of a call lacks a scope. Each front reports it in its own form. */
export class MissingScope extends Error {
  readonly scope: Scope;

  constructor(scope: Scope) {
    super(`This API key lacks the \`${scope}\` scope.`);
    this.name = 'MissingScope';
    this.scope = scope;
  }
}

/**
 * Guards a function that any front may call: the function runs only for keys that have the scope. Otherwise it throws
 * MissingScope, at once and before anything is read. Verbs call each other's functions, not each other.
 */
export function verb<Rest extends readonly unknown[], Result>(
  scope: Scope,
  run: (call: Call, ...rest: Rest) => Result,
): Verb<Rest, Result> {
  const guarded = (call: Call, ...rest: Rest): Result => {
    if (!may(call.access, scope)) throw new MissingScope(scope);
    return run(call, ...rest);
  };
  return Object.assign(guarded, { scope });
}
