import { cell, type Leaf } from '../text/cell.ts';
import { putByte } from '../text/put-byte.ts';

/** Where a row stands among those of a part, as the cell before its first value needs it. */
export interface Statements {
  /** Rows of a statement. */
  readonly most: number;
  /** What stands before the first row, before the first row of each further statement, and before every other row. */
  readonly first: Uint8Array;
  readonly further: Uint8Array;
  readonly next: Uint8Array;
  /** The number in its part of the batch's first row; whoever encodes sets it. */
  row: number;
}

/** What stands before a row, in a part whose rows are told apart into statements. */
export function statementLeaf(statements: Statements): Leaf {
  return { least: statements.next.length, bind: () => cell(statements, measure, scatter) };
}

function measure({ most, first, further, next, row }: Statements, length: number, widths: Int32Array): number {
  if (row === 0) widths[0] += first.length - next.length;
  for (let i = row === 0 ? most : (most - (row % most)) % most; i < length; i += most) {
    widths[i] += further.length - next.length;
  }
  return next.length;
}

function scatter(
  { most, first, further, next, row }: Statements,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) {
    const bytes = (row + i) % most > 0 ? next : row + i === 0 ? first : further;
    let p = positions[i];
    for (let j = 0; j < bytes.length; j++) view.setUint8(p++, bytes[j]);
    positions[i] = putByte(view, p, after);
  }
}
