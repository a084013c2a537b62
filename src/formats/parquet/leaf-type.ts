import type { ColumnType } from '../../engine/vector.ts';
import type { ThriftWriter } from './thrift.ts';

/** Parquet's physical types, by their numbers in parquet.thrift. */
export const PHYSICAL = { boolean: 0, int32: 1, int64: 2, double: 5, bytes: 6, fixed: 7 } as const;

/** What a column without parts is in a file, by the names and numbers of parquet.thrift. */
export interface LeafType {
  /** Of integers the wider one: a file that holds 32 bits only says so in its schema. */
  readonly physical: number;
  /** Bytes of a value of fixed length. */
  readonly length?: number;
  /** For readers that know nothing of logical types. */
  readonly converted?: number;
  readonly decimal?: { readonly precision: number; readonly scale: number };
  /** Writes the member of the union LogicalType. */
  readonly logical?: (thrift: ThriftWriter) => void;
}

const UTF8 = 0;
const DECIMAL = 5;
const DATE = 6;
const TIME_MILLIS = 7;
const TIMESTAMP_MILLIS = 9;
const JSON_TEXT = 19;
/** Decimals of so many digits fit into 32 bits. */
const DIGITS_OF_INT32 = 9;

/** Writes a logical type that has no parameters. */
const bare = (id: number) => (thrift: ThriftWriter) => thrift.struct(id, () => undefined);

const json: LeafType = { physical: PHYSICAL.bytes, converted: JSON_TEXT, logical: bare(12) };
const string: LeafType = { physical: PHYSICAL.bytes, converted: UTF8, logical: bare(1) };

/** How the values of a type are stored; lists have no such form, nor have objects but those without members: `{}` as JSON. */
export function leafType(type: ColumnType): LeafType {
  switch (type.kind) {
    case 'integer':
      return { physical: PHYSICAL.int64 };
    case 'number':
      return { physical: PHYSICAL.double };
    case 'boolean':
      return { physical: PHYSICAL.boolean };
    case 'decimal':
      return decimal(type.precision, type.scale);
    case 'date':
      return { physical: PHYSICAL.int32, converted: DATE, logical: bare(6) };
    case 'time':
      return { physical: PHYSICAL.int32, converted: TIME_MILLIS, logical: millis(7, false) };
    case 'timestamp':
      return { physical: PHYSICAL.int64, converted: TIMESTAMP_MILLIS, logical: millis(8, true) };
    case 'uuid':
      return { physical: PHYSICAL.fixed, length: 16, logical: bare(14) };
    case 'binary':
      return { physical: PHYSICAL.bytes };
    case 'json':
    case 'struct':
      return json;
    case 'list':
      throw new TypeError('a list is stored as its items');
    case 'enum':
    case 'string':
      return string;
  }
}

function decimal(precision: number, scale: number): LeafType {
  return {
    physical: precision <= DIGITS_OF_INT32 ? PHYSICAL.int32 : PHYSICAL.int64,
    converted: DECIMAL,
    decimal: { precision, scale },
    logical: (thrift) =>
      thrift.struct(5, () => {
        thrift.i32(1, scale);
        thrift.i32(2, precision);
      }),
  };
}

/** Time in milliseconds: instants are adjusted to UTC, times of day to nothing. */
function millis(id: number, isAdjustedToUtc: boolean): (thrift: ThriftWriter) => void {
  return (thrift) =>
    thrift.struct(id, () => {
      thrift.bool(1, isAdjustedToUtc);
      thrift.struct(2, () => thrift.struct(1, () => undefined));
    });
}
