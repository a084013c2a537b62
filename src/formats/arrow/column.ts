import type { BytesVector, ColumnType, ListVector, StructVector, Vector } from '../../engine/vector.ts';
import type { Canvas } from '../text/canvas.ts';
import { renderer } from '../text/rendered.ts';
import type { Texts } from '../text/text-cells.ts';
import { textsOf } from '../text/texts.ts';
import { appendBytes } from '../text/writer.ts';
import type { Body, ColumnWriter } from './body.ts';
import { fixedOf } from './fixed.ts';

/** Nulls have no bytes of their own or zeros, so that the same rows make the same bytes. */
export function columnWriter(type: ColumnType, vector: Vector, canvas: Canvas): ColumnWriter {
  if (vector.kind === 'list') return listWriter(type, vector, canvas);
  if (vector.kind === 'struct') return structWriter(type, vector, canvas);
  switch (type.kind) {
    case 'string':
    case 'enum':
    case 'json':
      return bytesWriter(textsOf(vector, canvas), vector.validity);
    case 'binary':
      if (vector.kind === 'binary') return bytesWriter(bytesOf(vector, canvas), vector.validity);
      break;
    case 'boolean':
      if (vector.kind !== 'bool') break;
      return (body, first, end) => {
        body.open(vector.validity, first, end);
        body.bits(vector.values, vector.validity, first, end);
      };
    case 'date':
    case 'decimal':
    case 'integer':
    case 'list':
    case 'number':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'uuid': {
      const fixed = fixedOf(type, vector);
      if (fixed !== null) return fixed;
    }
  }
  throw new TypeError(`a column of type ${type.kind} cannot hold ${vector.kind} values`);
}

/** A binary vector's bytes; none if a value is null. */
function bytesOf(vector: BytesVector, canvas: Canvas): (length: number) => Texts {
  const { validity } = vector;
  if (validity === null) return () => vector;
  return renderer((sink, row) => {
    if (validity[row] === 1) appendBytes(sink, vector.bytes, vector.offsets[row], vector.offsets[row + 1]);
  }, canvas);
}

function bytesWriter(textsOf: (length: number) => Texts, validity: Uint8Array | null): ColumnWriter {
  return (body, first, end) => {
    const { bytes, offsets } = textsOf(end);
    body.open(validity, first, end);
    putOffsets(body, offsets, first, end);
    body.sink.append(bytes.subarray(offsets[first], offsets[end]));
    body.close();
  };
}

function listWriter(type: ColumnType, { offsets, items, validity }: ListVector, canvas: Canvas): ColumnWriter {
  if (type.kind !== 'list') throw new TypeError(`a column of type ${type.kind} cannot hold lists`);
  const writeItems = columnWriter(type.item, items, canvas);
  return (body, first, end) => {
    body.open(validity, first, end);
    putOffsets(body, offsets, first, end);
    writeItems(body, offsets[first], offsets[end]);
  };
}

function structWriter(type: ColumnType, { members, validity }: StructVector, canvas: Canvas): ColumnWriter {
  if (type.kind !== 'struct') throw new TypeError(`a column of type ${type.kind} cannot hold objects`);
  const writers = type.members.map((member, k) => columnWriter(member.type, members[k], canvas));
  return (body, first, end) => {
    body.open(validity, first, end);
    for (const write of writers) write(body, first, end);
  };
}

/** Adds a buffer of the offsets of the rows, the first one 0. */
function putOffsets(body: Body, offsets: Int32Array, first: number, end: number): void {
  const { sink } = body;
  sink.reserve(4 * (end - first + 1));
  const { view } = sink;
  const start = offsets[first];
  let p = sink.length;
  for (let row = first; row <= end; row++) {
    view.setInt32(p, offsets[row] - start, true);
    p += 4;
  }
  sink.length = p;
  body.close();
}
