import type { EntityManager } from '@mikro-orm/sql';
import type { Provider as ProviderValues } from '../model/index.ts';
import type { Project } from './project.ts';
import { statement } from './statement.ts';

/** A project's model in effect, with the stored providers whose names occur in it. */
export interface StoredModel {
  readonly text: string;
  readonly revision: number;
  /** Those of the project's group win over shared ones of the same name. */
  readonly providers: readonly ProviderValues[];
}

/** Those whose names occur in a text, as a select that is part of a statement. @param group @param text SQL expressions. */
const providersIn = (group: string, text: string): string =>
  `select distinct on (name) "values" from provider
   where (group_id = ${group} or group_id is null) and position(name in ${text}) > 0 order by name, group_id nulls last`;

/** Reads both in one statement. Throws where the revision is gone, and with it the project. */
export async function storedModel(em: EntityManager, { id, revision, group }: Project): Promise<StoredModel> {
  const [found] = await statement<Pick<StoredModel, 'text' | 'providers'>>(
    em,
    `select text, (select coalesce(jsonb_agg("values"), '[]') from (${providersIn('$3::uuid', 'text')}) as provider) as providers
     from project_revision where project_id = $1 and number = $2`,
    [id, revision, group.id],
  );
  if (found === undefined) throw new Error('a project lost the revision in effect while it was read');
  return { ...found, revision };
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
