import type { Encoder } from '../format.ts';
import { Sink } from '../sink.ts';
import type { Cell, Leaf, Token } from './cell.ts';
import { literalOf, scatterLiteral, type Literal } from './literal.ts';
import type { Texts } from './text-cells.ts';

const NOTHING = new Uint8Array(0);
/** Positions in a batch are kept in 32 bits. */
const MAX_BATCH_BYTES = 2 ** 31 - 1024;

/**
 * Encodes rows that are all laid out alike: `row` from left to right, with `separator` between any two rows.
 * What stands between two cells is one literal, written together with the cell before it; the last one reaches over the
 * separator to the first cell of the next row.
 */
export function rowEncoder(row: readonly Token[], separator: Uint8Array): Encoder {
  const parts = split(row);
  const { lead } = parts;
  if (parts.leaves.length === 0) return constantRows(lead, separator);
  const append = appender(parts, separator);
  const next = join([separator, lead]);
  let start = lead;
  return {
    begin(): void {
      start = lead;
    },
    encode(length: number, sink: Sink): void {
      append(length, sink, start);
      start = next;
    },
    end: () => NOTHING,
  };
}

/** The texts of a batch of rows that are all laid out alike, in a buffer of their own as large as the largest batch. */
export function rowTexts(row: readonly Token[]): (length: number) => Texts {
  const parts = split(row);
  const { lead } = parts;
  const append = parts.leaves.length === 0 ? null : appender(parts, NOTHING);
  const sink = new Sink();
  let offsets = new Int32Array(1);
  return (length) => {
    if (offsets.length <= length) offsets = new Int32Array(length + 1);
    sink.length = 0;
    const positions = append?.(length, sink, lead);
    for (let i = 0; i < length; i++) {
      if (positions === undefined) sink.append(lead);
      // A row is followed by what stands before the first cell of the next.
      offsets[i + 1] = positions === undefined ? sink.length : positions[i] - lead.length;
    }
    return { bytes: sink.bytes, offsets };
  };
}

/** Appends a batch of rows, the first one behind `start`, and answers where the first cell after each row would be. */
type Append = (length: number, sink: Sink, start: Uint8Array) => Int32Array;

function appender({ lead, leaves, gaps }: Parts, separator: Uint8Array): Append {
  const next = join([separator, lead]);
  const literals = [...gaps.slice(0, -1), join([gaps[gaps.length - 1], next])].map(literalOf);
  const cells = bindAll(leaves, literals);
  const constant = literals.reduce((sum, literal) => sum + literal.length, 0);
  let positions = new Int32Array(0);
  return (length, sink, start) => {
    if (positions.length < length) positions = new Int32Array(length);
    positions.fill(0, 0, length);
    let fixed = constant;
    for (const cell of cells) fixed += cell.measure(cell.source, length, positions);
    const end = startsOfRows(positions, length, fixed, start.length);
    if (end > MAX_BATCH_BYTES) throw new RangeError('a batch of rows is larger than 2 GiB');
    sink.append(start);
    sink.reserve(end - start.length);
    const view = new DataView(sink.bytes.buffer, sink.length - start.length);
    for (const [k, cell] of cells.entries()) {
      const literal = literals[k];
      cell.scatter(cell.source, view, length, positions, literal.single);
      if (literal.single === 0) scatterLiteral(view, length, positions, literal);
    }
    sink.length += end - start.length - next.length;
    return positions;
  };
}

/** What a row is made of: the literal before the first cell, the cells, and the literal behind each. */
interface Parts {
  readonly lead: Uint8Array;
  readonly leaves: readonly Leaf[];
  readonly gaps: readonly Uint8Array[];
}

function split(row: readonly Token[]): Parts {
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
 * not into the next row, whose first cells are there already, unless it has no more than one.
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
