import type { ProblemCode } from '../problems/problem-codes.ts';

/** Bytes of a file that a model may name. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;
/** Bytes of all files of one model together. */
export const MAX_FILES_BYTES = 64 * 1024 * 1024;

/** A table that was read from a file, whose cells have no types yet. */
export interface TableFile {
  /** As models name it: `data/countries.csv`. */
  readonly name: string;
  /** At least one, each with as many cells as the others. */
  readonly columns: readonly FileColumn[];
}

export interface FileColumn {
  readonly name: string;
  /** One for each row, at least one; null where the cell is empty. */
  readonly cells: readonly (string | null)[];
}

/** Why a file that a model names cannot be used. The message names the file, and the line if one is to blame. */
export interface FileFault {
  readonly name: string;
  readonly code: Extract<ProblemCode, `FILE_${string}`>;
  readonly message: string;
  readonly hint: string;
}

/** A fault of a file. @param message what is wrong, without the name of the file. */
export function fileFault(name: string, code: FileFault['code'], message: string, hint: string): FileFault {
  return { name, code, message: `${name}: ${message}`, hint };
}
