import type { Encoder } from '../format.ts';
import type { Canvas } from './canvas.ts';
import type { Cell, Leaf, Token } from './cell.ts';
import type { Texts } from './text-cells.ts';

const NOTHING = new Uint8Array(0);
const END = { bytes: NOTHING, seal: NOTHING };
/** Addresses of the memory that a batch is laid out in are kept in 31 bits. */
const MAX_BATCH_BYTES = 2 ** 31 - 2 ** 20;

/**
 * Encodes rows that are all laid out alike: `row` from left to right, with `separator` between any two rows.
 * What stands between two cells is one literal, a single byte of which is written together with the cell before it; the last
 * one reaches over the separator to the first cell of the next row.
 */
export function rowEncoder(row: readonly Token[], separator: Uint8Array, canvas: Canvas): Encoder {
  const parts = split(row);
  if (parts.leaves.length === 0) return constantRows(parts.lead, separator);
  const rows = new Rows(parts, separator, canvas);
  let start = parts.lead;
  return {
    begin() {
      start = parts.lead;
    },
    encode(length) {
      const bytes = rows.lay(length, start);
      start = rows.next;
      return bytes;
    },
    end: () => END,
  };
}

/** The texts of a batch of rows that are all laid out alike, good until anything else is laid out on the canvas. */
export function rowTexts(row: readonly Token[], canvas: Canvas): (length: number) => Texts {
  const parts = split(row);
  const { lead } = parts;
  if (parts.leaves.length === 0) return (length) => constantTexts(lead, length);
  const rows = new Rows(parts, NOTHING, canvas);
  let offsets = new Int32Array(1);
  return (length) => {
    if (offsets.length <= length) offsets = new Int32Array(length + 1);
    const bytes = rows.lay(length, lead);
    // A row is followed by what is before the first cell of the next.
    const before = bytes.byteOffset + lead.length;
    const { positions } = rows;
    for (let i = 0; i < length; i++) offsets[i + 1] = positions[i] - before;
    return { bytes, offsets };
  };
}

/** What a row is made of: the literal before the first cell, the cells, and the literal after each. */
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

/** Rows of at least one cell, laid out batch by batch on a canvas, which may hold cells of others. */
class Rows {
  /** What is before the first cell of a row that follows another. */
  readonly next: Uint8Array;
  readonly #canvas: Canvas;
  readonly #cells: readonly Cell[];
  /** Bytes of each row that do not depend on its values. */
  readonly #fixed: number;

  constructor({ lead, leaves, gaps }: Parts, separator: Uint8Array, canvas: Canvas) {
    this.#canvas = canvas;
    this.next = join([separator, lead]);
    const literals = [...gaps.slice(0, -1), join([gaps[gaps.length - 1], this.next])];
    this.#fixed = literals.reduce((sum, literal) => sum + (byteOf(literal) === 0 ? literal.length : 0), 0);
    this.#cells = bindAll(leaves, literals, canvas);
  }

  /** Where in the memory of the bytes the first cell after each row would be. */
  get positions(): Int32Array {
    return this.#canvas.positions;
  }

  /** Lays out a batch of rows, the first one after `start`. The bytes are good until anything else is laid out on the canvas. */
  lay(length: number, start: Uint8Array): Uint8Array {
    const canvas = this.#canvas;
    canvas.begin(length);
    for (const cell of this.#cells) cell.measure(length);
    const at = canvas.end;
    const first = at + start.length;
    const end = canvas.kernels.startsOfRows(canvas.positions.byteOffset, length, this.#fixed, first);
    if (end > MAX_BATCH_BYTES || end < at) throw new RangeError('a batch of rows is larger than 2 GiB');
    canvas.fit(end);
    canvas.copy(start, at);
    for (const cell of this.#cells) cell.scatter(length);
    return canvas.bytes(at, end - at - this.next.length);
  }
}

/**
 * Columns are written from left to right, so a wide store may reach over what is right of its cell in the row, but
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

/** The one byte of a literal, as a cell takes it; 0 if there are others, or it is 0 itself. */
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

function constantTexts(text: Uint8Array, length: number): Texts {
  return {
    bytes: join(Array.from({ length }, () => text)),
    offsets: Int32Array.from({ length: length + 1 }, (_, i) => i * text.length),
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
