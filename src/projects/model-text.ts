import { askerOf } from '../access.ts';
import type { Call } from '../call.ts';
import { storedModel } from '../entities/queries/stored-model.ts';
import type { Provider } from '../model/index.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { notFound } from './refusals.ts';
import { unlessExpensive } from './unless-expensive.ts';

/**
 * The model of a project with the stored providers that it uses, and the rows of its table files, written into it. Not to be awaited in a transaction.
 * @param project row ID of one that the key sees.
 * @param kept what is left out: whether a provider is, and whether all table files are.
 */
export async function modelText(
  { em, access }: Call,
  host: Pick<ModelHost, 'inline'>,
  project: string,
  kept: { readonly isKept: (provider: Provider) => boolean; readonly files: boolean },
): Promise<Outcome<string>> {
  const stored = await storedModel(em, project);
  if (stored === null) return refused(notFound('project', 'project'));
  const { text, providers, files, group } = stored;
  const outside = { providers: providers.filter(kept.isKept).map(({ name }) => name), files: kept.files };
  const read = await unlessExpensive('project', async () => {
    return await host.inline({ text, providers, files }, outside, askerOf(access, group));
  });
  if (!read.ok) return read;
  if (read.value.ok) return done(read.value.text);
  const { message } = read.value;
  return refused({ kind: 'model-problem', code: 'PROVIDERS_NOT_INLINE', message, path: ['project'] });
}
