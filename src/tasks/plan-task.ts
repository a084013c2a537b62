import { fileNames } from '../artifacts/file-names.ts';
import { MANIFEST_FILE } from '../artifacts/manifest.ts';
import { splitFileName, splitRows } from '../artifacts/split-rows.ts';
import type { PlannedFile, TaskPlan } from '../entities/task.ts';
import type { Format } from '../formats/index.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
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
  input: Pick<StartInput, 'entities' | 'includeRelated' | 'alone' | 'destination'>,
  format: Format | null,
  name: string,
): Outcome<TaskPlan> {
  const { entities: asked, includeRelated, alone = false, destination } = input;
  const byName = new Map(inspection.entities.map((entity) => [entity.name, entity]));
  const unknown = asked.flatMap(({ name }, index) =>
    byName.has(name) ? [] : [unknownEntity(name, inspection, ['entities', `${index}`, 'name'])],
  );
  if (unknown.length > 0) return refused(...unknown);
  const names = asked.length === 0 ? [...byName.keys()] : asked.map(({ name }) => name);
  const wanted = includeRelated ? withRelated(names, byName) : new Set(names);
  const entities = inspection.entities.filter(({ name }) => wanted.has(name));
  const fileSize = destination?.fileSize ?? null;
  if (fileSize !== null && (format?.piece !== 'part' || inspection.companions.length > 0)) {
    return refused(unfitSize('the rows of an entity can be in many files in csv, json, jsonl, parquet and arrow only'));
  }
  const reserved = destination === undefined ? inspection.companions : [...inspection.companions, MANIFEST_FILE];
  const files = format === null ? [] : filesOf(inspection, entities, format, { title: name, reserved, fileSize });
  if (files.length > MAX_FILES && fileSize !== null) {
    return refused(unfitSize(`the task would have more than ${MAX_FILES} files: choose larger ones`));
  }
  return done({
    entities: entities.map(({ name: entity, rows, bytes }) => ({ name: entity, rows, bytes })),
    files: files.filter(({ content }) => !alone || content !== 'companion'),
    ...(alone ? { alone } : {}),
  });
}

/** Files of a task whose entities are split: each is in the plan, which is read with the task. */
const MAX_FILES = 3000;

const unfitSize = (message: string): Refusal => ({
  kind: 'invalid-input',
  code: 'INVALID_INPUT',
  message,
  path: ['destination', 's3', 'fileSize'],
});

interface Names {
  /** Of a file of all entities, without its extension. */
  readonly title: string;
  /** Names that no entity's file has. */
  readonly reserved: readonly string[];
  /** Bytes of each file of an entity, about; null: an entity is one file. */
  readonly fileSize: number | null;
}

/**
 * A file for each entity and those beside them, or one for all, as the format has it. An entity's file is called the same
 * whichever are made.
 */
function filesOf(
  { entities: all, companions }: Inspection,
  entities: readonly InspectedEntity[],
  { piece, extension }: Format,
  { title, reserved, fileSize }: Names,
): PlannedFile[] {
  if (piece === 'dataset') {
    const rows = entities.reduce((sum, entity) => sum + entity.rows, 0);
    return [whole('dataset', fileNames([title], extension).get(title) ?? title, rows)];
  }
  const names = fileNames(
    all.map(({ name }) => name),
    extension,
    reserved,
  );
  return [
    ...entities.flatMap((entity): PlannedFile[] => {
      const name = names.get(entity.name) ?? entity.name;
      if (fileSize === null) return [fileOf(entity, name, 0, entity.rows)];
      const split: PlannedFile[] = [];
      for (const { number, first, rows } of splitRows(entity, fileSize)) {
        split.push(fileOf(entity, splitFileName(name, number), first, rows));
        // One more than there may be is enough to refuse the plan.
        if (number > MAX_FILES) break;
      }
      return split;
    }),
    ...companions.map((name) => whole('companion', name, 0)),
  ];
}

/** A file with rows of an entity, from the first row of a part on. */
function fileOf(
  { name: entity, partRows, closes }: InspectedEntity,
  name: string,
  first: number,
  rows: number,
): PlannedFile {
  const parts = Math.max(1, Math.ceil(rows / partRows));
  const file = { content: 'rows' as const, entity, name, rows, partRows };
  return { ...file, ...(first > 0 ? { first } : {}), parts: closes && parts > 1 ? parts + 1 : parts };
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
