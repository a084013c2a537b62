import type { SQLInputValue } from 'node:sqlite';
import type { BytesVector, Column, ColumnType, DictionaryVector, Vector } from '../../engine/vector.ts';
import { sqlite } from '../sql/sqlite.ts';
import { presentWriter } from '../text/json-value.ts';
import { renderer } from '../text/rendered.ts';
import type { Texts } from '../text/text-cells.ts';
import { textsOf } from '../text/texts.ts';
import { strings } from './strings.ts';

/** Puts the first `length` values of a column into `cells`: the first one at `at`, each next one `step` further on. */
export type Fill = (cells: SQLInputValue[], at: number, step: number, length: number) => void;

/**
 * How a column's values reach SQLite: numbers as numbers, booleans as 0 and 1, binary as it is, lists and objects as JSON,
 * all else as the text that csv writes.
 */
export function fillOf(column: Column): Fill {
  const { validity } = column.vector;
  const fill = presentFill(column);
  if (validity === null) return fill;
  return (cells, at, step, length) => {
    fill(cells, at, step, length);
    for (let row = 0; row < length; row++) if (validity[row] === 0) cells[at + row * step] = null;
  };
}

function presentFill({ type, vector }: Column): Fill {
  switch (vector.kind) {
    case 'list':
    case 'struct':
      return textFill(renderer(presentWriter(type, vector)));
    case 'dictionary':
      return dictionaryFill(vector);
    case 'binary':
      if (type.kind === 'binary') return binaryFill(vector);
  }
  return numberFill(type, vector) ?? textFill(textsOf(vector));
}

/** Null where the values are no numbers to SQLite. Decimals that are have 15 digits at most, which a double keeps. */
function numberFill(type: ColumnType, vector: Vector): Fill | null {
  if (sqlite.columnType(type) === 'TEXT') return null;
  switch (vector.kind) {
    case 'int32':
    case 'int53':
    case 'float64':
    case 'bool':
      return quotientFill(vector.values, 1);
    case 'decimal':
      return quotientFill(vector.values, Number(`1e${vector.scale}`));
    case 'decimal64':
      return (cells, at, step, length) => {
        const unit = Number(`1e${vector.scale}`);
        for (let row = 0; row < length; row++) cells[at + row * step] = Number(vector.values[row]) / unit;
      };
    default:
      return null;
  }
}

function quotientFill(values: Int32Array | Float64Array | Uint8Array, unit: number): Fill {
  return (cells, at, step, length) => {
    for (let row = 0; row < length; row++) cells[at + row * step] = values[row] / unit;
  };
}

/** Each entry is one string for all rows that hold it. */
function dictionaryFill({ values, dictionary }: DictionaryVector): Fill {
  const texts = strings(dictionary, dictionary.length);
  return (cells, at, step, length) => {
    for (let row = 0; row < length; row++) cells[at + row * step] = texts[values[row]];
  };
}

function binaryFill(vector: BytesVector): Fill {
  return (cells, at, step, length) => {
    const { bytes, offsets } = vector;
    for (let row = 0; row < length; row++) cells[at + row * step] = bytes.subarray(offsets[row], offsets[row + 1]);
  };
}

function textFill(textsOf: (length: number) => Texts): Fill {
  return (cells, at, step, length) => {
    const texts = strings(textsOf(length), length);
    for (let row = 0; row < length; row++) cells[at + row * step] = texts[row];
  };
}
