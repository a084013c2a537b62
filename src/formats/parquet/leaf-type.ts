import type { ColumnType } from '../../engine/vector.ts';
import type { ParquetLeaf, ParquetLogical } from '../../model/index.ts';
import type { ThriftWriter } from './thrift.ts';

/** Parquet's physical types, by their numbers in parquet.thrift. */
export const PHYSICAL = { boolean: 0, int32: 1, int64: 2, float: 4, double: 5, bytes: 6, fixed: 7 } as const;

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
const ENUM = 4;
const DECIMAL = 5;
const DATE = 6;
const TIME_MILLIS = 7;
const TIME_MICROS = 8;
const TIMESTAMP_MILLIS = 9;
const TIMESTAMP_MICROS = 10;
const UINT_8 = 11;
const INT_8 = 15;
const JSON_TEXT = 19;
const BSON = 20;
/** Decimals of so many digits fit into 32 bits, and into 64. */
const DIGITS_OF_INT32 = 9;
const DIGITS_OF_INT64 = 18;
/** Bytes that 38 digits need. */
const WIDE_BYTES = 16;

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
      return decimal(type);
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

function decimal(type: ColumnType & { kind: 'decimal' }): LeafType {
  const wide = wideLeaf(type);
  if (wide !== null) return storedLeaf(wide);
  const { precision, scale } = type.stored ?? type;
  return {
    physical: precision <= DIGITS_OF_INT32 ? PHYSICAL.int32 : PHYSICAL.int64,
    converted: DECIMAL,
    decimal: { precision, scale },
    logical: decimalType(precision, scale),
  };
}

/** How a type is stored whose values have digits that are not those of the file; null for all others. */
export function wideLeaf(type: ColumnType): ParquetLeaf | null {
  if (type.kind !== 'decimal') return null;
  const { precision, scale } = type.stored ?? type;
  if (precision <= DIGITS_OF_INT64 && scale === type.scale) return null;
  const isWide = precision > DIGITS_OF_INT64;
  return {
    kind: 'leaf',
    physical: isWide ? 'fixed_len_byte_array' : 'int64',
    length: isWide ? WIDE_BYTES : 0,
    logical: { kind: 'decimal', precision, scale },
  };
}

function decimalType(precision: number, scale: number): (thrift: ThriftWriter) => void {
  return (thrift) =>
    thrift.struct(5, () => {
      thrift.i32(1, scale);
      thrift.i32(2, precision);
    });
}

/** The numbers of the physical types that a leaf can have. */
const STORED = {
  boolean: PHYSICAL.boolean,
  int32: PHYSICAL.int32,
  int64: PHYSICAL.int64,
  float: PHYSICAL.float,
  double: PHYSICAL.double,
  binary: PHYSICAL.bytes,
  fixed_len_byte_array: PHYSICAL.fixed,
} as const;

/** What a field is in a file that says so itself. */
export function storedLeaf({ physical, length, logical }: ParquetLeaf): LeafType {
  return {
    physical: STORED[physical],
    ...(length === 0 ? {} : { length }),
    ...(logical === null ? {} : annotation(logical)),
  };
}

function annotation(type: ParquetLogical): Omit<LeafType, 'physical'> {
  switch (type.kind) {
    case 'string':
      return { converted: UTF8, logical: bare(1) };
    case 'enum':
      return { converted: ENUM, logical: bare(4) };
    case 'date':
      return { converted: DATE, logical: bare(6) };
    case 'json':
      return { converted: JSON_TEXT, logical: bare(12) };
    case 'bson':
      return { converted: BSON, logical: bare(13) };
    case 'uuid':
      return { logical: bare(14) };
    case 'decimal': {
      const { precision, scale } = type;
      return { converted: DECIMAL, decimal: { precision, scale }, logical: decimalType(precision, scale) };
    }
    case 'integer': {
      const { bits, isSigned } = type;
      return {
        converted: (isSigned ? INT_8 : UINT_8) + Math.log2(bits / 8),
        logical: (thrift) =>
          thrift.struct(10, () => {
            thrift.byte(1, bits);
            thrift.bool(2, isSigned);
          }),
      };
    }
    case 'time':
    case 'timestamp': {
      const isTime = type.kind === 'time';
      const logical = inUnits(isTime ? 7 : 8, type.isUtc, UNITS[type.unit]);
      // The older form knows only times that are adjusted to UTC, and no nanoseconds.
      const [ofMillis, ofMicros] = isTime ? [TIME_MILLIS, TIME_MICROS] : [TIMESTAMP_MILLIS, TIMESTAMP_MICROS];
      if (type.unit === 'nanos' || !type.isUtc) return { logical };
      return { converted: type.unit === 'millis' ? ofMillis : ofMicros, logical };
    }
  }
}

/** The members of the union TimeUnit. */
const UNITS = { millis: 1, micros: 2, nanos: 3 } as const;

/** Time in milliseconds: instants are adjusted to UTC, times of day to nothing. */
function millis(id: number, isAdjustedToUtc: boolean): (thrift: ThriftWriter) => void {
  return inUnits(id, isAdjustedToUtc, UNITS.millis);
}

function inUnits(id: number, isAdjustedToUtc: boolean, unit: number): (thrift: ThriftWriter) => void {
  return (thrift) =>
    thrift.struct(id, () => {
      thrift.bool(1, isAdjustedToUtc);
      thrift.struct(2, () => thrift.struct(unit, () => undefined));
    });
}
