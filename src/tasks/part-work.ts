import type { TaskPlan } from '../entities/task.ts';
import type { PartWork } from '../workers/host/model-host.ts';
import { closesFile, partKey, type PlannedPart, rowsOf, type StoredPart } from './stored-parts.ts';

/**
 * What is to be done for a part of a task.
 * @param storedOf the stored parts of a file, in order.
 * @param maxBytes that a file of all entities may take.
 */
export function partWork(
  task: { readonly id: string; readonly plan: TaskPlan },
  part: PlannedPart,
  storedOf: (file: number) => readonly StoredPart[],
  maxBytes: number,
): PartWork {
  const { entities, files } = task.plan;
  const file = files[part.file];
  const key = partKey(task.id, part);
  switch (file.content) {
    case 'companion': {
      const made = files.flatMap(({ entity, name }) => (entity === null ? [] : [{ entity, file: name }]));
      return { content: 'companion', key, file: file.name, files: made };
    }
    case 'dataset':
      return { content: 'dataset', key, entities: entities.map(({ name }) => name), maxBytes };
    case 'rows': {
      const before = closesFile(files, part) ? storedOf(part.file) : [];
      return {
        content: 'rows',
        key,
        entity: file.entity,
        first: (file.first ?? 0) + part.number * file.partRows,
        ...(part.number === 0 ? { opensFile: true } : {}),
        rows: rowsOf(files, part),
        last: part.number === file.parts - 1,
        before: before.map((one) => ({ key: partKey(task.id, one), rows: rowsOf(files, one), bytes: one.bytes })),
      };
    }
  }
}
