import type { Call } from '../call.ts';
import type { ImportReport } from '../dialects/index.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { projectBy } from './find-project.ts';
import { importedModel } from './imported-model.ts';
import { notFound } from './refusals.ts';
import { outdated, type SavedModel, saveModel, type SaveModel } from './save-model.ts';

export interface UpdateImportedModel extends Omit<SaveModel, 'model' | 'source'> {
  /** The schema that the model is made from, and that is kept beside it. */
  readonly schema: string;
  /** A dialect of the registry. */
  readonly format: string;
}

export interface SavedImport extends SavedModel {
  /** The model that was made of it. */
  readonly model: string;
  /** What of the schema is in the model. */
  readonly report: ImportReport;
}

/** `updateProjectModel` with a schema of another system in place of the model. */
export const updateImportedModel = verb(
  'write',
  async (
    call: Call,
    { schema, format, ...input }: UpdateImportedModel,
    host: Pick<ModelHost, 'inspect' | 'importText'>,
  ): Promise<Outcome<SavedImport>> => {
    const project = await projectBy(call, { id: input.project });
    if (project === null) return refused(notFound('project', 'project'));
    const refusals = outdated(project.revision, input.revision ?? null);
    if (refusals.length > 0) return refused(...refusals);
    const imported = await importedModel(call, host, project.group.id, schema, format, 'model');
    if (!imported.ok) return imported;
    const { model, source, report } = imported.value;
    const saved = await saveModel(call, { ...input, model, source }, host);
    return saved.ok ? done({ ...saved.value, model, report }) : saved;
  },
);
