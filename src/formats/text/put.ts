import type { Vector } from '../../engine/vector.ts';
import { putBool } from './bool.ts';
import { putDate, putTime, putTimestamp } from './calendar.ts';
import { putDecimal, putDecimal64, putDouble, putInteger } from './digits.ts';
import { putUuid } from './uuid.ts';

/** Writes the text of one row's value at `p` and returns the position after it. */
export type Put = (view: DataView, p: number, row: number) => number;

/** More than the widest text that a `Put` writes, and what it writes past the end of it. */
export const PUT_ROOM = 48;

/** How to write the values of a kind whose text is short: numbers, times, UUIDs and booleans; null for the other kinds. */
export function putterOf(vector: Vector): Put | null {
  switch (vector.kind) {
    case 'int32':
    case 'int53':
      return (view, p, row) => putInteger(view, p, vector.values[row]);
    case 'float64':
      return (view, p, row) => putDouble(view, p, vector.values[row]);
    case 'decimal':
      return (view, p, row) => putDecimal(view, p, vector.values[row], vector.scale);
    case 'decimal64':
      return (view, p, row) => putDecimal64(view, p, vector.values[row], vector.scale);
    case 'date':
      return (view, p, row) => putDate(view, p, vector.values[row]);
    case 'timestamp':
      return (view, p, row) => putTimestamp(view, p, vector.values[row]);
    case 'time':
      return (view, p, row) => putTime(view, p, vector.values[row]);
    case 'bool':
      return (view, p, row) => putBool(view, p, vector.values[row]);
    case 'uuid':
      return (view, p, row) => putUuid(view, p, vector.values, 4 * row);
    case 'binary':
    case 'concat':
    case 'dictionary':
    case 'json':
    case 'list':
    case 'struct':
    case 'utf8':
      return null;
  }
}
