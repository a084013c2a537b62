import type { ColumnType } from '../engine/vector.ts';
import { sqliteType } from '../formats/sql/sqlite.ts';
import type { Affinity, SqliteColumn } from './sqlite-columns.ts';

/**
 * What values are to SQLite. Decimals with more digits than a REAL keeps are `long` without a fraction, which an integer of 64 bits
 * holds, else `digits`; `tame` texts never look like a number.
 */
type Value = 'whole' | 'long' | 'real' | 'digits' | 'tame' | 'text' | 'binary';

/** Which values come back as they were, and are what the column is declared for. */
const HOLDS: Readonly<Record<Affinity, readonly Value[]>> = {
  INTEGER: ['whole', 'long'],
  REAL: ['whole', 'real'],
  NUMERIC: ['whole', 'long', 'real', 'tame', 'binary'],
  TEXT: ['whole', 'long', 'real', 'digits', 'tame', 'text'],
  BLOB: ['binary'],
  NONE: ['whole', 'long', 'real', 'digits', 'tame', 'text', 'binary'],
};

/** What becomes a number in columns whose affinity is one. */
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Why a column would refuse or change values of a type, or is not meant for them; null where it holds them. */
export function sqliteMisfit(type: ColumnType, { declared, affinity }: SqliteColumn): string | null {
  const value = valueOf(type);
  if (HOLDS[affinity].includes(value)) return null;
  const what = `the model has values of type ${type.kind}, but the column is ${declared} (affinity ${affinity})`;
  if (affinity === 'BLOB' || !['long', 'digits', 'text'].includes(value)) return what;
  return `${what}, which turns texts of digits into numbers without their leading zeros and digits after the 15th: use TEXT`;
}

function valueOf(type: ColumnType): Value {
  switch (type.kind) {
    case 'integer':
    case 'boolean':
      return 'whole';
    case 'number':
      return 'real';
    case 'decimal':
      if (sqliteType(type) === 'TEXT') return type.scale === 0 ? 'long' : 'digits';
      return type.scale === 0 ? 'whole' : 'real';
    case 'enum':
      return type.values.some((value) => NUMBER.test(value)) ? 'text' : 'tame';
    case 'string':
      return 'text';
    case 'binary':
      return 'binary';
    case 'date':
    case 'json':
    case 'list':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return 'tame';
  }
}
