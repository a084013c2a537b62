import type { Call } from '../call.ts';
import type { Project } from '../entities/project.ts';
import type { Outcome } from '../refusal.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { verb } from '../verb.ts';
import { addProject } from './add-project.ts';
import { STARTER_MODEL } from './starter-model.ts';

export interface CreateProject {
  /** Id of its group. */
  readonly group: string;
  readonly name: string;
  /** YAML; a small starter model where there is none. One with errors is kept as a draft. */
  readonly model?: string | null;
  /** Whether a model with errors is refused. By default, it is kept as a draft. */
  readonly refuseDraft?: boolean;
}

export const createProject = verb(
  'write',
  async (
    call: Call,
    { model, ...project }: CreateProject,
    host: Pick<ModelHost, 'inspect'>,
  ): Promise<Outcome<Project>> => await addProject(call, { ...project, model: model ?? STARTER_MODEL }, host, 'model'),
);
