import { fileNames } from '../artifacts/file-names.ts';
import type { PlannedFile, TaskPlan } from '../entities/task.ts';
import type { Format } from '../formats/index.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { InspectedEntity, Inspection } from '../workers/host/model-host.ts';
import type { StartInput } from './start-input.ts';
import { unknownEntity } from './unknown-entity.ts';

/**
 * The plan of a task: the entities in the order of the document, and the files that they make, worked out from the model and
 * the format alone.
 * @param inspection of the model and the format.
 * @param input without entities: all of the model.
 * @param format null where no files are made.
 * @param name of a file of all entities, without its extension.
 */
export function planTask(
  inspection: Inspection,
  { entities: asked, includeRelated, alone = false }: Pick<StartInput, 'entities' | 'includeRelated' | 'alone'>,
  format: Format | null,
  name: string,
): Outcome<TaskPlan> {
  const byName = new Map(inspection.entities.map((entity) => [entity.name, entity]));
  const unknown = asked.flatMap(({ name }, index) =>
    byName.has(name) ? [] : [unknownEntity(name, inspection, ['entities', `${index}`, 'name'])],
  );
  if (unknown.length > 0) return refused(...unknown);
  const names = asked.length === 0 ? [...byName.keys()] : asked.map(({ name }) => name);
  const wanted = includeRelated ? withRelated(names, byName) : new Set(names);
  const entities = inspection.entities.filter(({ name }) => wanted.has(name));
  return done({
    entities: entities.map(({ name: entity, rows, bytes }) => ({ name: entity, rows, bytes })),
    files: (format === null ? [] : filesOf(inspection, entities, format, name)).filter(
      ({ content }) => !alone || content !== 'companion',
    ),
    ...(alone ? { alone } : {}),
  });
}

/**
 * A file for each entity and those beside them, or one for all, as the format has it. An entity's file is called the same
 * whichever are made.
 */
function filesOf(
  { entities: all, companions }: Inspection,
  entities: readonly InspectedEntity[],
  { piece, extension }: Format,
  title: string,
): PlannedFile[] {
  if (piece === 'dataset') {
    const rows = entities.reduce((sum, entity) => sum + entity.rows, 0);
    return [whole('dataset', fileNames([title], extension).get(title) ?? title, rows)];
  }
  const names = fileNames(
    all.map(({ name }) => name),
    extension,
    companions,
  );
  return [
    ...entities.map(({ name: entity, rows, partRows, closes }): PlannedFile => {
      const parts = Math.max(1, Math.ceil(rows / partRows));
      const name = names.get(entity) ?? entity;
      return { content: 'rows', entity, name, rows, partRows, parts: closes && parts > 1 ? parts + 1 : parts };
    }),
    ...companions.map((name) => whole('companion', name, 0)),
  ];
}

/** A file of one part. */
function whole(content: 'companion' | 'dataset', name: string, rows: number): PlannedFile {
  return { content, entity: null, name, rows, partRows: Math.max(1, rows), parts: 1 };
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

export function sizeOf({ entities, files }: TaskPlan): TaskSize {
  return {
    rows: entities.reduce((sum, { rows }) => sum + rows, 0),
    bytes: entities.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: files.reduce((sum, { parts }) => sum + parts, 0),
  };
}
