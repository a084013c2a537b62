import { ARENA_PADDING } from '../../engine/arena.ts';
import type { Dictionary } from '../../engine/dictionary.ts';
import { cell, type Cell } from './cell.ts';
import { putByte } from './put-byte.ts';

/** How many bytes past its end the copies of a text by words may write: all of them where the text is empty. */
const WORD = 8;
const TWO_WORDS = 16;

/** Texts of a batch, one after the other: cell i is `bytes[offsets[i] … offsets[i + 1])`. */
export interface Texts {
  bytes: Uint8Array;
  offsets: Int32Array;
}

/** Entries of a dictionary, as a cell needs them. */
interface Entries {
  readonly values: Int32Array;
  readonly offsets: Uint32Array;
  readonly bytes: DataView;
}

/** The same with the entry for null, and room for the values with that in place. */
interface NullableEntries extends Entries {
  readonly from: Int32Array;
  readonly validity: Uint8Array;
  readonly nothing: number;
}

/** Texts of each batch, found or made when it is measured. */
interface MadeTexts {
  readonly make: (length: number) => Texts;
  texts: Texts;
}

/** Texts picked from a dictionary that holds them as they are to be written. */
export function dictionaryCell(values: Int32Array, { offsets, bytes }: Dictionary, room: number): Cell {
  const source: Entries = { values, offsets, bytes: paddedView(bytes, bytes.length) };
  const scatter = room < WORD ? scatterEntriesExactly : room < TWO_WORDS ? scatterEntries : scatterEntriesWide;
  return cell(source, measureEntries, scatter);
}

/** The same where values can be null: the last entry of the dictionary is written for them. */
export function nullableDictionaryCell(
  from: Int32Array,
  validity: Uint8Array,
  { offsets, bytes, length }: Dictionary,
  room: number,
): Cell {
  const source: NullableEntries = {
    values: new Int32Array(from.length),
    offsets,
    bytes: paddedView(bytes, bytes.length),
    from,
    validity,
    nothing: length - 1,
  };
  return cell(source, measureNullableEntries, room < WORD ? scatterEntriesExactly : scatterEntries);
}

/** The texts that `make` finds or makes for each batch. */
export function textCell(make: (length: number) => Texts, room: number): Cell {
  const source: MadeTexts = { make, texts: { bytes: new Uint8Array(0), offsets: new Int32Array(1) } };
  return cell(source, measureTexts, room < WORD ? scatterTextsExactly : scatterTexts);
}

/** A view of bytes [0, end) that can be read a little past the end; a copy where the buffer ends too early for that. */
function paddedView(bytes: Uint8Array, end: number): DataView {
  if (bytes.byteOffset + end + TWO_WORDS <= bytes.buffer.byteLength) {
    return new DataView(bytes.buffer, bytes.byteOffset, end + TWO_WORDS);
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

/** The same by two words at least: no branch on lengths around 8, which names have; overruns by up to TWO_WORDS bytes. */
function copyWider(view: DataView, p: number, source: DataView, o: number, length: number): number {
  view.setFloat64(p, source.getFloat64(o, true), true);
  view.setFloat64(p + 8, source.getFloat64(o + 8, true), true);
  for (let j = 16; j < length; j += 8) view.setFloat64(p + j, source.getFloat64(o + j, true), true);
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

function measureEntries({ values, offsets }: Entries, length: number, widths: Int32Array): number {
  for (let i = 0; i < length; i++) {
    const k = values[i];
    widths[i] += offsets[k + 1] - offsets[k];
  }
  return 0;
}

function measureNullableEntries(
  { values, offsets, from, validity, nothing }: NullableEntries,
  length: number,
  widths: Int32Array,
): number {
  for (let i = 0; i < length; i++) {
    const k = validity[i] === 1 ? from[i] : nothing;
    values[i] = k;
    widths[i] += offsets[k + 1] - offsets[k];
  }
  return 0;
}

function scatterEntries(
  { values, offsets, bytes }: Entries,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) {
    const k = values[i];
    const o = offsets[k];
    positions[i] = putByte(view, copyWide(view, positions[i], bytes, o, offsets[k + 1] - o), after);
  }
}

function scatterEntriesWide(
  { values, offsets, bytes }: Entries,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) {
    const k = values[i];
    const o = offsets[k];
    positions[i] = putByte(view, copyWider(view, positions[i], bytes, o, offsets[k + 1] - o), after);
  }
}

function scatterEntriesExactly(
  { values, offsets, bytes }: Entries,
  view: DataView,
  length: number,
  positions: Int32Array,
  after: number,
): void {
  for (let i = 0; i < length; i++) {
    const k = values[i];
    const o = offsets[k];
    positions[i] = putByte(view, copyExactly(view, positions[i], bytes, o, offsets[k + 1] - o), after);
  }
}

function measureTexts(source: MadeTexts, length: number, widths: Int32Array): number {
  source.texts = source.make(length);
  const { offsets } = source.texts;
  for (let i = 0; i < length; i++) widths[i] += offsets[i + 1] - offsets[i];
  return 0;
}

function scatterTexts(
  { texts: { bytes, offsets } }: MadeTexts,
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
  { texts: { bytes, offsets } }: MadeTexts,
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
