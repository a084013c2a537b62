import type { Call } from '../call.ts';
import type { Project } from '../entities/project.ts';
import { statement } from '../entities/queries/statement.ts';
import { type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { projectBy } from './find-project.ts';
import { found } from './found.ts';
import { nameRefusals } from './name-refusals.ts';
import { nameTaken, notFound } from './refusals.ts';
import { unlessViolated } from './unless-violated.ts';

export interface RenameProject {
  readonly id: string;
  readonly name: string;
}

export const renameProject = verb(
  'write',
  async (call: Call, { id, name }: RenameProject): Promise<Outcome<Project>> => {
    const refusals = [...nameRefusals(name, 'name')];
    if ((await projectBy(call, { id })) === null) refusals.push(notFound('project', 'id'));
    if (refusals.length > 0) return refused(...refusals);
    return await unlessViolated({ unique: nameTaken('the project group', 'name') }, async () => {
      await statement(call.em, 'update project set name = $2, updated_at = now() where id = $1', [id, name]);
      return found(await projectBy(call, { id }), 'project', 'id');
    });
  },
);
