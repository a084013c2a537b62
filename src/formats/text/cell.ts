/**
 * One cell of a row's layout: what it is made from, and two kernels. A batch is encoded in two passes over the columns:
 * `measure` for every cell, from which follows where each row begins, then `scatter` for every cell from left to right.
 * The kernels are top-level functions that take their source as an argument: a closure around each would keep them in
 * the slow tiers of V8 for seconds.
 */
export interface Cell<Source = unknown> {
  readonly source: Source;
  /**
   * Adds the width of each row's cell to `widths`, and returns what is to be added to every row besides: the whole width
   * where it is fixed.
   */
  measure(source: Source, length: number, widths: Int32Array): number;
  /** Writes each row's cell at its position, then the byte `after` unless that is 0, and moves the position behind them. */
  scatter(source: Source, view: DataView, length: number, positions: Int32Array, after: number): void;
}

/** Binds kernels to their source. */
export function cell<Source>(
  source: Source,
  measure: Cell<Source>['measure'],
  scatter: Cell<Source>['scatter'],
): Cell<Source> {
  return { source, measure, scatter };
}

/** A cell before it is known where in a row it stands. */
export interface Leaf {
  /** The least width of the cell in bytes. */
  readonly least: number;
  /** @param room how many bytes right of the cell may be overwritten, for they are written later. */
  bind(room: number): Cell;
}

/** What a row is made of, left to right. */
export type Token = Uint8Array | Leaf;
