import type { Refusal } from '../refusal.ts';
import { nameFault } from './name-fault.ts';
import { invalid } from './refusals.ts';

/** What is wrong with a name that came at this place of the input: one refusal or none. */
export function nameRefusals(name: string, ...path: readonly string[]): readonly Refusal[] {
  const fault = nameFault(name);
  return fault === null ? [] : [invalid(fault, ...path)];
}
