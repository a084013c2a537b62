import { type Outcome, type Refusal, refused } from '../refusal.ts';
import { violation } from './violation.ts';

/** What a verb answers where somebody else was quicker: took the name, or deleted what the new row refers to. */
export interface WhenViolated {
  readonly unique?: Refusal;
  readonly reference?: Refusal;
}

/** Runs statements whose constraints settle a race; a violation that is not expected is thrown on. */
export async function unlessViolated<T>(expected: WhenViolated, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    const kind = violation(error);
    const refusal = kind === null ? undefined : expected[kind];
    if (refusal === undefined) throw error;
    return refused(refusal);
  }
}
