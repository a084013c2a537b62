import type { EntityManager } from '@mikro-orm/sql';
import type { Provider as ProviderValues } from '../model/index.ts';
import { ProjectRevision } from './project-revision.ts';
import type { Project } from './project.ts';
import { statement } from './statement.ts';

/** A project's model in effect, with the stored providers whose names occur in it. */
export interface StoredModel {
  readonly text: string;
  readonly revision: number;
  /** Those of the project's group win over shared ones of the same name. */
  readonly providers: readonly ProviderValues[];
}

export async function storedModel(em: EntityManager, project: Project): Promise<StoredModel> {
  const { id, revision } = project;
  const { text } = await em.findOneOrFail(
    ProjectRevision,
    { project: id, number: revision },
    { fields: ['text'], populate: ['text'] },
  );
  return { text, revision, providers: await storedProviders(em, project.group.id, text) };
}

/** The stored providers that a model of a group could mean: those whose names occur in its text. */
export async function storedProviders(
  em: EntityManager,
  group: string | null,
  text: string,
): Promise<readonly ProviderValues[]> {
  const found = await statement<{ values: ProviderValues }>(
    em,
    `select distinct on (name) "values" from provider
     where (group_id = $1 or group_id is null) and position(name in $2) > 0 order by name, group_id nulls last`,
    [group, text],
  );
  return found.map(({ values }) => values);
}
