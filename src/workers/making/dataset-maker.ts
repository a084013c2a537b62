import type { CompiledEntity } from '../../engine/compile/program.ts';
import type { DatasetFile } from '../../formats/index.ts';
import { Buffers } from './buffers.ts';

/**
 * Writes the rows of entities into a file that was created for their tables, entity by entity in the order given. After each
 * batch it yields how many rows that was: whoever stops asking has to abandon the file, whoever has all finishes it. Memory is
 * bounded by a batch.
 */
export function* makeDataset(entities: readonly CompiledEntity[], file: DatasetFile): Generator<number, void, void> {
  const buffers = new Buffers();
  for (const entity of entities) yield* writeRows(entity, [{ first: 0, rows: entity.rows }], file, buffers);
}

/** A range of an entity's rows. */
export interface Range {
  readonly first: number;
  readonly rows: number;
}

/** The same for some rows of one entity. */
export function* writeRows(
  entity: CompiledEntity,
  ranges: readonly Range[],
  file: DatasetFile,
  buffers: Buffers,
): Generator<number, void, void> {
  buffers.take();
  const reader = entity.open(entity.batchRows, buffers.arena);
  const table = file.table(entity.table, reader.columns, buffers.canvas);
  for (const { first, rows } of ranges) {
    for (let done = 0; done < rows; done += entity.batchRows) {
      const length = Math.min(entity.batchRows, rows - done);
      reader.read(first + done, length);
      table.write(length);
      yield length;
    }
  }
}
