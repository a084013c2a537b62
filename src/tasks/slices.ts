import type { PlannedFile } from '../entities/task.ts';
import { closesFile, type PlannedPart } from './stored-parts.ts';

/** Consecutive parts of one file of a plan. */
export interface PlannedSlice {
  /** Position among all slices of the plan, from 0. */
  readonly number: number;
  /** Position of the file, from 0. */
  readonly file: number;
  /** Position of its first part within the file, from 0. */
  readonly first: number;
  /** 0: what is to be done is to write the whole file to the destination of the task. */
  readonly parts: number;
  /** Whether it needs all parts of the file before it: its part describes them, or it writes the file to the destination. */
  readonly closes: boolean;
}

/** Slices of a task. */
export const MAX_SLICES = 10_000;
/** Parts that the files of a task have beside their first ones before other nodes are asked to help. A part has some 10 MiB. */
const MIN_FURTHER_PARTS = 4;
/** Slices of a task that has enough parts for as many: with fewer, the end of the task waits for the slowest one. */
const WANTED = 256;
/** Parts of a slice, unless there would be too many slices: some seconds of one thread. */
const MAX_PARTS = 64;

/**
 * The slices of a plan, which follow from it alone. None if one node is to make all of it.
 * @param delivers whether files are written to a destination, each when all its parts are stored.
 */
export function slicesOf(files: readonly PlannedFile[], delivers = false): readonly PlannedSlice[] {
  const parts = files.reduce((sum, file) => sum + file.parts, 0);
  // Each file may end with a slice that is not full, with one that closes it, and with one that writes it to a destination.
  const full = MAX_SLICES - (delivers ? 3 : 2) * files.length;
  if (parts - files.length < MIN_FURTHER_PARTS || full < 1) return [];
  const size = Math.max(Math.min(MAX_PARTS, Math.ceil(parts / WANTED)), Math.ceil(parts / full));
  const slices = files.flatMap((_, file) => {
    const made = ofFile(files, file, size);
    return delivers ? [...made, { file, first: files[file].parts, parts: 0, closes: true }] : made;
  });
  return slices.map((slice, number) => ({ number, ...slice }));
}

function ofFile(files: readonly PlannedFile[], file: number, size: number): Omit<PlannedSlice, 'number'>[] {
  const { parts } = files[file];
  const closes = closesFile(files, { file, number: parts - 1 });
  const end = closes ? parts - 1 : parts;
  const slices: Omit<PlannedSlice, 'number'>[] = [];
  for (let first = 0; first < end; first += size) {
    slices.push({ file, first, parts: Math.min(size, end - first), closes: false });
  }
  if (closes) slices.push({ file, first: end, parts: 1, closes });
  return slices;
}

/** The parts of a slice, in order. */
export function* partsOfSlice({ file, first, parts }: PlannedSlice): Generator<PlannedPart, void, undefined> {
  for (let number = first; number < first + parts; number++) yield { file, number };
}
