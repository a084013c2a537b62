import { type CompiledEntity, MAX_BATCH_ROWS } from './compile/program.ts';

/** A row range of one entity that is generated and encoded alone. */
export interface Part {
  readonly entity: string;
  readonly first: number;
  readonly rows: number;
}

/** Batches of an entity that is a part as a whole: with fewer rows, what a thread does before the first one weighs more. */
const WHOLE_BATCHES = 2;

/**
 * The parts of an entity in order, worked out from the model and the format alone, never from the machine. A part is a batch, so
 * that threads whose parts stand in one file wait for one another as little as can be; a small entity is one part, so that only
 * one thread prepares for it.
 * @param partBatches those of the format: where the bytes depend on them, parts are those that would be stored.
 */
export function* partsOf(entity: CompiledEntity, partBatches?: number): Generator<Part> {
  const isSmall = entity.rows <= WHOLE_BATCHES * entity.batchRows;
  const free = isSmall ? Math.max(1, entity.rows) : entity.batchRows;
  const step = partBatches === undefined ? free : storedPartRows(entity, partBatches);
  for (let first = 0; first < entity.rows; first += step) {
    yield { entity: entity.name, first, rows: Math.min(step, entity.rows - first) };
  }
}

/** Batches of a stored part: some MiB of ordinary rows, so that syncing and publishing it costs little beside making it. */
const STORED_BATCHES = 16;
/** Batches of a stored part at least: a row group of fewer rows would be worth little. */
const FEWEST_BATCHES = 4;
/** Parts of an entity at most: each is a row of a database and a file. */
const MAX_STORED_PARTS = 10_000;

/**
 * Rows of a part that is stored as a piece of an artifact, whole batches, worked out from the model and the format alone.
 * @param partBatches those of the format. Wide rows, whose batches have fewer, make fewer batches, so that a part's bytes
 * are bounded.
 */
export function storedPartRows({ rows, batchRows }: CompiledEntity, partBatches?: number): number {
  const batches =
    partBatches === undefined
      ? STORED_BATCHES
      : Math.max(FEWEST_BATCHES, Math.floor((partBatches * batchRows) / MAX_BATCH_ROWS));
  return batchRows * Math.max(batches, Math.ceil(rows / (batchRows * MAX_STORED_PARTS)));
}
