import { askerOf, sees } from '../access.ts';
import type { Call } from '../call.ts';
import { ProjectGroup } from '../entities/project-group.ts';
import { Project } from '../entities/project.ts';
import { storedFiles, storedProviders } from '../entities/queries/stored-model.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { Asker } from '../workers/host/accounts.ts';
import type { ModelRequest } from '../workers/programs/model-request.ts';
import { checkText } from './check-text.ts';
import { isId } from './is-id.ts';
import { notFound, visibleModel } from './visible-model.ts';

/**
 * A model to look at: that of a project, or a text with the stored providers of a group in scope, or with those and the table files that
 * a project has. Ids are row ids.
 */
export type ModelInput =
  | { readonly project: string }
  | { readonly model: string; readonly group?: string | null | undefined; readonly owner?: string | null | undefined };

/** Characters of a model's text; the language's own limit is lower. */
const MAX_MODEL_LENGTH = 16 * 1024 * 1024;

/** A model that the caller may see, and on whose behalf it is looked at. */
export interface AskedModel {
  readonly model: Pick<ModelRequest, 'text' | 'providers' | 'files'>;
  readonly asker: Asker;
}

export async function modelOf(call: Call, input: ModelInput): Promise<Outcome<AskedModel>> {
  if ('project' in input) {
    const stored = await visibleModel(call, input.project);
    if (stored === null) return refused(notFound('project', ['project']));
    const { text, providers, files, group } = stored;
    return done({ model: { text, providers, files }, asker: askerOf(call.access, group) });
  }
  const { model: text, group = null, owner = null } = input;
  const wrong = checkText(text, ['model'], MAX_MODEL_LENGTH);
  if (wrong.length > 0) return refused(...wrong);
  if (group !== null && !(await groupIsVisible(call, group))) {
    return refused(notFound('project group', ['group']));
  }
  if (owner !== null) return await ofProject(call, text, owner);
  const providers = await storedProviders(call.em, group, text);
  return done({ model: { text, providers }, asker: askerOf(call.access, group) });
}

async function ofProject(call: Call, text: string, id: string): Promise<Outcome<AskedModel>> {
  const { em, access } = call;
  const project = isId(id) ? await em.findOne(Project, { id }, { refresh: true }) : null;
  if (project === null || !sees(access, project.group.id)) return refused(notFound('project', ['owner']));
  const group = project.group.id;
  const [providers, files] = await Promise.all([storedProviders(em, group, text), storedFiles(em, id, text)]);
  return done({ model: { text, providers, files }, asker: askerOf(access, group) });
}

async function groupIsVisible({ em, access }: Call, id: string): Promise<boolean> {
  return isId(id) && sees(access, id) && (await em.count(ProjectGroup, { id })) > 0;
}
