import type { Call } from '../call.ts';
import type { Project } from '../entities/project.ts';
import { storedProviders } from '../entities/queries/stored-model.ts';
import type { Provider } from '../model/index.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { addProject } from './add-project.ts';
import { projectBy } from './find-project.ts';
import { projectGroupBy } from './find-project-group.ts';
import { modelText } from './model-text.ts';
import { modelNow, type ReadModel } from './read-model.ts';
import { notFound } from './refusals.ts';

export interface CloneProject {
  /** Id of the project to copy. */
  readonly project: string;
  /** Id of the group of the copy; null for that of the project. */
  readonly group?: string | null;
  readonly name: string;
}

/** Adds a project with the current model and the table files of another one. Stored providers that its group has not, or has otherwise, come with it. */
export const cloneProject = verb(
  'write',
  async (
    call: Call,
    { project: id, group: other = null, name }: CloneProject,
    host: Pick<ModelHost, 'inspect' | 'inline'>,
  ): Promise<Outcome<Project>> => {
    const project = await projectBy(call, { id });
    if (project === null) return refused(notFound('project', 'project'));
    const group = other ?? project.group.id;
    // Nothing of a group that the key does not see is looked at.
    if ((await projectGroupBy(call, { id: group })) === null) return refused(notFound('project group', 'group'));
    const found = await modelNow(call, project);
    if (found === null) return refused(notFound('project', 'project'));
    const model = group === project.group.id ? done(found.model) : await textFor(call, host, found, group);
    if (!model.ok) return model;
    // A model that was changed is not what its source would become.
    const source = model.value === found.model ? found.source : null;
    return await addProject(call, { group, name, model: model.value, source, filesOf: id }, host, 'project');
  },
);

/** The model as it means the same in another group. */
async function textFor(
  call: Call,
  host: Pick<ModelHost, 'inline'>,
  { project, model }: ReadModel,
  group: string,
): Promise<Outcome<string>> {
  const there = new Map((await storedProviders(call.em, group, model)).map((one) => [one.name, JSON.stringify(one)]));
  const isThere = (provider: Provider): boolean => there.get(provider.name) === JSON.stringify(provider);
  return await modelText(call, host, project.id, { isKept: isThere, files: true });
}
