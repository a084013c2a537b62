import type { ProjectBy, RowmillClient, SavedProject } from '../../client/index.ts';
import type { FileFault } from '../../model/index.ts';
import { Failure } from '../failure.ts';
import { readModelFile } from '../model/model-file.ts';
import { printProblems } from '../print/print-problems.ts';
import { printable } from '../print/printable.ts';
import { type FileBytes, readFileBytes } from '../model/table-files.ts';
import { projectBy } from './project-name.ts';
import { withGateway } from './with-gateway.ts';

/** Saves a model in a project. Errors of the model set the exit code to 2. */
export async function push(
  project: string,
  path: string,
  { gateway, json, from }: { readonly gateway?: string; readonly json?: boolean; readonly from?: string },
): Promise<void> {
  await withGateway(gateway, async (client) => {
    const saved =
      from === undefined ? await pushModel(client, project, path) : await pushSchema(client, project, path, from);
    printSaved(project, saved, json);
  });
}

/** Prints where a project is after its model was saved. */
export function printSaved(project: string, saved: SavedProject, json: boolean | undefined): void {
  if (json === true) process.stdout.write(`${JSON.stringify(saved, null, 2)}\n`);
  else
    process.stdout.write(`${printable(project)} is at revision ${saved.revision}${saved.isDraft ? ', a draft' : ''}\n`);
}

/** Saves a model that is made from a schema. Parsers are loaded for this alone. */
async function pushSchema(client: RowmillClient, project: string, path: string, from: string): Promise<SavedProject> {
  const { importForPush } = await import('../import/import-schema.ts');
  return await save(client, projectBy(project), path, await importForPush(path, from));
}

/** Saves a model after the files that it names. Prints the problems of the model, which stays a draft where some are errors; these set the exit code to 2. */
export async function pushModel(client: RowmillClient, project: string, path: string): Promise<SavedProject> {
  const model = await readModelFile(path);
  const files = readFileBytes(path, model);
  const fault = files.find((file) => 'message' in file);
  if (fault !== undefined) throw new Failure(2, `cannot read a file of the model: ${fault.message}: ${fault.hint}`);
  const by = projectBy(project);
  // A new project has to be there before its files, and is a draft until they are.
  if (files.length > 0 && by.path != null && (await client.project(by)) === null)
    await client.putModel({ ...by.path, model });
  await pushFiles(client, by, files);
  return await save(client, by, path, model);
}

async function save(client: RowmillClient, by: ProjectBy, path: string, model: string): Promise<SavedProject> {
  const saved =
    by.path == null ? await client.updateModel(by.id ?? '', model) : await client.putModel({ ...by.path, model });
  const problems = saved.problems.map(({ severity, hint, ...problem }) => {
    return { ...problem, severity: severity === 'ERROR' ? ('error' as const) : ('warning' as const), hint: hint ?? '' };
  });
  printProblems(path, problems);
  if (saved.isDraft) process.exitCode = 2;
  return saved;
}

/** Uploads the files that the project has not, or has otherwise. */
async function pushFiles(
  client: RowmillClient,
  by: ProjectBy,
  files: readonly (FileBytes | FileFault)[],
): Promise<void> {
  const project = files.length === 0 ? null : await client.project(by);
  if (project === null) return;
  const digests = new Map(project.tableFiles.map(({ name, digest }) => [name, digest]));
  for (const file of files) {
    if (!('bytes' in file) || digests.get(file.name) === file.digest) continue;
    await client.putTableFile(project.id, file.name, file.bytes);
  }
}
