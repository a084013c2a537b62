import { type CompiledEntity, MAX_BATCH_ROWS } from './compile/program.ts';

/** A row range of one entity that is generated and encoded alone. */
export interface Part {
  readonly entity: string;
  readonly first: number;
  readonly rows: number;
  /** Whether it begins a file although rows come before it: those are in other files. */
  readonly opensFile?: boolean;
}

/** The rows of an entity that are in one file: all of them, or some of its parts. */
export interface FileRows {
  readonly entity: CompiledEntity;
  /** The first row of a part. */
  readonly first: number;
  readonly rows: number;
  /** Whether the file is complete with them, instead of a piece of the file of the entity. */
  readonly isComplete: boolean;
}

/** All rows of an entity, in one file. */
export function allRows(entity: CompiledEntity): FileRows {
  return { entity, first: 0, rows: entity.rows, isComplete: true };
}

/** Batches of an entity that is a part as a whole: with fewer rows, what a thread does before the first one weighs more. */
const WHOLE_BATCHES = 2;

/**
 * The parts of an entity in order, worked out from the model and the format alone, never from the machine. A part is a batch, so
 * that threads whose parts stand in one file wait for one another as little as can be; a small entity is one part, so that only
 * one thread prepares for it.
 * @param partBatches those of the format: where the bytes depend on them, parts are those that would be stored.
 */
export function partsOf(entity: CompiledEntity, partBatches?: number): Generator<Part> {
  return partsIn(allRows(entity), partBatches);
}

/** The parts of a file in order. */
export function* partsIn({ entity, first, rows, isComplete }: FileRows, partBatches?: number): Generator<Part> {
  const step = partRows(entity, partBatches);
  const end = first + rows;
  for (let at = first; at < end; at += step) {
    const part = { entity: entity.name, first: at, rows: Math.min(step, end - at) };
    yield isComplete && at === first && at > 0 ? { ...part, opensFile: true } : part;
  }
}

/** Rows of each part of an entity but the last, which may have fewer; at least 1. @param partBatches those of the format. */
export function partRows(entity: CompiledEntity, partBatches?: number): number {
  if (partBatches !== undefined) return storedPartRows(entity, partBatches);
  const isSmall = entity.rows <= WHOLE_BATCHES * entity.batchRows;
  return isSmall ? Math.max(1, entity.rows) : entity.batchRows;
}

/** Batches of a stored part: some MiB of ordinary rows, so that syncing and publishing it costs little beside making it. */
const STORED_BATCHES = 16;
/** Batches of a stored part at least: a row group of fewer rows would be worth little. */
const MIN_BATCHES = 4;
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
      : Math.max(MIN_BATCHES, Math.floor((partBatches * batchRows) / MAX_BATCH_ROWS));
  return batchRows * Math.max(batches, Math.ceil(rows / (batchRows * MAX_STORED_PARTS)));
}
