import { validate } from 'uuid';
import type { Call } from '../call.ts';
import { TableFile } from '../entities/table-file.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { projectBy } from './find-project.ts';
import { notFound } from './refusals.ts';

export interface DeleteTableFile {
  readonly id: string;
}

/** Deletes a file of a project. A model that names it has a problem from then on; tasks that were accepted keep its contents. */
export const deleteTableFile = verb(
  'write',
  async (call: Call, { id }: DeleteTableFile): Promise<Outcome<{ readonly id: string }>> => {
    const file = validate(id) ? await call.em.findOne(TableFile, { id }, { refresh: true }) : null;
    const project = file === null ? null : await projectBy(call, { id: file.project.id });
    if (project === null) return refused(notFound('file', 'id'));
    await statement(call.em, 'delete from table_file where id = $1', [id]);
    return done({ id });
  },
);
