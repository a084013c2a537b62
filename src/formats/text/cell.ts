import type { Canvas } from './canvas.ts';

/**
 * One cell of a row's layout, bound to a canvas. A batch is encoded in two passes over the columns: `measure` for every cell,
 * from which follows where each row begins, then `scatter` for every cell from left to right.
 */
export interface Cell {
  /** Adds the width of each row's cell, and of what follows it, to the row's. */
  measure(length: number): void;
  /** Writes each row's cell at its position, then what follows it, and moves the position after that. */
  scatter(length: number): void;
}

/** Where in a row a cell is. */
export interface CellPosition {
  /** How many bytes right of the cell may be overwritten, for they are written later. */
  readonly room: number;
  /** The byte that follows it in every row; 0: none. */
  readonly after: number;
}

/** A cell before it is known where in a row it is. */
export interface Leaf {
  /** The least width of the cell in bytes. */
  readonly least: number;
  bind(canvas: Canvas, place: CellPosition): Cell;
}

/** What a row is made of, left to right. */
export type Token = Uint8Array | Leaf;
