import type { EntityManager } from '@mikro-orm/sql';
import type { Call } from '../call.ts';
import type { Project } from '../entities/project.ts';
import { statement } from '../entities/queries/statement.ts';
import type { Problem } from '../model/index.ts';
import { storedFiles } from '../entities/queries/stored-model.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { addRevision, type ModelSource } from './add-revision.ts';
import { projectBy } from './find-project.ts';
import { inTransaction } from './in-transaction.ts';
import { draftRefusals, type InspectedModel, inspectedModel } from './inspected-model.ts';
import { modelRefusals } from './model-refusals.ts';
import { notFound } from './refusals.ts';

export interface SaveModel {
  /** Id. */
  readonly project: string;
  /** YAML. One with errors is kept as a draft. */
  readonly model: string;
  /** Number of the revision that the caller changed; where it is not the current one, nothing is saved. */
  readonly revision?: number | null;
  /** Whether a model with errors is refused, so that the current one stays. By default, it is kept as a draft. */
  readonly refuseDraft?: boolean;
  /** What the model was made from; by default, it was written as it is. */
  readonly source?: ModelSource | null;
}

export interface SavedModel {
  readonly project: Project;
  /** Of the model, warnings too. */
  readonly problems: readonly Problem[];
}

/** Saves a model as the next revision; the text of the current one is not saved again. */
export async function saveModel(
  call: Call,
  { project: id, model, revision = null, refuseDraft = false, source = null }: SaveModel,
  host: Pick<ModelHost, 'inspect'>,
): Promise<Outcome<SavedModel>> {
  const refusals = [...modelRefusals(model, 'model')];
  const project = await projectBy(call, { id });
  if (project === null) refusals.push(notFound('project', 'project'));
  else refusals.push(...outdated(project.revision, revision));
  if (project === null || refusals.length > 0) return refused(...refusals);
  const files = await storedFiles(call.em, id, model);
  const inspected = await inspectedModel(call, host, project.group.id, model, 'model', [], files);
  if (!inspected.ok) return inspected;
  if (refuseDraft && inspected.value.draft) return refused(...draftRefusals(inspected.value, 'model'));

  const saved = await inTransaction(
    call.em,
    async (em) => await save(em, id, { text: model, source }, revision, inspected.value),
  );
  if (!saved.ok) return saved;
  const updated = await projectBy(call, { id });
  if (updated === null) return refused(notFound('project', 'project'));
  return done({ project: updated, problems: inspected.value.problems });
}

/** Answers the number of the revision that is current then. */
async function save(
  em: EntityManager,
  project: string,
  { text, source }: { readonly text: string; readonly source: ModelSource | null },
  expected: number | null,
  inspected: InspectedModel,
): Promise<Outcome<number>> {
  // Locked, so that two who save at once come one after the other.
  const locked = await statement<{ revision: number }>(em, 'select revision from project where id = $1 for update', [
    project,
  ]);
  if (locked.length === 0) return refused(notFound('project', 'project'));
  const [{ revision }] = locked;
  const refusals = outdated(revision, expected);
  if (refusals.length > 0) return refused(...refusals);
  // A text that has become free of errors, since a provider was added, is saved again: revisions do not change.
  const same = await statement(
    em,
    `select 1 from project_revision where project_id = $1 and "number" = $2 and "text" = $3 and draft = $4
     and ($5::text is null or (source = $5 and dialect = $6::text))`,
    [project, revision, text, inspected.draft, source?.text ?? null, source?.dialect ?? null],
  );
  if (same.length > 0) return done(revision);
  await addRevision(em, project, revision + 1, text, inspected, source);
  await statement(em, 'update project set revision = $2, updated_at = now() where id = $1', [project, revision + 1]);
  return done(revision + 1);
}

export function outdated(current: number, expected: number | null): readonly Refusal[] {
  if (expected === null || expected === current) return [];
  return [
    {
      kind: 'outdated',
      code: 'OUTDATED',
      message: `the model is at revision ${current}, not ${expected}: read it again and repeat the change`,
      path: ['revision'],
    },
  ];
}
