import { Failure } from '../failure.ts';
import { findProject, projectBy } from './project-name.ts';
import { printSaved } from './push.ts';
import type { RemoteOptions } from './remote-options.ts';
import { withGateway } from './with-gateway.ts';

/** Copies a project. @param copy GROUP/NAME of the new one. */
export async function clone(project: string, copy: string, { gateway, json }: RemoteOptions): Promise<void> {
  const { path } = projectBy(copy);
  if (path == null) throw new Failure(2, `${copy} is no name for the copy, expected GROUP/NAME`);
  await withGateway(gateway, async (client) => {
    const { id } = await findProject(client, project);
    printSaved(copy, await client.cloneProject(id, path), json);
  });
}
