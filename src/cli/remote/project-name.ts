import type { ProjectBy, ProjectWithModel, RowmillClient } from '../../client/index.ts';
import { Failure } from '../failure.ts';

/** The project that `GROUP/NAME` names; text without a slash is an ID. A group whose name has a slash is reached by ID only. */
export function projectBy(text: string): ProjectBy {
  const slash = text.indexOf('/');
  if (slash < 0) return { id: text };
  return { path: { group: text.slice(0, slash), name: text.slice(slash + 1) } };
}

/** The project. One that is missing is a failure with exit code 2. */
export async function findProject(client: RowmillClient, text: string): Promise<ProjectWithModel> {
  const project = await client.project(projectBy(text));
  if (project === null) {
    throw new Failure(
      2,
      `there is no project ${text} that the key can see: \`rowmill remote projects\` lists them as GROUP/NAME`,
    );
  }
  return project;
}
