import type { ProjectRevision } from '../entities/project-revision.ts';
import type { Project } from '../entities/project.ts';
import { readRevisions, readRevisionTexts, type RevisionText } from '../projects/index.ts';
import { codedError } from './coded-error.ts';
import type { SchemaContext } from './context.ts';

/** A project's revision in effect, without its text and problems. */
export async function currentRevision({ em, loaders }: SchemaContext, project: Project): Promise<ProjectRevision> {
  const key = `${project.id} ${project.revision}`;
  const revision = await loaders.load('current revision', key, async (keys) => {
    const numbers = keys.map((key) => {
      const [project, number] = key.split(' ');
      return { project, number: Number(number) };
    });
    const found = await readRevisions(em, numbers);
    return new Map(found.map((revision) => [`${revision.project.id} ${revision.number}`, revision]));
  });
  return present(revision);
}

/** The text and problems of a revision. */
export async function revisionText({ em, loaders }: SchemaContext, { id }: ProjectRevision): Promise<RevisionText> {
  return present(await loaders.load('revision text', id, (ids) => readRevisionTexts(em, ids)));
}

function present<T>(thing: T | undefined): T {
  if (thing === undefined) throw codedError('NOT_FOUND', 'the resource was deleted while it was being read');
  return thing;
}
