import type { EntityManager } from '@mikro-orm/sql';
import type { Provider as ProviderValues } from '../../model/index.ts';
import { statement } from './statement.ts';

/** A project's model in effect, with the stored providers and files whose names occur in it. */
export interface StoredModel {
  /** Name of the project. */
  readonly name: string;
  /** Row id of its group. */
  readonly group: string;
  /** Number of the revision in effect. */
  readonly revision: number;
  readonly text: string;
  /** Those of the project's group win over shared ones of the same name. */
  readonly providers: readonly ProviderValues[];
  /** Of the project, whose names occur in the model. */
  readonly files: readonly StoredFile[];
}

/** A file as requests for a model have it. */
export interface StoredFile {
  readonly name: string;
  readonly digest: string;
  readonly text: string;
}

/** Those whose names occur in a text, as a select that is part of a statement. @param group @param text SQL expressions. */
const providersIn = (group: string, text: string): string =>
  `select distinct on (name) "values" from provider
   where (group_id = ${group} or group_id is null) and position(name in ${text}) > 0 order by name, group_id nulls last`;

const filesIn = (project: string, text: string): string =>
  `select name, digest, text from table_file where project_id = ${project} and position(name in ${text}) > 0 order by name`;

/**
 * Reads all of it in one statement; null where there is no such project. `jsonb_agg` would take the square of a provider's rows.
 */
export async function storedModel(em: EntityManager, project: string): Promise<StoredModel | null> {
  const [found] = await statement<StoredModel>(
    em,
    `select project.name, project.group_id as "group", revision, text,
       (select coalesce(json_agg("values"), '[]') from (${providersIn('project.group_id', 'text')}) as provider) as providers,
       (select coalesce(json_agg(file), '[]') from (${filesIn('project.id', 'project_revision.text')}) as file) as files
     from project join project_revision on project_id = project.id and number = revision
     where project.id = $1`,
    [project],
  );
  return found ?? null;
}

/** The stored providers that a model of a group could mean: those whose names occur in its text. */
export async function storedProviders(
  em: EntityManager,
  group: string | null,
  text: string,
): Promise<readonly ProviderValues[]> {
  const found = await statement<{ values: ProviderValues }>(em, providersIn('$1::uuid', '$2'), [group, text]);
  return found.map(({ values }) => values);
}

/** The files that a model of a project could mean: those whose names occur in its text. */
export async function storedFiles(em: EntityManager, project: string, text: string): Promise<readonly StoredFile[]> {
  return await statement<StoredFile>(em, filesIn('$1', '$2'), [project, text]);
}
