import type { ColumnSchema } from '../../engine/vector.ts';
import type { SealedPart } from '../format.ts';
import { Sink } from '../sink.ts';
import type { ChunkSummary } from './column-chunk.ts';
import { MAGIC } from './magic.ts';
import { flatten, type LeafPath, leavesOf, LOGICAL_GROUPS, schemaNode, type SchemaNode } from './schema.ts';
import { readSeal } from './seal.ts';
import { ThriftWriter } from './thrift.ts';
import { ENCODINGS } from './values.ts';

/** Of the data format: 2 knows the encodings and logical types that are used here. */
const VERSION = 2;
const CREATED_BY = 'rowmill version 1 (build 1)';

/** A chunk with what the schema says of it, and where it begins. */
interface PlacedChunk {
  readonly leaf: LeafPath;
  readonly chunk: ChunkSummary;
  readonly start: number;
}

interface PlacedRowGroup {
  readonly rows: number;
  readonly chunks: readonly PlacedChunk[];
}

/** What ends a file: FileMetaData (parquet.thrift), its length, the magic bytes. */
export function footerOf(columns: readonly ColumnSchema[], parts: readonly SealedPart[]): Uint8Array {
  const nodes = columns.map(schemaNode);
  const leaves = nodes.flatMap(leavesOf);
  const groups = placed(parts, leaves);
  const sink = new Sink();
  const thrift = new ThriftWriter(sink);
  thrift.message(() => {
    thrift.i32(1, VERSION);
    putSchema(thrift, nodes, groups[0]);
    thrift.i64(
      3,
      parts.reduce((sum, { rows }) => sum + rows, 0),
    );
    thrift.structs(4, groups, (group) => putGroup(thrift, group));
    thrift.binary(6, CREATED_BY);
    // Bounds are in the order that each type defines.
    thrift.structs(7, leaves, () => thrift.struct(1, () => undefined));
  });
  const { length } = sink;
  sink.reserve(4);
  sink.view.setUint32(length, length, true);
  sink.length += 4;
  sink.append(MAGIC);
  return sink.written();
}

/** The row groups of all parts. */
function placed(parts: readonly SealedPart[], leaves: readonly LeafPath[]): PlacedRowGroup[] {
  let start = MAGIC.length;
  return parts.flatMap(({ seal }) =>
    readSeal(seal, leaves.length).map(({ rows, chunks }) => ({
      rows,
      chunks: chunks.map((chunk, k) => {
        const placed = { leaf: leaves[k], chunk, start };
        start += chunk.bytes;
        return placed;
      }),
    })),
  );
}

/** @param group any of the file, whose chunks tell whether integers take 32 bits. */
function putSchema(thrift: ThriftWriter, nodes: readonly SchemaNode[], group: PlacedRowGroup | undefined): void {
  const elements = nodes.flatMap(flatten);
  const physicals = group?.chunks.map(({ chunk }) => chunk.physical) ?? [];
  let leaf = 0;
  thrift.structs(2, [null, ...elements], (node) => {
    if (node === null) {
      thrift.binary(4, 'schema');
      thrift.i32(5, nodes.length);
    } else if ('members' in node) {
      thrift.i32(3, node.repetition);
      thrift.binary(4, node.name);
      thrift.i32(5, node.members.length);
      const { converted } = node;
      if (converted !== undefined) {
        thrift.i32(6, converted);
        thrift.struct(10, () => thrift.struct(LOGICAL_GROUPS[converted], () => undefined));
      }
    } else {
      const { physical, length, converted, decimal, logical } = node.type;
      thrift.i32(1, physicals[leaf++] ?? physical);
      if (length !== undefined) thrift.i32(2, length);
      thrift.i32(3, node.repetition);
      thrift.binary(4, node.name);
      if (converted !== undefined) thrift.i32(6, converted);
      if (decimal !== undefined) {
        thrift.i32(7, decimal.scale);
        thrift.i32(8, decimal.precision);
      }
      if (logical !== undefined) thrift.struct(10, () => logical(thrift));
    }
  });
}

function putGroup(thrift: ThriftWriter, { rows, chunks }: PlacedRowGroup): void {
  thrift.structs(1, chunks, (placed) => putChunk(thrift, placed));
  thrift.i64(
    2,
    chunks.reduce((sum, { chunk }) => sum + chunk.plainBytes, 0),
  );
  thrift.i64(3, rows);
  thrift.i64(
    6,
    chunks.reduce((sum, { chunk }) => sum + chunk.bytes, 0),
  );
}

function putChunk(thrift: ThriftWriter, { leaf, chunk, start }: PlacedChunk): void {
  const { physical, codec, entries, nulls, dictionaryBytes, bytes, plainBytes, bounds } = chunk;
  // Where the metadata would stand besides: nowhere.
  thrift.i64(2, 0);
  thrift.struct(3, () => {
    thrift.i32(1, physical);
    thrift.i32s(
      2,
      dictionaryBytes > 0 ? [ENCODINGS.plain, ENCODINGS.rle, ENCODINGS.dictionary] : [ENCODINGS.plain, ENCODINGS.rle],
    );
    thrift.strings(3, leaf.path);
    thrift.i32(4, codec);
    thrift.i64(5, entries);
    thrift.i64(6, plainBytes);
    thrift.i64(7, bytes);
    thrift.i64(9, start + dictionaryBytes);
    if (dictionaryBytes > 0) thrift.i64(11, start);
    thrift.struct(12, () => {
      thrift.i64(3, nulls);
      if (bounds === null) return;
      thrift.binary(5, bounds.greatest);
      thrift.binary(6, bounds.least);
    });
  });
}
