import { v7 as newId } from 'uuid';
import type { Call } from '../call.ts';
import { ProjectGroup } from '../entities/project-group.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { nameRefusals } from './name-refusals.ts';
import { nameTaken, notAllowed } from './refusals.ts';

export interface CreateProjectGroup {
  readonly name: string;
}

/** Makes an empty project group. A key that is bound to groups may not: it would not see the new one. */
export const createProjectGroup = verb(
  'write',
  async ({ em, access }: Call, { name }: CreateProjectGroup): Promise<Outcome<ProjectGroup>> => {
    const refusals = [...nameRefusals(name, 'name')];
    if (access.groups !== null) {
      refusals.push(
        notAllowed(
          'project groups cannot be created with an API key that is restricted to project groups: use one that is not',
        ),
      );
    }
    if (refusals.length > 0) return refused(...refusals);
    const id = newId();
    const made = await statement(
      em,
      'insert into project_group (id, name) values ($1, $2) on conflict (name) do nothing returning id',
      [id, name],
    );
    if (made.length === 0) return refused(nameTaken('this installation', 'name'));
    return done(await em.findOneOrFail(ProjectGroup, { id }));
  },
);
