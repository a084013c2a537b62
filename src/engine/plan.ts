import type { CompiledEntity } from './compile/program.ts';

/** A row range of one entity that is generated and encoded alone. */
export interface Part {
  readonly entity: string;
  readonly first: number;
  readonly rows: number;
}

/** Batches of a part: enough that handing a part over costs nothing, few enough that a part stays some MiB. */
const BATCHES = 4;

/** The parts of an entity in order, worked out from the model alone, never from the machine. */
export function* partsOf(entity: CompiledEntity): Generator<Part> {
  const step = entity.batchRows * BATCHES;
  for (let first = 0; first < entity.rows; first += step) {
    yield { entity: entity.name, first, rows: Math.min(step, entity.rows - first) };
  }
}

/** Batches of a stored part: some MiB of ordinary rows, so that syncing and publishing it costs little beside making it. */
const STORED_BATCHES = 16;
/** Parts of an entity at most: each is a row of a database and a file. */
const MOST_STORED_PARTS = 10_000;

/** Rows of a part that is stored as a piece of an artifact, whole batches, worked out from the model alone. */
export function storedPartRows({ rows, batchRows }: CompiledEntity): number {
  return batchRows * Math.max(STORED_BATCHES, Math.ceil(rows / (batchRows * MOST_STORED_PARTS)));
}
