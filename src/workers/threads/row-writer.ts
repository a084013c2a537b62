import type { Output } from '../../artifacts/output.ts';
import type { FileRows } from '../../engine/plan.ts';
import type { SealedPart } from '../../formats/index.ts';
import type { WrittenWhole } from './whole-files.ts';

/** Makes and writes the rows of files, in whatever threads. */
export interface RowWriter {
  /**
   * Writes the files that a single thread each writes, to be called before the others are written.
   * @param written told how many more rows are.
   * @returns what is known of each, in the order in which they were given.
   */
  writeWhole(written: (rows: number) => void): Promise<readonly WrittenWhole[]>;
  /**
   * Writes the rows of the next of the other files.
   * @param written told how many more are.
   */
  write(rows: FileRows, output: Output, written: (rows: number) => void): Promise<WrittenRows>;
  /** Gives up: whole files that other threads write are in their place when it returns, or not there at all. */
  stop(): void;
  /** Gives up whatever is not written yet. Nobody writes any more when it resolves. */
  close(): Promise<void>;
}

export interface WrittenRows {
  readonly bytes: number;
  /** All parts of the file in their order, where its footer asks for them. */
  readonly parts: readonly SealedPart[];
}
