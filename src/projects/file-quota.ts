import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import { MAX_FILES_BYTES } from '../model/index.ts';
import type { Refusal } from '../refusal.ts';

/** Files of one project. */
const MAX_FILES = 100;
/** Bytes of the files of all projects of a group. */
const MAX_GROUP_BYTES = 4 * MAX_FILES_BYTES;

/**
 * Why the files of a project are too many or too large, once some have been written by this transaction; null where they are not.
 * @param path of the files in the input.
 */
export async function fileQuotaRefusal(
  em: EntityManager,
  project: string,
  group: string,
  path: string,
): Promise<Refusal | null> {
  // Those who write at once come one after the other, so that each counts what was written before.
  await statement(em, 'select 1 from project_group where id = $1 for no key update', [group]);
  const [{ files, bytes, all }] = await statement<{ files: number; bytes: number; all: number }>(
    em,
    `select count(*) filter (where project_id = $1)::int as files,
       coalesce(sum(bytes) filter (where project_id = $1), 0)::float8 as bytes,
       coalesce(sum(bytes), 0)::float8 as "all"
     from table_file join project on project.id = project_id where group_id = $2`,
    [project, group],
  );
  if (files > MAX_FILES) return beyond(`a project has at most ${MAX_FILES} files`, path);
  if (bytes > MAX_FILES_BYTES) return beyond(`the files of a project have at most ${mib(MAX_FILES_BYTES)}`, path);
  if (all <= MAX_GROUP_BYTES) return null;
  return beyond(`the files of all projects of a project group have at most ${mib(MAX_GROUP_BYTES)}`, path);
}

const mib = (bytes: number): string => `${bytes / 1024 / 1024} MiB`;

const beyond = (message: string, path: string): Refusal => ({
  kind: 'quota-exceeded',
  code: 'QUOTA_EXCEEDED',
  message: `${message}: delete some first`,
  path: [path],
});
