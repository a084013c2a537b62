import type { EntityManager } from '@mikro-orm/sql';
import { Artifact } from '../entities/artifact.ts';

/** The artifacts of tasks in the order of their plans; a task without any is missing. */
export async function taskArtifacts(
  em: EntityManager,
  tasks: readonly string[],
): Promise<ReadonlyMap<string, readonly Artifact[]>> {
  const found = await em.find(Artifact, { task: { $in: [...tasks] } }, { orderBy: { task: 'asc', position: 'asc' } });
  return Map.groupBy(found, ({ task }) => task.id);
}
