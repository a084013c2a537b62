import type { ColumnType, Vector } from '../../engine/vector.ts';
import { unscaledOf } from '../text/unscaled.ts';
import type { ColumnWriter } from './body.ts';

/** Writes the value of a row at `p`. */
type Put = (view: DataView, p: number, row: number) => void;

const WORD = 2 ** 32;

/** A writer of values that are all of one width; null if the type has none that the vector could give. */
export function fixedOf(type: ColumnType, vector: Vector): ColumnWriter | null {
  const put = putOf(type, vector);
  return put === null ? null : fixedWriter(WIDTHS[type.kind] ?? 0, put, vector.validity);
}

/** Bytes of a value. */
const WIDTHS: { readonly [Kind in ColumnType['kind']]?: number } = {
  integer: 8,
  number: 8,
  decimal: 16,
  date: 4,
  time: 4,
  timestamp: 8,
  uuid: 16,
};

function fixedWriter(width: number, put: Put, validity: Uint8Array | null): ColumnWriter {
  return (body, first, end) => {
    body.open(validity, first, end);
    const { sink } = body;
    sink.reserve((end - first) * width);
    const { view, bytes } = sink;
    let p = sink.length;
    for (let row = first; row < end; row++) {
      if (validity === null || validity[row] === 1) put(view, p, row);
      else bytes.fill(0, p, p + width);
      p += width;
    }
    sink.length = p;
    body.close();
  };
}

function putOf(type: ColumnType, vector: Vector): Put | null {
  const { kind } = type;
  switch (kind) {
    case 'number':
      return putDouble(vector);
    case 'integer':
      return putWide(vector, 1);
    case 'decimal':
      return putDecimal(type, vector);
    case 'timestamp':
      return vector.kind === kind ? (view, p, row) => setWide(view, p, vector.values[row]) : null;
    case 'date':
    case 'time':
      return vector.kind === kind ? (view, p, row) => view.setInt32(p, vector.values[row], true) : null;
    case 'uuid':
      if (vector.kind !== kind) return null;
      return (view, p, row) => {
        for (let word = 0; word < 4; word++) view.setUint32(p + 4 * word, vector.values[4 * row + word], false);
      };
    case 'binary':
    case 'boolean':
    case 'enum':
    case 'json':
    case 'list':
    case 'string':
    case 'struct':
      return null;
  }
}

function putDouble(vector: Vector): Put | null {
  switch (vector.kind) {
    case 'int32':
    case 'int53':
    case 'float64':
      return (view, p, row) => view.setFloat64(p, vector.values[row], true);
    case 'decimal':
    case 'decimal64': {
      const unit = Number(`1e${vector.scale}`);
      return (view, p, row) => view.setFloat64(p, Number(vector.values[row]) / unit, true);
    }
    case 'binary':
    case 'bool':
    case 'concat':
    case 'date':
    case 'dictionary':
    case 'json':
    case 'list':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'utf8':
    case 'uuid':
      return null;
  }
}

/** Decimals in two words of 64 bits, with the digits of the column. */
function putDecimal(type: ColumnType & { kind: 'decimal' }, vector: Vector): Put | null {
  const more = (type.stored?.scale ?? type.scale) - type.scale;
  if (more === 0 && vector.kind !== 'utf8' && vector.kind !== 'dictionary') return putWide(vector, 2);
  const factor = 10n ** BigInt(more);
  const read = unscaledOf(vector);
  if (read === null) return null;
  return (view, p, row) => {
    const value = read(row) * factor;
    view.setBigUint64(p, BigInt.asUintN(64, value), true);
    view.setBigInt64(p + 8, value >> 64n, true);
  };
}

/** Whole numbers of one word of 64 bits or two. */
function putWide(vector: Vector, words: 1 | 2): Put | null {
  switch (vector.kind) {
    case 'int32':
    case 'int53':
    case 'decimal':
      return (view, p, row) => {
        const value = vector.values[row];
        setWide(view, p, value);
        if (words === 2) setWide(view, p + 8, value < 0 ? -1 : 0);
      };
    case 'decimal64':
      return (view, p, row) => {
        const value = vector.values[row];
        view.setBigInt64(p, value, true);
        if (words === 2) setWide(view, p + 8, value < 0n ? -1 : 0);
      };
    case 'binary':
    case 'bool':
    case 'concat':
    case 'date':
    case 'dictionary':
    case 'float64':
    case 'json':
    case 'list':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'utf8':
    case 'uuid':
      return null;
  }
}

/** Writes an integer of a double as one of 64 bits. */
function setWide(view: DataView, p: number, value: number): void {
  const high = Math.floor(value / WORD);
  view.setUint32(p, value - high * WORD, true);
  view.setInt32(p + 4, high, true);
}
