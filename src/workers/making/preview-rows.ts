import { Sink } from '../../formats/index.ts';
import { JobStopped } from '../host/job-failure.ts';
import type { LoadedParts } from '../programs/loaded-specs.ts';
import type { Preview, PreviewRequest } from '../host/model-host.ts';
import { PartMaker } from './part-maker.ts';

/** What a preview may take: it is sent as one message. */
const MAX_BYTES = 4 * 1024 * 1024;
/** Rows made at once: few, for a preview that is too large is found out after a batch. */
const BATCH_ROWS = 100;

/**
 * Rows of an entity as texts, one each; the loaded format writes a row a line. Throws JobStopped where they pass 4 MiB or the
 * entity does not exist.
 */
export function previewRows(
  { loaded, format, options }: LoadedParts,
  { entity: name, offset, limit }: Omit<PreviewRequest, 'model'>,
): Preview {
  const { program, problems } = loaded;
  if (program === null) return { rows: null, problems };
  const entity = program.entities.find((entity) => entity.name === name);
  if (entity === undefined) throw new JobStopped('failed', 'the model has no entity of the name asked for');
  const count = Math.max(0, Math.min(limit, entity.rows - offset));
  const sink = new Sink();
  const maker = new PartMaker(entity, format, options, Math.min(count, BATCH_ROWS));
  for (const { bytes } of maker.rows(offset, count)) {
    sink.append(bytes);
    if (sink.length > MAX_BYTES) {
      throw new JobStopped('too-large', `the rows take more than ${MAX_BYTES / 1024 / 1024} MiB: request fewer`);
    }
  }
  const rows = new TextDecoder().decode(sink.written()).split('\n').slice(0, -1);
  return { rows, rowsTotal: entity.rows, problems };
}
