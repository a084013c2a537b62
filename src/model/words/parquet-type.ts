/** How Parquet files store a field, where that is not what its type alone decides: `$parquet`. */
export type ParquetType =
  | ParquetLeaf
  /** A repeated field without a group around it. */
  | { readonly kind: 'repeated' }
  /** The names in the group of a list; the element is the repeated field itself where it is null, as older writers have it. */
  | { readonly kind: 'list'; readonly repeated: string; readonly element: string | null }
  /** The name of the repeated group of a map, whose members are the two of the items. */
  | { readonly kind: 'map'; readonly repeated: string };

export interface ParquetLeaf {
  readonly kind: 'leaf';
  readonly physical: ParquetPhysical;
  /** Bytes of `fixed_len_byte_array`; 0 of other types. */
  readonly length: number;
  readonly logical: ParquetLogical | null;
}

export type ParquetPhysical = 'boolean' | 'int32' | 'int64' | 'float' | 'double' | 'binary' | 'fixed_len_byte_array';
export type ParquetUnit = 'millis' | 'micros' | 'nanos';
export type ParquetLogical =
  | { readonly kind: 'string' | 'enum' | 'json' | 'bson' | 'uuid' | 'date' }
  | { readonly kind: 'integer'; readonly bits: number; readonly isSigned: boolean }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'time' | 'timestamp'; readonly unit: ParquetUnit; readonly isUtc: boolean };

/** What to write, for hints. */
export const PARQUET_FORM =
  'int32, float, int64 (timestamp(micros,true)), fixed_len_byte_array(16) (decimal(38,9)), list(bag.item), map or repeated';

/** Bytes of a value of fixed length. */
const MAX_BYTES = 4096;
const MAX_DIGITS = 38;
/** Digits that always fit into so many bits. */
const DIGITS_OF_INT32 = 9;
const DIGITS_OF_INT64 = 18;

/** A type as the text form of Parquet schemas writes it, `int64 (timestamp(micros,true))`, in any case; null where there is no such type. */
export function readParquetType(text: string): ParquetType | null {
  const line = text.trim();
  const [, group, names] = /^(repeated|list|map)(?:\(([^()]*)\))?$/i.exec(line) ?? [];
  if (group !== undefined) return groupOf(group.toLowerCase(), names?.split('.').map((name) => name.trim()) ?? null);
  const [, word, length, of] =
    /^([a-z]+[a-z\d_]*)(?:\(\s*(\d{1,5})\s*\))?(?:\s*\(\s*(.+?)\s*\))?$/.exec(line.toLowerCase()) ?? [];
  const physical = PHYSICAL.find((name) => name === word);
  if (physical === undefined || (physical === 'fixed_len_byte_array') !== (length !== undefined)) return null;
  const logical = of === undefined ? null : logicalOf(of);
  const leaf: ParquetLeaf = { kind: 'leaf', physical, length: Number(length ?? 0), logical: logical ?? null };
  if (logical === undefined || (length !== undefined && (leaf.length < 1 || leaf.length > MAX_BYTES))) return null;
  return isPossible(leaf) ? leaf : null;
}

/** The text form of a type. */
export function parquetText(type: ParquetType): string {
  switch (type.kind) {
    case 'repeated':
      return 'repeated';
    case 'list':
      return type.element === null ? `list(${type.repeated})` : `list(${type.repeated}.${type.element})`;
    case 'map':
      return type.repeated === KEY_VALUE ? 'map' : `map(${type.repeated})`;
    case 'leaf': {
      const physical = type.length === 0 ? type.physical : `${type.physical}(${type.length})`;
      return type.logical === null ? physical : `${physical} (${logicalText(type.logical)})`;
    }
  }
}

function logicalText(logical: ParquetLogical): string {
  switch (logical.kind) {
    case 'integer':
      return `integer(${logical.bits},${logical.isSigned})`;
    case 'decimal':
      return `decimal(${logical.precision},${logical.scale})`;
    case 'time':
    case 'timestamp':
      return `${logical.kind}(${logical.unit},${logical.isUtc})`;
    case 'bson':
    case 'date':
    case 'enum':
    case 'json':
    case 'string':
    case 'uuid':
      return logical.kind;
  }
}

/** The repeated group of a map. */
const KEY_VALUE = 'key_value';
const PHYSICAL: readonly ParquetPhysical[] = [
  'boolean',
  'int32',
  'int64',
  'float',
  'double',
  'binary',
  'fixed_len_byte_array',
];

function groupOf(word: string, names: readonly string[] | null): ParquetType | null {
  if (names?.includes('') === true) return null;
  const [repeated, element = null] = names ?? [];
  if (word === 'repeated') return names === null ? { kind: 'repeated' } : null;
  if (word === 'map') return (names?.length ?? 1) === 1 ? { kind: 'map', repeated: repeated ?? KEY_VALUE } : null;
  return repeated !== undefined && (names?.length ?? 0) <= 2 ? { kind: 'list', repeated, element } : null;
}

/** Undefined where there is no such type. */
function logicalOf(text: string): ParquetLogical | undefined {
  const [, word, inside] = /^([a-z]+)(?:\(([^()]*)\))?$/.exec(text) ?? [];
  const parts = inside?.split(',').map((part) => part.trim()) ?? [];
  const [first, second] = parts;
  const isFlag = second === 'true' || second === 'false';
  switch (word) {
    case 'string':
    case 'enum':
    case 'json':
    case 'bson':
    case 'uuid':
    case 'date':
      return parts.length === 0 ? { kind: word } : undefined;
    case 'integer': {
      const bits = Number(first);
      return isFlag && [8, 16, 32, 64].includes(bits)
        ? { kind: 'integer', bits, isSigned: second === 'true' }
        : undefined;
    }
    case 'decimal': {
      const [precision, scale] = [Number(first), Number(second ?? 0)];
      const isValid = /^\d+$/.test(first ?? '') && /^\d+$/.test(second ?? '0') && precision >= 1 && scale <= precision;
      return isValid && precision <= MAX_DIGITS ? { kind: 'decimal', precision, scale } : undefined;
    }
    case 'time':
    case 'timestamp': {
      const unit = UNITS.find((name) => name === first);
      return isFlag && unit !== undefined ? { kind: word, unit, isUtc: second === 'true' } : undefined;
    }
    default:
      return undefined;
  }
}

const UNITS: readonly ParquetUnit[] = ['millis', 'micros', 'nanos'];

/** Whether the standard has the logical type on the physical one. */
function isPossible({ physical, length, logical }: ParquetLeaf): boolean {
  switch (logical?.kind) {
    case undefined:
      return true;
    case 'string':
    case 'enum':
    case 'json':
    case 'bson':
      return physical === 'binary';
    case 'uuid':
      return length === 16;
    case 'date':
      return physical === 'int32';
    case 'integer':
      return physical === (logical.bits === 64 ? 'int64' : 'int32');
    case 'time':
      return physical === (logical.unit === 'millis' ? 'int32' : 'int64');
    case 'timestamp':
      return physical === 'int64';
    case 'decimal':
      if (physical === 'int32') return logical.precision <= DIGITS_OF_INT32;
      if (physical === 'int64') return logical.precision <= DIGITS_OF_INT64;
      if (physical === 'fixed_len_byte_array') return logical.precision <= digitsOf(length);
      return physical === 'binary';
  }
}

/** Decimal digits that always fit into so many bytes, with a sign. */
function digitsOf(bytes: number): number {
  return Math.floor((8 * bytes - 1) * Math.log10(2));
}
