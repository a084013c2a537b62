import type { Call } from '../call.ts';
import type { ImportReport } from '../dialects/index.ts';
import type { Project } from '../entities/project.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { addProject } from './add-project.ts';
import { projectGroupBy } from './find-project-group.ts';
import { importedModel } from './imported-model.ts';
import { nameRefusals } from './name-refusals.ts';
import { notFound } from './refusals.ts';

export interface CreateImportedProject {
  /** Id of its group. */
  readonly group: string;
  readonly name: string;
  /** The schema that its model is made from, and that is kept beside it. */
  readonly schema: string;
  /** A dialect of the registry. */
  readonly format: string;
  /** Whether a model with errors is refused. By default, it is kept as a draft. */
  readonly refuseDraft?: boolean;
}

export interface ImportedProject {
  readonly project: Project;
  /** What of the schema is in the model. */
  readonly report: ImportReport;
}

/** `createProject` with a schema of another system in place of the model. */
export const createImportedProject = verb(
  'write',
  async (
    call: Call,
    { schema, format, ...project }: CreateImportedProject,
    host: Pick<ModelHost, 'inspect' | 'importText'>,
  ): Promise<Outcome<ImportedProject>> => {
    const { group, name } = project;
    const refusals = [...nameRefusals(name, 'name')];
    // Nobody has a schema read at the expense of a group that the key cannot access.
    if ((await projectGroupBy(call, { id: group })) === null) refusals.push(notFound('project group', 'group'));
    if (refusals.length > 0) return refused(...refusals);
    const imported = await importedModel(call, host, group, schema, format, 'model');
    if (!imported.ok) return imported;
    const { model, source, report } = imported.value;
    const made = await addProject(call, { ...project, model, source }, host, 'model');
    return made.ok ? done({ project: made.value, report }) : made;
  },
);
