import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/statement.ts';
import type { PlannedEntity } from '../entities/task.ts';

/** A part of a plan: positions of its entity and of itself within the entity, both from 0. */
export interface PlannedPart {
  readonly entity: number;
  readonly number: number;
}

/** A part that is in the store. */
export interface StoredPart extends PlannedPart {
  readonly bytes: number;
  /** CRC-32, unsigned. */
  readonly crc32: number;
}

/** Where the store keeps a part. */
export const partKey = (task: string, { entity, number }: PlannedPart): string => `${task}/${entity}-${number}`;

/** Rows of a part, the last of which may have fewer. */
export function rowsOf(plan: readonly PlannedEntity[], { entity, number }: PlannedPart): number {
  const { rows, partRows } = plan[entity];
  return Math.max(0, Math.min(partRows, rows - number * partRows));
}

/** Every part of a plan, in order. */
export function* partsOf(plan: readonly PlannedEntity[]): Generator<PlannedPart, void, undefined> {
  for (const [entity, { parts }] of plan.entries()) {
    for (let number = 0; number < parts; number++) yield { entity, number };
  }
}

export interface KnownPart extends StoredPart {
  readonly stored: boolean;
  readonly crashes: number;
}

/** What the database knows of a task's parts, in order. */
export async function knownParts(em: EntityManager, task: string): Promise<readonly KnownPart[]> {
  return await statement<KnownPart>(
    em,
    `select entity, number, stored, bytes, crc32, crashes from task_part where task_id = $1 order by entity, number`,
    [task],
  );
}
