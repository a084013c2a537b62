import { Builder } from 'flatbuffers';
import type { ColumnSchema, ColumnType } from '../../engine/vector.ts';
import type { BufferRegion, FieldNode } from './body.ts';

/*
 * Metadata of the format in flatbuffers. A number at `addField…` and `startObject` is the position of a field in its table and the
 * number of the table's fields, as Message.fbs and Schema.fbs of https://github.com/apache/arrow/tree/main/format declare them.
 */

const CONTINUATION = 0xffff_ffff;
const PREFIX = 8;
const VERSION_5 = 4;
const HEADER = { schema: 1, recordBatch: 3 } as const;
/** Of the union Type. */
const TYPE = {
  int: 2,
  floatingPoint: 3,
  binary: 4,
  utf8: 5,
  bool: 6,
  decimal: 7,
  date: 8,
  time: 9,
  timestamp: 10,
  list: 12,
  struct: 13,
  fixedSizeBinary: 15,
} as const;
const DOUBLE = 2;
const DAY = 0;
const MILLISECOND = 1;
/** Bits of a decimal, enough for 38 digits, and the default of the format. */
const DECIMAL_BITS = 128;

/** A message without metadata. */
export const END_OF_STREAM = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/** The message that says what the columns are. */
export function schemaMessage(columns: readonly ColumnSchema[]): Uint8Array {
  const b = new Builder();
  const fields = offsets(
    b,
    columns.map((column) => field(b, column)),
  );
  b.startObject(4);
  b.addFieldOffset(1, fields, 0);
  return message(b, HEADER.schema, b.endObject(), 0);
}

/** The message that stands before the body of a record batch, of that many bytes. */
export function recordBatchMessage(
  length: number,
  nodes: readonly FieldNode[],
  buffers: readonly BufferRegion[],
  bodyLength: number,
): Uint8Array {
  const b = new Builder();
  const nodeVector = pairs(
    b,
    nodes.map((node) => [node.length, node.nulls]),
  );
  const bufferVector = pairs(
    b,
    buffers.map((buffer) => [buffer.offset, buffer.length]),
  );
  b.startObject(5);
  b.addFieldInt64(0, BigInt(length), 0n);
  b.addFieldOffset(1, nodeVector, 0);
  b.addFieldOffset(2, bufferVector, 0);
  return message(b, HEADER.recordBatch, b.endObject(), bodyLength);
}

/** A message with its length before it, filled up to a multiple of 8 bytes. */
function message(b: Builder, type: number, header: number, bodyLength: number): Uint8Array {
  b.startObject(5);
  b.addFieldInt16(0, VERSION_5, 0);
  b.addFieldOffset(2, header, 0);
  b.addFieldInt8(1, type, 0);
  b.addFieldInt64(3, BigInt(bodyLength), 0n);
  b.finish(b.endObject());
  const metadata = b.asUint8Array();
  const size = Math.ceil(metadata.length / 8) * 8;
  const bytes = new Uint8Array(PREFIX + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, CONTINUATION, true);
  view.setUint32(4, size, true);
  bytes.set(metadata, PREFIX);
  return bytes;
}

function field(b: Builder, { name, type, nullable }: ColumnSchema): number {
  const typeOffset = typeTable(b, type);
  const children = offsets(
    b,
    childrenOf(type).map((child) => field(b, child)),
  );
  const extension = extensionOf(b, type);
  const nameOffset = name === '' ? 0 : b.createString(name);
  b.startObject(7);
  b.addFieldOffset(3, typeOffset, 0);
  b.addFieldInt8(2, typeNumber(type), 0);
  b.addFieldOffset(5, children, 0);
  b.addFieldInt8(1, Number(nullable), 0);
  b.addFieldOffset(0, nameOffset, 0);
  b.addFieldOffset(6, extension, 0);
  return b.endObject();
}

function childrenOf(type: ColumnType): readonly ColumnSchema[] {
  if (type.kind === 'list') return [{ name: 'item', type: type.item, nullable: type.nullableItems }];
  return type.kind === 'struct' ? type.members : [];
}

function typeNumber({ kind }: ColumnType): number {
  switch (kind) {
    case 'string':
    case 'enum':
    case 'json':
      return TYPE.utf8;
    case 'integer':
      return TYPE.int;
    case 'number':
      return TYPE.floatingPoint;
    case 'boolean':
      return TYPE.bool;
    case 'uuid':
      return TYPE.fixedSizeBinary;
    case 'decimal':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'binary':
    case 'list':
    case 'struct':
      return TYPE[kind];
  }
}

/** The table of a type. What equals the format's default is left out. */
function typeTable(b: Builder, type: ColumnType): number {
  switch (type.kind) {
    case 'integer':
      b.startObject(2);
      b.addFieldInt32(0, 64, 0);
      b.addFieldInt8(1, 1, 0);
      break;
    case 'number':
      b.startObject(1);
      b.addFieldInt16(0, DOUBLE, 0);
      break;
    case 'decimal':
      b.startObject(3);
      b.addFieldInt32(1, (type.stored ?? type).scale, 0);
      b.addFieldInt32(0, (type.stored ?? type).precision, 0);
      b.addFieldInt32(2, DECIMAL_BITS, DECIMAL_BITS);
      break;
    case 'date':
      b.startObject(1);
      b.addFieldInt16(0, DAY, MILLISECOND);
      break;
    case 'time':
      b.startObject(2);
      break;
    case 'timestamp': {
      const zone = b.createString('UTC');
      b.startObject(2);
      b.addFieldInt16(0, MILLISECOND, 0);
      b.addFieldOffset(1, zone, 0);
      break;
    }
    case 'uuid':
      b.startObject(1);
      b.addFieldInt32(0, 16, 0);
      break;
    case 'string':
    case 'enum':
    case 'json':
    case 'boolean':
    case 'binary':
    case 'list':
    case 'struct':
      b.startObject(0);
      break;
  }
  return b.endObject();
}

/** The canonical extension types (https://arrow.apache.org/docs/format/CanonicalExtensions.html): how a plain type is meant. */
function extensionOf(b: Builder, { kind }: ColumnType): number {
  if (kind !== 'uuid' && kind !== 'json') return 0;
  const entries = [
    ['ARROW:extension:name', `arrow.${kind}`],
    ['ARROW:extension:metadata', ''],
  ].map(([key, value]) => {
    const keyOffset = b.createString(key);
    const valueOffset = b.createString(value);
    b.startObject(2);
    b.addFieldOffset(0, keyOffset, 0);
    b.addFieldOffset(1, valueOffset, 0);
    return b.endObject();
  });
  return offsets(b, entries);
}

/** A vector of tables. */
function offsets(b: Builder, tables: readonly number[]): number {
  b.startVector(4, tables.length, 4);
  for (const table of tables.toReversed()) b.addOffset(table);
  return b.endVector();
}

/** A vector of structs of two 64-bit integers. */
function pairs(b: Builder, values: readonly (readonly [number, number])[]): number {
  b.startVector(16, values.length, 8);
  for (const [first, second] of values.toReversed()) {
    b.prep(8, 16);
    b.writeInt64(BigInt(second));
    b.writeInt64(BigInt(first));
  }
  return b.endVector();
}
