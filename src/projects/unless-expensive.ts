import { done, type Outcome, refused } from '../refusal.ts';
import { HostFailure, type HostFailureReason } from '../workers/host/model-host.ts';

/** Failures that the model itself is to blame for. */
const TOO_EXPENSIVE: ReadonlySet<HostFailureReason> = new Set(['timeout', 'crashed', 'too-large']);

/** Looks at a model; one that takes too long or too much memory is refused as a whole. @param path of it in the input. */
export async function unlessExpensive<T>(path: string, look: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return done(await look());
  } catch (error) {
    if (!(error instanceof HostFailure && TOO_EXPENSIVE.has(error.reason))) throw error;
    return refused({
      kind: 'model-problem',
      code: 'MODEL_TOO_EXPENSIVE',
      message: 'reading the model took too much time or memory, so nothing was done: make it smaller and try again',
      path: [path],
    });
  }
}
