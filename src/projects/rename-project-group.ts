import type { Call } from '../call.ts';
import type { ProjectGroup } from '../entities/project-group.ts';
import { statement } from '../entities/queries/statement.ts';
import { type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { projectGroupBy } from './find-project-group.ts';
import { found } from './found.ts';
import { nameRefusals } from './name-refusals.ts';
import { nameTaken, notFound } from './refusals.ts';
import { unlessViolated } from './unless-violated.ts';

export interface RenameProjectGroup {
  readonly id: string;
  readonly name: string;
}

export const renameProjectGroup = verb(
  'write',
  async (call: Call, { id, name }: RenameProjectGroup): Promise<Outcome<ProjectGroup>> => {
    const refusals = [...nameRefusals(name, 'name')];
    if ((await projectGroupBy(call, { id })) === null) refusals.push(notFound('project group', 'id'));
    if (refusals.length > 0) return refused(...refusals);
    return await unlessViolated({ unique: nameTaken('this installation', 'name') }, async () => {
      await statement(call.em, 'update project_group set name = $2, updated_at = now() where id = $1', [id, name]);
      return found(await projectGroupBy(call, { id }), 'project group', 'id');
    });
  },
);
