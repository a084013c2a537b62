import type { Arena } from '../arena.ts';
import type { Vector } from '../vector.ts';

/** Kinds of vector that single cells can be picked from by copying a number or an index. */
type Takeable = Exclude<Vector['kind'], 'utf8' | 'json' | 'binary' | 'concat' | 'list' | 'struct'>;
export type TakeableVector = Extract<Vector, { kind: Takeable }>;

export function isTakeable(vector: Vector): vector is TakeableVector {
  return 'values' in vector;
}

/** An empty vector like `source`, for `capacity` rows. */
export function vectorLike(source: TakeableVector, arena: Arena, capacity: number): TakeableVector {
  const validity = source.validity === null ? null : arena.uint8(capacity);
  switch (source.kind) {
    case 'int32':
    case 'date':
    case 'time':
      return { kind: source.kind, values: arena.int32(capacity), validity };
    case 'dictionary':
      return { kind: source.kind, values: arena.int32(capacity), dictionary: source.dictionary, validity };
    case 'int53':
    case 'float64':
    case 'timestamp':
      return { kind: source.kind, values: arena.float64(capacity), validity };
    case 'decimal':
      return { kind: source.kind, scale: source.scale, values: arena.float64(capacity), validity };
    case 'decimal64':
      return { kind: source.kind, scale: source.scale, values: arena.bigint64(capacity), validity };
    case 'bool':
      return { kind: source.kind, values: arena.uint8(capacity), validity };
    case 'uuid':
      return { kind: source.kind, values: arena.uint32(4 * capacity), validity };
  }
}

/** Copies cell `index[i]` of `source` to cell i of `target`, for the first `length` cells. Both vectors are of one kind. */
export function take(source: TakeableVector, index: Float64Array, length: number, target: TakeableVector): void {
  if (source.validity !== null && target.validity !== null) takeBytes(source.validity, index, length, target.validity);
  const from = source.values;
  const to = target.values;
  if (from instanceof Int32Array && to instanceof Int32Array) takeInts(from, index, length, to);
  else if (from instanceof Float64Array && to instanceof Float64Array) takeDoubles(from, index, length, to);
  else if (from instanceof Uint8Array && to instanceof Uint8Array) takeBytes(from, index, length, to);
  else if (from instanceof Uint32Array && to instanceof Uint32Array) takeUuids(from, index, length, to);
  else if (from instanceof BigInt64Array && to instanceof BigInt64Array) takeBigInts(from, index, length, to);
  else throw new TypeError(`cells of a ${source.kind} column cannot be put into a ${target.kind} column`);
}

function takeInts(from: Int32Array, index: Float64Array, length: number, to: Int32Array): void {
  for (let i = 0; i < length; i++) to[i] = from[index[i]];
}

function takeDoubles(from: Float64Array, index: Float64Array, length: number, to: Float64Array): void {
  for (let i = 0; i < length; i++) to[i] = from[index[i]];
}

function takeBytes(from: Uint8Array, index: Float64Array, length: number, to: Uint8Array): void {
  for (let i = 0; i < length; i++) to[i] = from[index[i]];
}

function takeBigInts(from: BigInt64Array, index: Float64Array, length: number, to: BigInt64Array): void {
  for (let i = 0; i < length; i++) to[i] = from[index[i]];
}

function takeUuids(from: Uint32Array, index: Float64Array, length: number, to: Uint32Array): void {
  for (let i = 0; i < length; i++) {
    const source = 4 * index[i];
    const target = 4 * i;
    to[target] = from[source];
    to[target + 1] = from[source + 1];
    to[target + 2] = from[source + 2];
    to[target + 3] = from[source + 3];
  }
}

/** Follows what a fill may have replaced: the bytes of a text. What is in lists and objects is shared as a whole. */
export function shareArrays(source: Vector, vector: Vector): void {
  if ('bytes' in source && 'bytes' in vector) vector.bytes = source.bytes;
}
