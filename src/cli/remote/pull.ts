import { writeFileSync } from 'node:fs';
import { systemFailure } from '../system-failure.ts';
import { findProject } from './project-name.ts';
import type { RemoteOptions } from './remote-options.ts';
import { withGateway } from './with-gateway.ts';

/** Writes the model of a project to stdout, or into a file. @param options.standalone whether what it uses is written into it. */
export async function pull(
  project: string,
  { gateway, json, out, standalone }: RemoteOptions & { readonly out?: string; readonly standalone?: boolean },
): Promise<void> {
  await withGateway(gateway, async (client) => {
    const found = await findProject(client, project);
    const model = standalone === true ? await client.exportProject(found.id) : found.model;
    const text = json === true ? `${JSON.stringify({ ...found, model }, null, 2)}\n` : model;
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
