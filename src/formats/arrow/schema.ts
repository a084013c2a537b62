import { Field, Schema } from 'apache-arrow/schema';
import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  FixedSizeBinary,
  Float64,
  Int64,
  List,
  Struct,
  TimeMillisecond,
  TimestampMillisecond,
  Utf8,
} from 'apache-arrow/type';
import type { ColumnSchema, ColumnType } from '../../engine/vector.ts';

/** Bits of a decimal, enough for 38 digits. */
const DECIMAL_BITS = 128;

export function schemaOf(columns: readonly ColumnSchema[]): Schema {
  return new Schema(columns.map(fieldOf));
}

function fieldOf({ name, type, nullable }: ColumnSchema): Field {
  return new Field(name, typeOf(type), nullable, extensionOf(type));
}

function typeOf(type: ColumnType): DataType {
  switch (type.kind) {
    case 'string':
    case 'enum':
    case 'json':
      return new Utf8();
    case 'integer':
      return new Int64();
    case 'number':
      return new Float64();
    case 'decimal':
      return new Decimal(type.scale, type.precision, DECIMAL_BITS);
    case 'boolean':
      return new Bool();
    case 'date':
      return new DateDay();
    case 'time':
      return new TimeMillisecond();
    case 'timestamp':
      return new TimestampMillisecond('UTC');
    case 'uuid':
      return new FixedSizeBinary(16);
    case 'binary':
      return new Binary();
    case 'list':
      return new List(fieldOf({ name: 'item', type: type.item, nullable: type.nullableItems }));
    case 'struct':
      return new Struct(type.members.map(fieldOf));
  }
}

/** The canonical extension types (https://arrow.apache.org/docs/format/CanonicalExtensions.html): how a plain type is meant. */
function extensionOf({ kind }: ColumnType): Map<string, string> | null {
  if (kind !== 'uuid' && kind !== 'json') return null;
  return new Map([
    ['ARROW:extension:name', `arrow.${kind}`],
    ['ARROW:extension:metadata', ''],
  ]);
}
