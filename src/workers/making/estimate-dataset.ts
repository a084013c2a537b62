import { rmSync, statSync } from 'node:fs';
import type { CompiledEntity } from '../../engine/compile/program.ts';
import type { DatasetFile, DatasetFormat } from '../../formats/index.ts';
import type { Options } from '../../model/index.ts';
import type { Buffers } from './buffers.ts';
import { sampleOf } from './estimate.ts';
import { writeRows } from './dataset-maker.ts';

/**
 * The bytes that an entity takes in a file for all, from one of its first and last 500 rows alone, or fewer where they are wide.
 * @param path where that file stands for a moment; nothing stands there before or afterwards.
 * @param buffers where the rows are made, one entity after the other.
 */
export function estimateDatasetBytes(
  entity: CompiledEntity,
  format: DatasetFormat,
  options: Options,
  path: string,
  buffers: Buffers,
): number {
  const { head, tail } = sampleOf(entity);
  const file: DatasetFile = format.create(path, [entity.table], options);
  try {
    const ends = [
      { first: 0, rows: head },
      { first: entity.rows - tail, rows: tail },
    ];
    let rows = 0;
    for (const written of writeRows(entity, ends, file, buffers)) rows += written;
    file.finish();
    const { size } = statSync(path);
    return rows === 0 ? size : Math.round((size / rows) * entity.rows);
  } finally {
    file.abandon();
    rmSync(path, { force: true });
  }
}
