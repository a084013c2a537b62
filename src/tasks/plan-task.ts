import { fileNames } from '../artifacts/file-names.ts';
import type { PlannedEntity } from '../entities/task.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { InspectedEntity, Inspection } from '../workers/model-host.ts';
import type { AskedEntity } from './start-input.ts';
import { unknownEntity } from './unknown-entity.ts';

/**
 * The plan of a task: the entities in the order of the document, each with its parts, worked out from the model alone.
 * @param asked none: all of the model.
 * @param extension of the files, without the dot.
 */
export function planTask(
  inspection: Inspection,
  asked: readonly AskedEntity[],
  includeRelated: boolean,
  extension: string,
): Outcome<readonly PlannedEntity[]> {
  const byName = new Map(inspection.entities.map((entity) => [entity.name, entity]));
  const unknown = asked.flatMap(({ name }, index) =>
    byName.has(name) ? [] : [unknownEntity(name, inspection, ['entities', `${index}`, 'name'])],
  );
  if (unknown.length > 0) return refused(...unknown);
  const names = asked.length === 0 ? [...byName.keys()] : asked.map(({ name }) => name);
  const wanted = includeRelated ? withRelated(names, byName) : new Set(names);
  const entities = inspection.entities.filter(({ name }) => wanted.has(name));
  const files = fileNames(
    entities.map(({ name }) => name),
    extension,
  );
  return done(entities.map((entity) => planEntity(entity, files.get(entity.name) ?? entity.name)));
}

function planEntity({ name, rows, partRows, bytes }: InspectedEntity, file: string): PlannedEntity {
  return { name, rows, partRows, parts: Math.max(1, Math.ceil(rows / partRows)), bytes, file };
}

/** The same entity as one part, for what is loaded as a whole or not at all. */
export function inOnePart(entity: PlannedEntity): PlannedEntity {
  return { ...entity, partRows: Math.max(1, entity.rows), parts: 1 };
}

/** The names with all that they refer to, directly or not. */
function withRelated(
  names: readonly string[],
  entities: ReadonlyMap<string, Pick<InspectedEntity, 'refersTo'>>,
): ReadonlySet<string> {
  const found = new Set(names);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const name of found) for (const other of entities.get(name)?.refersTo ?? []) found.add(other);
  return found;
}

export interface TaskSize {
  readonly rows: number;
  readonly bytes: number;
  readonly parts: number;
}

export function sizeOf(plan: readonly PlannedEntity[]): TaskSize {
  const sum = (of: (entity: PlannedEntity) => number): number => plan.reduce((total, entity) => total + of(entity), 0);
  return { rows: sum(({ rows }) => rows), bytes: sum(({ bytes }) => bytes), parts: sum(({ parts }) => parts) };
}
