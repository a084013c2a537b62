import type { SQLInputValue } from 'node:sqlite';
import type { BytesVector, Column, ColumnType, DictionaryVector, Vector } from '../../engine/vector.ts';
import { sqliteType } from '../sql/sqlite.ts';
import type { Canvas } from '../text/canvas.ts';
import { presentWriter } from '../text/json-value.ts';
import { renderer } from '../text/rendered.ts';
import type { Texts } from '../text/text-cells.ts';
import { textsOf } from '../text/texts.ts';
import { decoded, strings } from './strings.ts';

/** The values of a column, as they are bound to a statement. */
export interface Fill {
  /** Looks at the first `length` rows of the column's current batch. */
  load(length: number): void;
  /** Puts rows `first … end - 1` of those into `cells`: the first at `at`, each next one `step` further on. */
  put(cells: SQLInputValue[], at: number, step: number, first: number, end: number): void;
}

/**
 * How a column's values reach SQLite: numbers as numbers, booleans as 0 and 1, binary as it is, lists and objects as JSON,
 * all else as the text that csv writes.
 */
export function fillOf(column: Column, canvas: Canvas): Fill {
  const { validity } = column.vector;
  const fill = presentFill(column, canvas);
  if (validity === null) return fill;
  return {
    load: (length) => fill.load(length),
    put(cells, at, step, first, end) {
      fill.put(cells, at, step, first, end);
      for (let row = first, p = at; row < end; row++, p += step) if (validity[row] === 0) cells[p] = null;
    },
  };
}

function presentFill({ type, vector }: Column, canvas: Canvas): Fill {
  switch (vector.kind) {
    case 'list':
    case 'struct':
      return textFill(renderer(presentWriter(type, vector), canvas));
    case 'dictionary':
      return dictionaryFill(vector);
    case 'binary':
      if (type.kind === 'binary') return binaryFill(vector);
      break;
    case 'bool':
    case 'concat':
    case 'date':
    case 'decimal':
    case 'decimal64':
    case 'float64':
    case 'int32':
    case 'int53':
    case 'json':
    case 'time':
    case 'timestamp':
    case 'utf8':
    case 'uuid':
      break;
  }
  return numberFill(type, vector) ?? textFill(textsOf(vector, canvas));
}

/** Null where the values are no numbers to SQLite. Decimals that are have 15 digits at most, which a double keeps. */
function numberFill(type: ColumnType, vector: Vector): Fill | null {
  if (sqliteType(type) === 'TEXT') return null;
  switch (vector.kind) {
    case 'int32':
    case 'int53':
    case 'float64':
    case 'bool':
      return quotientFill(vector.values, 1);
    case 'decimal':
    case 'decimal64':
      return quotientFill(vector.values, Number(`1e${vector.scale}`));
    case 'binary':
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

function quotientFill(values: Int32Array | Float64Array | Uint8Array | BigInt64Array, unit: number): Fill {
  return {
    load: () => undefined,
    put(cells, at, step, first, end) {
      for (let row = first, p = at; row < end; row++, p += step) cells[p] = Number(values[row]) / unit;
    },
  };
}

/** Each entry is one string for all rows that hold it. */
function dictionaryFill({ values, dictionary }: DictionaryVector): Fill {
  const texts = strings(dictionary, dictionary.length);
  return {
    load: () => undefined,
    put(cells, at, step, first, end) {
      for (let row = first, p = at; row < end; row++, p += step) cells[p] = texts[values[row]];
    },
  };
}

function binaryFill(vector: BytesVector): Fill {
  return {
    load: () => undefined,
    put(cells, at, step, first, end) {
      const { bytes, offsets } = vector;
      for (let row = first, p = at; row < end; row++, p += step) {
        cells[p] = bytes.subarray(offsets[row], offsets[row + 1]);
      }
    },
  };
}

function textFill(textsOf: (length: number) => Texts): Fill {
  let text = '';
  let ends = new Int32Array(1);
  return {
    load(length) {
      if (ends.length <= length) ends = new Int32Array(length + 1);
      text = decoded(textsOf(length), length, ends);
    },
    put(cells, at, step, first, end) {
      for (let row = first, p = at; row < end; row++, p += step) cells[p] = text.slice(ends[row], ends[row + 1]);
    },
  };
}
