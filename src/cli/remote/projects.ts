import type { Project } from '../../client/index.ts';
import { printable } from '../print/printable.ts';
import { withGateway } from './with-gateway.ts';

/** Lists all projects, as GROUP/NAME in order. */
export async function listProjects({
  gateway,
  json,
}: {
  readonly gateway?: string;
  readonly json?: boolean;
}): Promise<void> {
  await withGateway(gateway, async (client) => {
    const projects: Project[] = [];
    for await (const project of client.projects()) projects.push(project);
    projects.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
    if (json === true) {
      process.stdout.write(`${JSON.stringify(projects, null, 2)}\n`);
      return;
    }
    const width = projects.reduce((widest, project) => Math.max(widest, pathOf(project).length), 0);
    for (const project of projects) {
      const draft = project.isDraft ? '  draft: its model has errors' : '';
      process.stdout.write(`${pathOf(project).padEnd(width)}  revision ${project.revision}${draft}\n`);
    }
    if (projects.length === 0)
      process.stderr.write('The key can see no projects. `rowmill remote push` creates one.\n');
  });
}

const pathOf = ({ name, projectGroup }: Project): string => printable(`${projectGroup.name}/${name}`);
