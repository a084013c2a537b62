import type { ParquetLeaf, ParquetLogical } from '../../model/index.ts';
import type { SourcePosition } from '../schema.ts';

/** A node of a Parquet schema, whichever way it is written down. */
export interface ParquetNode {
  readonly name: string;
  readonly at: SourcePosition;
  readonly repetition: 'required' | 'optional' | 'repeated';
  readonly type: ParquetNodeType;
  readonly comment?: string;
}

export type ParquetNodeType =
  /** A leaf, and of an enum its values where they are known. */
  | (ParquetLeaf & { readonly values?: readonly string[] })
  /** A group; `length` is that of a list of a fixed one. */
  | {
      readonly kind: 'group';
      readonly group: 'list' | 'map' | null;
      readonly members: readonly ParquetNode[];
      readonly length?: number;
    }
  /** A type without a counterpart, by the name that its source has for it. */
  | { readonly kind: 'other'; readonly name: string };

export type ParquetPhysical = ParquetLeaf['physical'];

export function leaf(physical: ParquetPhysical, logical: ParquetLogical | null = null, length = 0): ParquetLeaf {
  return { kind: 'leaf', physical, length, logical };
}

export const other = (name: string): ParquetNodeType => ({ kind: 'other', name });

/** A list as the standard has it. */
export function listType(at: SourcePosition, element: ParquetNode, length?: number): ParquetNodeType {
  const inner: ParquetNode = {
    name: 'list',
    at,
    repetition: 'repeated',
    type: { kind: 'group', group: null, members: [{ ...element, name: 'element' }] },
  };
  return { kind: 'group', group: 'list', members: [inner], ...(length === undefined ? {} : { length }) };
}

/** A map as the standard has it. */
export function mapType(at: SourcePosition, key: ParquetNode, value: ParquetNode): ParquetNodeType {
  const members = [
    { ...key, name: 'key', repetition: 'required' as const },
    { ...value, name: 'value' },
  ];
  const inner: ParquetNode = {
    name: 'key_value',
    at,
    repetition: 'repeated',
    type: { kind: 'group', group: null, members },
  };
  return { kind: 'group', group: 'map', members: [inner] };
}

/** A decimal as most writers store it: in 32 or 64 bits if it fits, otherwise in as few bytes as it needs. */
export function decimalLeaf(precision: number, scale: number, isFixed = false): ParquetNodeType {
  const logical = { kind: 'decimal', precision, scale } as const;
  if (!(precision >= 1 && scale >= 0 && scale <= precision && precision <= MAX_DIGITS)) {
    return other(`decimal(${precision},${scale})`);
  }
  if (precision <= 9 && !isFixed) return leaf('int32', logical);
  if (precision <= 18 && !isFixed) return leaf('int64', logical);
  return leaf('fixed_len_byte_array', logical, Math.ceil((Math.log2(10 ** precision) + 1) / 8));
}

const MAX_DIGITS = 38;

/** The older names of annotations, as parquet.thrift has them; null where a name is none of them. */
export function convertedType(
  name: string,
  { precision, scale }: { readonly precision: number | null; readonly scale: number | null },
): ParquetLogical | 'LIST' | 'MAP' | null {
  const [, sign, bits] = /^(U?)INT_(8|16|32|64)$/.exec(name) ?? [];
  if (bits !== undefined) return { kind: 'integer', bits: Number(bits), isSigned: sign === '' };
  switch (name) {
    case 'UTF8':
      return { kind: 'string' };
    case 'ENUM':
      return { kind: 'enum' };
    case 'JSON':
      return { kind: 'json' };
    case 'DATE':
      return { kind: 'date' };
    case 'TIME_MILLIS':
    case 'TIME_MICROS':
      return { kind: 'time', unit: name === 'TIME_MILLIS' ? 'millis' : 'micros', isUtc: true };
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return { kind: 'timestamp', unit: name === 'TIMESTAMP_MILLIS' ? 'millis' : 'micros', isUtc: true };
    case 'DECIMAL':
      return precision === null ? null : { kind: 'decimal', precision, scale: scale ?? 0 };
    case 'LIST':
      return 'LIST';
    case 'MAP':
    case 'MAP_KEY_VALUE':
      return 'MAP';
    default:
      return null;
  }
}
