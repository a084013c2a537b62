import type { ParquetType } from '../model/index.ts';
import type { Dictionary } from './dictionary.ts';

/**
 * One field's values for a batch, in an Arrow-compatible layout. A vector is made once for a frame and filled again for
 * each batch: its kind, dictionary, scale and parts never change; `validity` is null for ever where no value can be null,
 * else one byte a row, 1 where the value is present. What is at a null row is unspecified, yet always well formed
 * (offsets ascend, indexes lie within the dictionary), so that kernels need not branch. Arrays may be longer than the batch.
 */
export type Vector =
  | Int32Vector
  | Int53Vector
  | Float64Vector
  | DecimalVector
  | Decimal64Vector
  | DateVector
  | TimestampVector
  | TimeVector
  | BoolVector
  | UuidVector
  | DictionaryVector
  | BytesVector
  | ConcatVector
  | ListVector
  | StructVector;

interface Nullable {
  validity: Uint8Array | null;
}
/** Integers within 32 bits. */
export interface Int32Vector extends Nullable {
  readonly kind: 'int32';
  readonly values: Int32Array;
}
/** Integers within ±(2^53 - 1). */
export interface Int53Vector extends Nullable {
  readonly kind: 'int53';
  readonly values: Float64Array;
}
/** Finite doubles, never -0. */
export interface Float64Vector extends Nullable {
  readonly kind: 'float64';
  readonly values: Float64Array;
}
/** value × 10^scale as an integer within ±(2^53 - 1). */
export interface DecimalVector extends Nullable {
  readonly kind: 'decimal';
  readonly scale: number;
  readonly values: Float64Array;
}
/** value × 10^scale as a 64-bit integer, for what may pass 2^53. */
export interface Decimal64Vector extends Nullable {
  readonly kind: 'decimal64';
  readonly scale: number;
  readonly values: BigInt64Array;
}
/** Days since 1970-01-01. */
export interface DateVector extends Nullable {
  readonly kind: 'date';
  readonly values: Int32Array;
}
/** Milliseconds since 1970-01-01T00:00:00Z, whole numbers. */
export interface TimestampVector extends Nullable {
  readonly kind: 'timestamp';
  readonly values: Float64Array;
}
/** Milliseconds since midnight. */
export interface TimeVector extends Nullable {
  readonly kind: 'time';
  readonly values: Int32Array;
}
/** 1 is true. */
export interface BoolVector extends Nullable {
  readonly kind: 'bool';
  readonly values: Uint8Array;
}
/** Four words a row, most significant first, version and variant bits set. */
export interface UuidVector extends Nullable {
  readonly kind: 'uuid';
  readonly values: Uint32Array;
}
/** Text as positions in a shared dictionary. */
export interface DictionaryVector extends Nullable {
  readonly kind: 'dictionary';
  readonly values: Int32Array;
  readonly dictionary: Dictionary;
}
/**
 * Cell i is `bytes[offsets[i] … offsets[i + 1])`: text (utf8), a JSON text without line breaks (json), or raw bytes
 * (binary). `bytes` is replaced by a longer array when a batch needs more room: read it again for each batch.
 */
export interface BytesVector extends Nullable {
  readonly kind: 'utf8' | 'json' | 'binary';
  readonly offsets: Int32Array;
  bytes: Uint8Array;
}
/** Text kept as parts until it is encoded: the cell is the parts' texts (as csv would write them, unquoted) end to end. */
export interface ConcatVector extends Nullable {
  readonly kind: 'concat';
  /** Literal bytes, or a vector of any kind but concat, list and struct, without nulls where this vector is not null. */
  readonly parts: readonly (Uint8Array | Vector)[];
}
/** Cell i is `items[offsets[i] … offsets[i + 1])`. */
export interface ListVector extends Nullable {
  readonly kind: 'list';
  readonly offsets: Int32Array;
  readonly items: Vector;
}
/** A nested object; the members are aligned with the rows. */
export interface StructVector extends Nullable {
  readonly kind: 'struct';
  readonly members: readonly Vector[];
}

/** What a column holds, as formats and targets see it. The same type may be carried by several kinds of vector. */
export type ColumnType =
  | {
      readonly kind:
        | 'string'
        | 'integer'
        | 'number'
        | 'boolean'
        | 'date'
        | 'time'
        | 'timestamp'
        | 'uuid'
        | 'json'
        | 'binary';
    }
  /** One of more than 18 digits holds the text of its digits; `stored` has those of which its values need fewer. */
  | {
      readonly kind: 'decimal';
      readonly precision: number;
      readonly scale: number;
      readonly stored?: { readonly precision: number; readonly scale: number };
    }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | {
      readonly kind: 'list';
      readonly item: ColumnType;
      readonly nullableItems: boolean;
      /** Whether a database has it as an array; else it is JSON. */
      readonly isArray?: boolean;
      /** Of the items; absent where their type decides. */
      readonly parquet?: ParquetType;
    }
  | { readonly kind: 'struct'; readonly members: readonly ColumnSchema[] };

/** A named column. A `string` or `enum` column may hold a vector of any scalar kind: its text form is the value. */
export interface ColumnSchema {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** No text of a value, as csv would write it unquoted, has more bytes, or more than 32; absent if that is not known. */
  readonly width?: number;
  /** The part of its expression that can be null, for messages. */
  readonly nullBy?: string;
  /** How Parquet files store it; absent where the type decides. */
  readonly parquet?: ParquetType;
}

/** A column of a reader: what it is, and the vector that holds the current batch. */
export interface Column extends ColumnSchema {
  readonly vector: Vector;
}
