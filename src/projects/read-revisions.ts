import type { EntityManager } from '@mikro-orm/sql';
import { type ModelSource, sourceOf } from './add-revision.ts';
import { ProjectRevision } from '../entities/project-revision.ts';
import type { Problem } from '../model/index.ts';

/** The large columns of a revision. */
export interface RevisionText {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** A revision of a project, by its number. */
export interface RevisionNumber {
  /** Row ID. */
  readonly project: string;
  readonly number: number;
}

/** Reads revisions without their texts and problems. Those that do not exist are missing from the result. */
export async function readRevisions(
  em: EntityManager,
  numbers: readonly RevisionNumber[],
): Promise<readonly ProjectRevision[]> {
  return await em.find(ProjectRevision, { $or: numbers.map(({ project, number }) => ({ project, number })) });
}

/** Reads the texts and problems of revisions, by row ID. */
export async function readRevisionTexts(
  em: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RevisionText>> {
  const found = await em.find(
    ProjectRevision,
    { id: { $in: [...ids] } },
    { populate: ['text', 'problems'], refresh: true },
  );
  return new Map(found.map(({ id, text, problems }) => [id, { text, problems }]));
}

/** Reads what the texts of revisions were made from, by row ID; null for those that were written as they are. */
export async function readRevisionSources(
  em: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ModelSource | null>> {
  const found = await em.find(ProjectRevision, { id: { $in: [...ids] } }, { populate: ['source'], refresh: true });
  return new Map(found.map(({ id, source, dialect }) => [id, sourceOf(source ?? null, dialect ?? null)]));
}
