import { ARENA_PADDING } from '../../engine/arena.ts';
import type { Canvas } from './canvas.ts';
import type { Cell, CellPosition } from './cell.ts';

/** How many bytes past its end the copies of a text by words may write: all of them where the text is empty. */
const WORD = 8;

/** Texts of a batch, one after the other: cell i is `bytes[offsets[i] … offsets[i + 1])`. */
export interface Texts {
  bytes: Uint8Array;
  offsets: Int32Array;
}

/** The texts that `make` finds or makes for each batch. */
export function textCell(make: (length: number) => Texts, canvas: Canvas, { room, after }: CellPosition): Cell {
  const scatter = room < WORD ? scatterTextsExactly : scatterTexts;
  let texts: Texts;
  return {
    measure(length) {
      texts = make(length);
      addWidths(texts.offsets, length, after === 0 ? 0 : 1, canvas.positions);
    },
    scatter: (length) => scatter(texts, canvas.view, length, canvas.positions, after),
  };
}

// Top-level functions: a closure around each loop would keep it in the slow tiers of V8 for seconds.

function addWidths(offsets: Int32Array, length: number, more: number, widths: Int32Array): void {
  for (let i = 0; i < length; i++) widths[i] += offsets[i + 1] - offsets[i] + more;
}

function scatterTexts(
  { bytes, offsets }: Texts,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  const texts = paddedView(bytes, offsets[length]);
  for (let i = 0; i < length; i++) {
    const o = offsets[i];
    positions[i] = putByte(view, copyWide(view, positions[i], texts, o, offsets[i + 1] - o), after);
  }
}

function scatterTextsExactly(
  { bytes, offsets }: Texts,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  const texts = paddedView(bytes, offsets[length]);
  for (let i = 0; i < length; i++) {
    const o = offsets[i];
    positions[i] = putByte(view, copyExactly(view, positions[i], texts, o, offsets[i + 1] - o), after);
  }
}

/** A view of bytes [0, end) that can be read a little past the end; a copy where the buffer ends too early for that. */
function paddedView(bytes: Uint8Array, end: number): DataView {
  if (bytes.byteOffset + end + WORD <= bytes.buffer.byteLength) {
    return new DataView(bytes.buffer, bytes.byteOffset, end + WORD);
  }
  const copy = new Uint8Array(end + ARENA_PADDING);
  copy.set(bytes.subarray(0, end));
  return new DataView(copy.buffer);
}

/** Copies 8 bytes at a time through doubles, which carry valid UTF-8 unchanged; overruns by up to WORD bytes. */
function copyWide(view: DataView, p: number, source: DataView, o: number, length: number): number {
  view.setFloat64(p, source.getFloat64(o, true), true);
  if (length > 8) {
    view.setFloat64(p + 8, source.getFloat64(o + 8, true), true);
    for (let j = 16; j < length; j += 8) view.setFloat64(p + j, source.getFloat64(o + j, true), true);
  }
  return p + length;
}

/** Copies exactly `length` bytes, the last store overlapping the one before. */
function copyExactly(view: DataView, p: number, source: DataView, o: number, length: number): number {
  if (length >= 8) {
    for (let j = 0; j < length - 8; j += 8) view.setFloat64(p + j, source.getFloat64(o + j, true), true);
    view.setFloat64(p + length - 8, source.getFloat64(o + length - 8, true), true);
  } else if (length >= 4) {
    view.setInt32(p, source.getInt32(o, true), true);
    view.setInt32(p + length - 4, source.getInt32(o + length - 4, true), true);
  } else {
    for (let j = 0; j < length; j++) view.setUint8(p + j, source.getUint8(o + j));
  }
  return p + length;
}

/** Writes `byte`, unless it is 0, and returns the position after it. */
function putByte(view: DataView, p: number, byte: number): number {
  if (byte === 0) return p;
  view.setUint8(p, byte);
  return p + 1;
}
