import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { type StoredModel, storedModel } from '../entities/queries/stored-model.ts';
import type { Refusal } from '../refusal.ts';
import { isId } from './is-id.ts';

/** The model of a project's row id; null where there is none or the key may not see it. */
export async function visibleModel({ em, access }: Call, project: string): Promise<StoredModel | null> {
  const model = isId(project) ? await storedModel(em, project) : null;
  return model !== null && sees(access, model.group) ? model : null;
}

export const notFound = (what: string, path: readonly string[]): Refusal => ({
  kind: 'not-found',
  code: 'NOT_FOUND',
  message: `there is no such ${what}, or the API key cannot access it`,
  path,
});
