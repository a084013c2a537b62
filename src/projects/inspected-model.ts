import { askerOf } from '../access.ts';
import type { Call } from '../call.ts';
import { storedProviders } from '../entities/stored-model.ts';
import type { Problem, Provider } from '../model/index.ts';
import { done, type Outcome, problemRefusal, type Refusal, refused } from '../refusal.ts';
import { HostFailure, type HostFailureReason, type ModelHost } from '../workers/host/model-host.ts';

/** What a model's text came to, as it is kept beside it. */
export interface InspectedModel {
  readonly problems: readonly Problem[];
  /** Whether one of them is an error. */
  readonly draft: boolean;
}

/** Failures that the model itself is to blame for. */
const TOO_EXPENSIVE: ReadonlySet<HostFailureReason> = new Set(['timeout', 'crashed', 'too-large']);
/** Characters that are kept of each text of a problem: names in it can be as long as the document. */
const LONGEST_TEXT = 1000;
const MAX_REFUSALS = 100;

/**
 * Reads a model of a group away from this thread. One that takes too long or too much memory is refused as a whole. Not to be
 * awaited in a transaction.
 * @param group null if the model has none yet.
 * @param own providers that are stored together with the model.
 */
export async function inspectedModel(
  { em, access }: Call,
  host: Pick<ModelHost, 'inspect'>,
  group: string | null,
  text: string,
  own: readonly Provider[] = [],
): Promise<Outcome<InspectedModel>> {
  const stored = await storedProviders(em, group, text);
  const providers = [...stored.filter(({ name }) => !own.some((one) => one.name === name)), ...own];
  try {
    const { problems } = await host.inspect(
      { model: { text, providers }, format: 'csv', options: [] },
      askerOf(access, group),
    );
    return done({ problems: problems.map(storable), draft: problems.some(({ severity }) => severity === 'error') });
  } catch (error) {
    if (!(error instanceof HostFailure && TOO_EXPENSIVE.has(error.reason))) throw error;
    return refused({
      kind: 'model-problem',
      code: 'MODEL_TOO_EXPENSIVE',
      message: 'reading the model took too much time or memory, so it was not saved: make it smaller and try again',
      path: ['model'],
    });
  }
}

/** Why a model is not kept where drafts are not wanted: its errors, of which nobody reads more than a hundred. */
export function draftRefusals({ problems }: InspectedModel, ...path: readonly string[]): readonly Refusal[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .slice(0, MAX_REFUSALS)
    .map((problem) => problemRefusal(problem, path));
}

/** Names in problems are the document's, whose escapes can write what the database does not take. */
function storable(problem: Problem): Problem {
  return {
    ...problem,
    path: storableText(problem.path),
    message: storableText(problem.message),
    hint: storableText(problem.hint),
  };
}

function storableText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return cut.toWellFormed().replaceAll('\0', '\ufffd');
}
