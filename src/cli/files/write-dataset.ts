import { renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openAside } from '../../artifacts/aside.ts';
import type { CompiledEntity } from '../../engine/compile/program.ts';
import type { DatasetFile, DatasetFormat } from '../../formats/index.ts';
import type { Options } from '../../model/index.ts';
import { makeDataset } from '../../workers/making/dataset-maker.ts';
import { Buffers } from '../../workers/making/buffers.ts';
import { estimateDatasetBytes } from '../../workers/making/estimate-dataset.ts';
import { refuseBeyondDisk } from '../folders/disk.ts';
import { onInterruption } from '../interruption.ts';
import { showProgress } from '../print/progress.ts';
import { systemFailure } from '../system-failure.ts';
import type { Summary } from '../print/print-summary.ts';

/**
 * Writes one file for all the entities in this thread, showing progress; a failure where the disk is too small. It appears under its name when it is complete; when
 * it fails or is interrupted, nothing stays.
 */
export async function writeDataset(
  path: string,
  entities: readonly CompiledEntity[],
  format: DatasetFormat,
  options: Options,
): Promise<Summary> {
  const rows = entities.reduce((sum, entity) => sum + entity.rows, 0);
  const tables = entities.map(({ table }) => table);
  const progress = await showProgress(rows);
  let aside = '';
  let file: DatasetFile | undefined;
  const abandon = (): void => {
    file?.abandon();
    progress.stop();
  };
  const restore = onInterruption(() => {
    abandon();
    process.stderr.write('interrupted\n');
  });
  try {
    const buffers = new Buffers();
    const sizes = entities.map((entity) => {
      const [, size] = openAside(path, (name) => estimateDatasetBytes(entity, format, options, name, buffers));
      return size;
    });
    refuseBeyondDisk(
      dirname(path),
      sizes.reduce((sum, size) => sum + size, 0),
    );
    [aside, file] = openAside(path, (name) => format.create(name, tables, options));
    for (const written of makeDataset(entities, file)) {
      progress.add(written);
      // Lets signals be heard.
      await setImmediate();
    }
    file.finish();
    const { size } = statSync(aside);
    renameSync(aside, path);
    progress.finish();
    return { files: [{ path, rows, bytes: size }], seconds: progress.seconds() };
  } catch (error) {
    throw systemFailure(error, 1, `cannot write ${path}`);
  } finally {
    abandon();
    // It is finished, and yet there, where it could not be renamed.
    if (aside !== '') rmSync(aside, { force: true });
    restore();
  }
}
