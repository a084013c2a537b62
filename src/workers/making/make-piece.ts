import type { ArtifactStore, PieceWriter } from '../../artifacts/store.ts';
import type { LoadedParts, LoadedSpec } from '../programs/loaded-specs.ts';
import type { CompanionWork, PartResult, PartWork, RowsWork } from '../host/model-host.ts';
import type { PartState } from './part-state.ts';
import { sealedParts } from './sealed-parts.ts';
import { storeDataset } from './store-dataset.ts';
import { storePart } from './store-part.ts';

/**
 * Makes a part and publishes it as a piece of the store; where that fails nothing stays. Throws JobStopped, or the system's error.
 * @param made told when nothing is left to do but to wait for the disk.
 */
export async function makePiece(
  work: PartWork,
  loaded: LoadedSpec,
  store: ArtifactStore,
  state: PartState,
  made: () => void,
): Promise<PartResult> {
  if (work.content === 'dataset') {
    if (loaded.piece !== 'dataset') throw wrongFormat();
    const file = store.file(work.key);
    try {
      const rows = storeDataset(loaded, work, file.path, state);
      // Its bytes are read once more, which a cancel may end: it is not made before it is finished.
      return { rows, ...(await file.finish()) };
    } finally {
      file.abandon();
    }
  }
  if (loaded.piece !== 'part') throw wrongFormat();
  const writer = store.writer(work.key);
  try {
    const seal = work.content === 'rows' ? await writeRows(work, loaded, store, writer, state) : undefined;
    if (work.content === 'companion') writer.write(companion(work, loaded));
    made();
    return { rows: work.content === 'rows' ? work.rows : 0, ...(await writer.finish(seal)) };
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

async function writeRows(
  work: RowsWork,
  { makers }: LoadedParts,
  store: ArtifactStore,
  writer: PieceWriter,
  state: PartState,
): Promise<Uint8Array> {
  const { length } = makers.of(work.entity).frame.header;
  const before = await sealedParts(store, work.before, length, state);
  return storePart(makers.of(work.entity), work, before, writer, state);
}

function companion({ file: name, files }: CompanionWork, { format, options, loaded }: LoadedParts): Uint8Array {
  const tables = new Map(loaded.program?.entities.map(({ name: entity, table }) => [entity, table]));
  const tableFiles = files.flatMap(({ entity, file }) => {
    const table = tables.get(entity);
    return table === undefined ? [] : [{ table, file }];
  });
  const found = format.companions?.(tableFiles, options).find(({ file }) => file === name);
  if (found === undefined) throw new Error('a companion that the format does not have was asked for');
  return found.bytes;
}

const wrongFormat = (): Error => new Error('a part that the format does not have was asked for');
