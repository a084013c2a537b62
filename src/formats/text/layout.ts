import type { Encoder } from '../format.ts';
import { Canvas } from './canvas.ts';
import type { Cell, Leaf, Token } from './cell.ts';

const END = { bytes: new Uint8Array(0), seal: new Uint8Array(0) };
/** Addresses of the memory that a batch is laid out in are kept in 31 bits. */
const MAX_BATCH_BYTES = 2 ** 31 - 2 ** 20;

/**
 * Encodes rows that are all laid out alike: `row` from left to right, with `separator` between any two rows.
 * What stands between two cells is one literal, a single byte of which is written together with the cell before it; the last
 * one reaches over the separator to the first cell of the next row.
 */
export function rowEncoder(row: readonly Token[], separator: Uint8Array): Encoder {
  const { lead, leaves, gaps } = split(row);
  const tail = gaps.pop();
  if (tail === undefined) return constantRows(lead, separator);
  const next = join([separator, lead]);
  const literals = [...gaps, join([tail, next])];
  const fixed = literals.reduce((sum, literal) => sum + (byteOf(literal) === 0 ? literal.length : 0), 0);
  const canvas = new Canvas();
  const cells = bindAll(leaves, literals, canvas);
  let start = lead;
  return {
    begin() {
      start = lead;
    },
    encode(length) {
      canvas.begin(length);
      for (const cell of cells) cell.measure(length);
      const at = canvas.end;
      const first = at + start.length;
      const end = canvas.kernels.startsOfRows(canvas.positions.byteOffset, length, fixed, first);
      if (end > MAX_BATCH_BYTES || end < at) throw new RangeError('a batch of rows is larger than 2 GiB');
      canvas.fit(end);
      canvas.copy(start, at);
      for (const cell of cells) cell.scatter(length);
      start = next;
      return canvas.bytes(at, end - at - next.length);
    },
    end: () => END,
  };
}

/** The literal before the first cell, the cells, and the literal behind each. */
function split(row: readonly Token[]): { lead: Uint8Array; leaves: Leaf[]; gaps: Uint8Array[] } {
  const leaves: Leaf[] = [];
  const literals: Uint8Array[][] = [[]];
  for (const token of row) {
    if (token instanceof Uint8Array) {
      literals[leaves.length].push(token);
    } else {
      leaves.push(token);
      literals.push([]);
    }
  }
  const [lead, ...gaps] = literals.map(join);
  return { lead, leaves, gaps };
}

/**
 * Columns are written from left to right, so a wide store may reach over what stands right of its cell in the row, but
 * not into the next row, whose first cells are there already.
 */
function bindAll(leaves: readonly Leaf[], literals: readonly Uint8Array[], canvas: Canvas): Cell[] {
  const cells: Cell[] = [];
  let room = 0;
  for (let k = leaves.length - 1; k >= 0; k--) {
    const literal = literals[k];
    room += literal.length;
    const after = byteOf(literal);
    if (after === 0 && literal.length > 0) cells.unshift(literalCell(literal, canvas));
    cells.unshift(leaves[k].bind(canvas, { room, after }));
    room += leaves[k].least;
  }
  return cells;
}

/** The one byte of a literal, as a cell takes it; 0 where there are others, or it is 0 itself. */
function byteOf(literal: Uint8Array): number {
  return literal.length === 1 ? literal[0] : 0;
}

/** The same bytes in every row; their width is known without looking. */
function literalCell(literal: Uint8Array, canvas: Canvas): Cell {
  const at = canvas.put(literal);
  const { scatterLiteral } = canvas.kernels;
  return {
    measure: () => undefined,
    scatter: (length) => scatterLiteral(at, literal.length, length, canvas.positions.byteOffset),
  };
}

function constantRows(row: Uint8Array, separator: Uint8Array): Encoder {
  let first = true;
  return {
    begin() {
      first = true;
    },
    encode(length) {
      const rows = Array.from({ length }, (_, i) => (first && i === 0 ? [row] : [separator, row])).flat();
      first = false;
      return join(rows);
    },
    end: () => END,
  };
}

/** The byte arrays end to end. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    joined.set(part, end);
    end += part.length;
  }
  return joined;
}
