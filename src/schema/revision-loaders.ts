import type { ProjectRevision } from '../entities/project-revision.ts';
import type { Project } from '../entities/project.ts';
import {
  type ModelSource,
  readRevisions,
  readRevisionSources,
  readRevisionTexts,
  type RevisionNumber,
  type RevisionText,
} from '../projects/index.ts';
import { codedError } from './coded-error.ts';
import type { SchemaContext } from './context.ts';

/** A project's revision in effect, without its text and problems. */
export async function currentRevision(context: SchemaContext, { id, revision }: Project): Promise<ProjectRevision> {
  return present(await revisionBy(context, { project: id, number: revision }));
}

/** A revision without its text and problems; undefined where there is none of that number. */
export async function revisionBy(
  { em, loaders }: SchemaContext,
  { project, number }: RevisionNumber,
): Promise<ProjectRevision | undefined> {
  return await loaders.load('revision', `${project} ${number}`, async (keys) => {
    const numbers = keys.map((key) => {
      const [project, number] = key.split(' ');
      return { project, number: Number(number) };
    });
    const found = await readRevisions(em, numbers);
    return new Map(found.map((revision) => [`${revision.project.id} ${revision.number}`, revision]));
  });
}

/** The text and problems of a revision. */
export async function revisionText({ em, loaders }: SchemaContext, { id }: ProjectRevision): Promise<RevisionText> {
  return present(await loaders.load('revision text', id, (ids) => readRevisionTexts(em, ids)));
}

/** What the model of a revision was made from; null if it was written as it is. */
export async function revisionSource(
  { em, loaders }: SchemaContext,
  { id }: ProjectRevision,
): Promise<ModelSource | null> {
  return present(await loaders.load('revision source', id, (ids) => readRevisionSources(em, ids)));
}

function present<T>(thing: T | undefined): T {
  if (thing === undefined) throw codedError('NOT_FOUND', 'the resource was deleted while it was being read');
  return thing;
}
