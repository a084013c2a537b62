import type { Call } from '../call.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { projectBy } from './find-project.ts';
import { modelText } from './model-text.ts';
import { writeProjectFile } from './project-file.ts';
import { notFound } from './refusals.ts';

export interface ExportProject {
  /** Id. */
  readonly project: string;
}

/** A project as one file: its model with the stored providers and table files that it uses. A draft has none, since they cannot be told. */
export const exportProject = verb(
  'read',
  async (call: Call, { project: id }: ExportProject, host: Pick<ModelHost, 'inline'>): Promise<Outcome<string>> => {
    const project = await projectBy(call, { id });
    if (project === null) return refused(notFound('project', 'project'));
    const text = await modelText(call, host, id, { isKept: () => false, files: false });
    return text.ok ? done(writeProjectFile(project.name, text.value)) : text;
  },
);
