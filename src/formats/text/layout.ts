import type { Encoder } from '../format.ts';
import type { Sink } from '../sink.ts';
import type { Cell, Leaf, Token } from './cell.ts';
import { literalOf, scatterLiteral, type Literal } from './literal.ts';

const NOTHING = new Uint8Array(0);
/** Positions in a batch are kept in 32 bits. */
const MAX_BATCH_BYTES = 2 ** 31 - 1024;

/**
 * Encodes rows that are all laid out alike: `row` from left to right, with `separator` between any two rows.
 * What stands between two cells is one literal, written together with the cell before it; the last one reaches over the
 * separator to the first cell of the next row.
 * @param onCells told, before a batch is written, where the first cell of each row will stand, counted from the sink's end.
 */
export function rowEncoder(
  row: readonly Token[],
  separator: Uint8Array,
  onCells?: (positions: Int32Array, length: number) => void,
): Encoder {
  const { lead, leaves, gaps } = split(row);
  const tail = gaps.pop();
  if (tail === undefined) return constantRows(lead, separator);
  const next = join([separator, lead]);
  const literals = [...gaps, join([tail, next])].map(literalOf);
  const cells = bindAll(leaves, literals);
  const constant = literals.reduce((sum, literal) => sum + literal.length, 0);
  let positions = new Int32Array(0);
  let start = lead;
  return {
    begin(): void {
      start = lead;
    },
    encode(length: number, sink: Sink): void {
      if (positions.length < length) positions = new Int32Array(length);
      positions.fill(0, 0, length);
      let fixed = constant;
      for (const cell of cells) fixed += cell.measure(cell.source, length, positions);
      const end = startsOfRows(positions, length, fixed, start.length);
      if (end > MAX_BATCH_BYTES) throw new RangeError('a batch of rows is larger than 2 GiB');
      onCells?.(positions, length);
      sink.append(start);
      sink.reserve(end - start.length);
      const view = new DataView(sink.bytes.buffer, sink.length - start.length);
      for (const [k, cell] of cells.entries()) {
        const literal = literals[k];
        cell.scatter(cell.source, view, length, positions, literal.single);
        if (literal.single === 0) scatterLiteral(view, length, positions, literal);
      }
      sink.length += end - start.length - next.length;
      start = next;
    },
    end: () => NOTHING,
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
 * not into the next row, whose first cells are there already, unless there is one column only.
 */
function bindAll(leaves: readonly Leaf[], literals: readonly Literal[]): Cell[] {
  const cells: Cell[] = [];
  let room = leaves.length === 1 ? Infinity : 0;
  for (let k = leaves.length - 1; k >= 0; k--) {
    room += literals[k].length;
    cells.unshift(leaves[k].bind(room));
    room += leaves[k].least;
  }
  return cells;
}

/** Turns the widths of the rows into where they start, and returns where the last one ends. */
function startsOfRows(widths: Int32Array, length: number, fixed: number, start: number): number {
  let position = start;
  for (let i = 0; i < length; i++) {
    const width = widths[i] + fixed;
    widths[i] = position;
    position += width;
  }
  return position;
}

function constantRows(row: Uint8Array, separator: Uint8Array): Encoder {
  let first = true;
  return {
    begin() {
      first = true;
    },
    encode(length, sink) {
      for (let i = 0; i < length; i++) {
        if (!first) sink.append(separator);
        sink.append(row);
        first = false;
      }
    },
    end: () => NOTHING,
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
