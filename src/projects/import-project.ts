import type { Call } from '../call.ts';
import type { Project } from '../entities/project.ts';
import { type Outcome, refused } from '../refusal.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { verb } from '../verb.ts';
import { addProject } from './add-project.ts';
import { readProjectFile } from './project-file.ts';
import { invalid } from './refusals.ts';

export interface ImportProject {
  /** Id of the group that it is to belong to. */
  readonly group: string;
  /** As `exportProject` writes it, or a model. One with errors is kept as a draft. */
  readonly file: string;
  /** In place of the name in the file. */
  readonly name?: string | null;
}

/** Adds a project from a file. What the file says of providers stays in the model. */
export const importProject = verb(
  'write',
  async (
    call: Call,
    { group, file, name = null }: ImportProject,
    host: Pick<ModelHost, 'inspect'>,
  ): Promise<Outcome<Project>> => {
    const read = readProjectFile(file, 'file');
    if (!read.ok) return read;
    const given = name ?? read.value.name;
    if (given === null) return refused(invalid('the file names no project in its first line: give a name', 'name'));
    return await addProject(call, { group, name: given, model: read.value.model }, host, 'file');
  },
);
