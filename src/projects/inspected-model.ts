import { askerOf } from '../access.ts';
import type { Call } from '../call.ts';
import { type StoredFile, storedProviders } from '../entities/queries/stored-model.ts';
import type { Problem, Provider } from '../model/index.ts';
import { done, type Outcome, problemRefusal, type Refusal } from '../refusal.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { unlessExpensive } from './unless-expensive.ts';

/** What a model's text came to, as it is kept beside it. */
export interface InspectedModel {
  readonly problems: readonly Problem[];
  /** Whether one of them is an error. */
  readonly draft: boolean;
}

/** Characters that are kept of each text of a problem: names in it can be as long as the document. */
const MAX_TEXT_LENGTH = 1000;
const MAX_REFUSALS = 100;

/**
 * Reads a model of a group away from this thread. One that takes too long or too much memory is refused as a whole. Not to be
 * awaited in a transaction.
 * @param path of the model in the caller's input.
 * @param group null if the model has none yet.
 * @param own providers that are stored together with the model.
 * @param files of its project.
 */
export async function inspectedModel(
  { em, access }: Call,
  host: Pick<ModelHost, 'inspect'>,
  group: string | null,
  text: string,
  path: string,
  own: readonly Provider[] = [],
  files: readonly StoredFile[] = [],
): Promise<Outcome<InspectedModel>> {
  const stored = await storedProviders(em, group, text);
  const providers = [...stored.filter(({ name }) => !own.some((one) => one.name === name)), ...own];
  const read = await unlessExpensive(path, async () => {
    return await host.inspect(
      { model: { text, providers, files }, format: 'csv', options: {} },
      askerOf(access, group),
    );
  });
  if (!read.ok) return read;
  const { problems } = read.value;
  return done({ problems: problems.map(storable), draft: problems.some(({ severity }) => severity === 'error') });
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
  const cut = text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
  return cut.toWellFormed().replaceAll('\0', '\ufffd');
}
