import { done, type Outcome, refused } from '../refusal.ts';
import { notFound } from './refusals.ts';

/** The thing, or that it is not there. */
export function found<T>(thing: T | null, what: string, ...path: readonly string[]): Outcome<T> {
  return thing === null ? refused(notFound(what, ...path)) : done(thing);
}
