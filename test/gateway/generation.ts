import type { GatewayClient } from './client.ts';

/** What `startGeneration` takes besides the project. */
export interface Asked {
  /** As the schema names it: `POSTGRES_OPTIMIZED`. */
  readonly format: string;
  /** By the format, as the schema names it there: `{ csv: { header: false } }`. */
  readonly formatOptions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly entities?: readonly { readonly name: string; readonly count?: number }[];
  readonly includeRelated?: boolean;
}

export interface Refused {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** Makes a group and a project of a model in it; answers the project's id. */
export async function createProject(client: GatewayClient, name: string, model: string): Promise<string> {
  const { createProjectGroup } = await client.ask<{ createProjectGroup: { projectGroup: { id: string } } }>(
    'mutation ($name: String!) { createProjectGroup(input: { name: $name }) { projectGroup { id } } }',
    { name },
  );
  const { createProject: made } = await client.ask<{ createProject: { project: { id: string } } }>(
    `mutation ($group: ID!, $name: String!, $model: String!) {
      createProject(input: { projectGroup: $group, name: $name, model: $model }) { project { id } }
    }`,
    { group: createProjectGroup.projectGroup.id, name, model },
  );
  return made.project.id;
}

/** Starts a task; answers its id, or why there is none. */
export async function start(
  client: GatewayClient,
  project: string,
  asked: Asked,
): Promise<{ readonly id: string | undefined; readonly errors: readonly Refused[] }> {
  const { startGeneration } = await client.ask<{ startGeneration: { task: { id: string } | null; errors: Refused[] } }>(
    `mutation ($input: StartGenerationInput!) {
      startGeneration(input: $input) { task { id } errors { __typename ... on UserError { code message path } } }
    }`,
    { input: { project, ...asked } },
  );
  return { id: startGeneration.task?.id, errors: startGeneration.errors };
}

/** Starts a task that is not refused; answers its id. */
export async function started(client: GatewayClient, project: string, asked: Asked): Promise<string> {
  const { id, errors } = await start(client, project, asked);
  if (id === undefined) throw new Error(JSON.stringify(errors));
  return id;
}
