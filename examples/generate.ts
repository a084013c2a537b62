import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type GatewayClient, refusal } from './gateway-client.ts';
import {
  CreateGroupDocument,
  CreateProjectDocument,
  FindProjectDocument,
  StartDocument,
  type StartGenerationInput,
  UpdateModelDocument,
  WatchDocument,
  type WatchSubscription,
} from './generated/graphql.ts';

/** A task as the subscription shows it. */
export type WatchedTask = WatchSubscription['taskProgress'];

/** The project with this model in it, made where it is not there. Answers its id. */
export async function putProject(client: GatewayClient, group: string, name: string, model: string): Promise<string> {
  const { project, projectGroup } = await client.ask(FindProjectDocument, { group, name });
  if (project != null) {
    const { updateProjectModel } = await client.ask(UpdateModelDocument, { project: project.id, model });
    return made(updateProjectModel.project, updateProjectModel.errors).id;
  }
  const { createProject } = await client.ask(CreateProjectDocument, {
    group: projectGroup?.id ?? (await createGroup(client, group)),
    name,
    model,
  });
  return made(createProject.project, createProject.errors).id;
}

async function createGroup(client: GatewayClient, name: string): Promise<string> {
  const { createProjectGroup } = await client.ask(CreateGroupDocument, { name });
  return made(createProjectGroup.projectGroup, createProjectGroup.errors).id;
}

/**
 * Starts a task and watches it to its end. Throws where it does not complete.
 * @param show gets the task as often as something changes.
 */
export async function generate(
  client: GatewayClient,
  input: StartGenerationInput,
  show: (task: WatchedTask) => void,
): Promise<WatchedTask> {
  const { startGeneration } = await client.ask(StartDocument, { input });
  const { id } = made(startGeneration.task, startGeneration.errors);
  let last: WatchedTask | undefined;
  for await (const { taskProgress } of client.watch(WatchDocument, { id })) {
    last = taskProgress;
    show(last);
  }
  if (last?.status !== 'COMPLETED') throw new Error(last?.error?.message ?? `the task is ${last?.status ?? 'gone'}`);
  return last;
}

/** Downloads every file of a task into a folder; answers their paths. */
export async function download({ artifacts }: WatchedTask, folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { fileName, url } of artifacts) {
    if (url == null) throw new Error(`${fileName} is no longer there`);
    const response = await fetch(url);
    if (!response.ok || response.body === null) throw new Error(`${fileName}: ${response.statusText}`);
    const path = join(folder, fileName);
    await pipeline(response.body, createWriteStream(path));
    paths.push(path);
  }
  return paths;
}

/** The thing that a mutation made. Throws its reasons where it made none. */
function made<T>(thing: T | null | undefined, errors: readonly { readonly message: string }[]): T {
  if (thing == null) throw refusal(errors);
  return thing;
}
