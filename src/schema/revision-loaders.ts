import { ProjectRevision } from '../entities/project-revision.ts';
import type { Project } from '../entities/project.ts';
import type { Problem } from '../model/index.ts';
import { codedError } from './coded-error.ts';
import type { SchemaContext } from './context.ts';

/** What is large about a revision. */
export interface RevisionText {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** A project's revision in effect, without its text and problems. */
export async function currentRevision({ em, loaders }: SchemaContext, project: Project): Promise<ProjectRevision> {
  const key = `${project.id} ${project.revision}`;
  const revision = await loaders.load('current revision', key, async (keys) => {
    const $or = keys.map((key) => {
      const [project, number] = key.split(' ');
      return { project, number: Number(number) };
    });
    const found = await em.find(ProjectRevision, { $or });
    return new Map(found.map((revision) => [`${revision.project.id} ${revision.number}`, revision]));
  });
  return present(revision);
}

/** The text and problems of a revision. */
export async function revisionText({ em, loaders }: SchemaContext, { id }: ProjectRevision): Promise<RevisionText> {
  const read = await loaders.load('revision text', id, async (ids) => {
    const found = await em.find(
      ProjectRevision,
      { id: { $in: [...ids] } },
      { populate: ['text', 'problems'], refresh: true },
    );
    return new Map(found.map(({ id, text, problems }) => [id, { text, problems }]));
  });
  return present(read);
}

function present<T>(thing: T | undefined): T {
  if (thing === undefined) throw codedError('NOT_FOUND', 'it was deleted while it was being read');
  return thing;
}
