import type { EntityManager } from '@mikro-orm/sql';
import { TableFile } from '../entities/table-file.ts';

/** Reads the files of projects without their texts, by the row ID of the project, each list by name. */
export async function readTableFiles(
  em: EntityManager,
  projects: readonly string[],
): Promise<ReadonlyMap<string, readonly TableFile[]>> {
  const found = await em.find(
    TableFile,
    { project: { $in: [...projects] } },
    { orderBy: { name: 'asc' }, refresh: true },
  );
  const files = Map.groupBy(found, ({ project }) => project.id);
  return new Map(projects.map((id) => [id, files.get(id) ?? []]));
}

/** Reads the texts of files, by row ID. Those that do not exist are missing from the result. */
export async function readTableFileTexts(
  em: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await em.find(TableFile, { id: { $in: [...ids] } }, { populate: ['text'], refresh: true });
  return new Map(found.map(({ id, text }) => [id, text]));
}
