import { writeFileSync } from 'node:fs';
import { systemFailure } from '../system-failure.ts';
import { findProject } from './project-name.ts';
import { withGateway } from './with-gateway.ts';

/** Writes the model of a project to stdout, or into a file. */
export async function pull(
  project: string,
  { gateway, json, out }: { readonly gateway?: string; readonly json?: boolean; readonly out?: string },
): Promise<void> {
  await withGateway(gateway, async (client) => {
    const found = await findProject(client, project);
    const text = json === true ? `${JSON.stringify(found, null, 2)}\n` : found.model;
    if (out === undefined) {
      process.stdout.write(text);
      return;
    }
    try {
      writeFileSync(out, text);
    } catch (error) {
      throw systemFailure(error, 1, `cannot write ${out}`);
    }
  });
}
