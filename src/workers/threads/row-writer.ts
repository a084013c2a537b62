import type { Output } from '../../artifacts/output.ts';
import type { FileRows } from '../../engine/plan.ts';
import type { SealedPart } from '../../formats/index.ts';

/** Makes and writes the rows of files that stand one after the other, in whatever threads. */
export interface RowWriter {
  /**
   * Writes the rows of the next file.
   * @param written told how many more are.
   */
  write(rows: FileRows, output: Output, written: (rows: number) => void): Promise<WrittenRows>;
  /** Gives up whatever is not written yet. Nobody writes any more when it resolves. */
  close(): Promise<void>;
}

export interface WrittenRows {
  readonly bytes: number;
  /** All parts of the file in their order, where its footer asks for them. */
  readonly parts: readonly SealedPart[];
}
