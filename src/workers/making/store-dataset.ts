import { statSync } from 'node:fs';
import type { DatasetFile } from '../../formats/index.ts';
import { makeDataset } from './dataset-maker.ts';
import { JobStopped } from '../host/job-failure.ts';
import type { LoadedDataset } from '../programs/loaded-specs.ts';
import type { DatasetWork } from '../host/model-host.ts';
import { entitiesOf } from './entities-of.ts';
import type { PartState } from './part-state.ts';

/**
 * Writes all rows of some entities into a file. Throws JobStopped where it is cancelled or takes more bytes than it may; nothing
 * stands at the path then.
 * @returns how many rows that was.
 */
export function storeDataset(
  spec: LoadedDataset,
  { entities: names, maxBytes }: DatasetWork,
  path: string,
  state: PartState,
): number {
  const { format, options } = spec;
  const entities = entitiesOf(spec, names);
  let file: DatasetFile | undefined;
  try {
    file = format.create(
      path,
      entities.map(({ table }) => table),
      options,
    );
    let done = 0;
    const check = (): void => {
      if (state.canceled) throw new JobStopped('canceled', 'the file was cancelled');
      if (statSync(path).size > maxBytes) {
        throw new JobStopped('too-large', `the file takes more than the ${maxBytes} bytes that a task may take`);
      }
    };
    for (const rows of makeDataset(entities, file)) {
      done += rows;
      state.rows = done;
      check();
    }
    file.finish();
    check();
    return done;
  } finally {
    file?.abandon();
  }
}
