import type { Dictionary } from '../../engine/dictionary.ts';
import type { Canvas } from './canvas.ts';
import type { Cell, CellPosition } from './cell.ts';

/** How many bytes past its end the copies of a text may write. */
const OVERRUN = 16;

/**
 * Texts picked from a dictionary that holds them as they are to be written.
 * @param validity where it is 0, the last entry of the dictionary is written; null if it never is.
 */
export function dictionaryCell(
  values: Int32Array,
  validity: Uint8Array | null,
  dictionary: Dictionary,
  canvas: Canvas,
  { room, after }: CellPosition,
): Cell {
  const at = canvas.take(values.byteLength);
  const valid = validity === null ? 0 : canvas.take(validity.length);
  const place = canvas.dictionary(dictionary);
  const cell = canvas.cell({ values: at, validity: valid, nothingLength: dictionary.length - 1, after, ...place });
  const { measureEntries, scatterEntries, scatterEntriesExactly } = canvas.kernels;
  const scatter = room < OVERRUN ? scatterEntriesExactly : scatterEntries;
  return {
    measure(length) {
      canvas.copy(new Uint8Array(values.buffer, values.byteOffset, 4 * length), at);
      if (validity !== null) canvas.copy(validity.subarray(0, length), valid);
      measureEntries(cell, length, canvas.positions.byteOffset);
    },
    scatter: (length) => scatter(cell, length, canvas.positions.byteOffset),
  };
}
