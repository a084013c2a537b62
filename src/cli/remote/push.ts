import type { RowmillClient, SavedProject } from '../../client/index.ts';
import { readModelFile } from '../model-file.ts';
import { printProblems } from '../print-problems.ts';
import { printable } from '../printable.ts';
import { projectBy } from './project-name.ts';
import { withGateway } from './with-gateway.ts';

/** Saves a model in a project. Errors of the model set the exit code to 2. */
export async function push(
  project: string,
  path: string,
  { gateway, json }: { readonly gateway?: string; readonly json?: boolean },
): Promise<void> {
  await withGateway(gateway, async (client) => {
    const saved = await pushModel(client, project, path);
    if (json === true) process.stdout.write(`${JSON.stringify(saved, null, 2)}\n`);
    else
      process.stdout.write(
        `${printable(project)} is at revision ${saved.revision}${saved.isDraft ? ', a draft' : ''}\n`,
      );
  });
}

/** Prints the problems of the model, which stays a draft where some are errors; these set the exit code to 2. */
export async function pushModel(client: RowmillClient, project: string, path: string): Promise<SavedProject> {
  const model = await readModelFile(path);
  const { path: names, id } = projectBy(project);
  const saved = names == null ? await client.updateModel(id ?? '', model) : await client.putModel({ ...names, model });
  const problems = saved.problems.map(({ severity, hint, ...problem }) => {
    return { ...problem, severity: severity === 'ERROR' ? ('error' as const) : ('warning' as const), hint: hint ?? '' };
  });
  printProblems(path, problems);
  if (saved.isDraft) process.exitCode = 2;
  return saved;
}
