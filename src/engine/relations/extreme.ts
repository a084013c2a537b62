import type { Frame, Recipe } from '../frame.ts';
import { isTakeable, vectorLike } from '../recipes/take.ts';
import type { Vector } from '../vector.ts';
import { childWalk } from './child-walk.ts';
import type { ChildRanges } from './children.ts';

/**
 * The least or the greatest value that a field has in the children of each row; nulls are passed over, and null where nothing is left.
 * The values must be numbers, dates or times.
 * @param sign 1 for the greatest, -1 for the least.
 * @param always whether every row has a child.
 */
export function extremeOfChildren(children: () => ChildRanges, child: Recipe, sign: 1 | -1, always: boolean): Recipe {
  const nullable = child.nullable || !always;
  return { ...child, nullable, bind: (frame) => bindExtreme(children(), child, sign, nullable, frame) };
}

function bindExtreme(children: ChildRanges, child: Recipe, sign: 1 | -1, nullable: boolean, frame: Frame) {
  const shared = childWalk(children, frame);
  const column = shared.value.frame.column(child);
  const source = column.value.vector;
  const values = orderedValues(source);
  if (!isTakeable(source) || values === null) throw new TypeError(`a ${source.kind} column has no least value`);
  const found = frame.arena.uint8(frame.capacity);
  const vector = vectorLike(source, frame.arena, frame.capacity);
  vector.validity = nullable ? found : null;
  const keep = keeper(values, source.validity, found, sign, orderedValues(vector));
  shared.value.add({
    begin: (length) => found.fill(0, 0, length),
    take(count, owners) {
      column.ensure();
      keep(count, owners);
    },
  });
  return { vector, fill: () => shared.ensure() };
}

type Values = Int32Array | Float64Array | BigInt64Array;

/** The array of a vector whose values are in the order of its numbers; null for all other vectors. */
export function orderedValues(vector: Vector): Values | null {
  switch (vector.kind) {
    case 'int32':
    case 'int53':
    case 'float64':
    case 'decimal':
    case 'decimal64':
    case 'date':
    case 'time':
    case 'timestamp':
      return vector.values;
    case 'binary':
    case 'bool':
    case 'concat':
    case 'dictionary':
    case 'json':
    case 'list':
    case 'struct':
    case 'utf8':
    case 'uuid':
      return null;
  }
}

/** Keeps the first `count` cells of a column that are better than what their owners have. */
function keeper(
  values: Values,
  present: Uint8Array | null,
  found: Uint8Array,
  sign: 1 | -1,
  best: Values | null,
): (count: number, owners: Int32Array) => void {
  if (values instanceof Int32Array && best instanceof Int32Array) {
    return (count, owners) => keepNumbers(values, present, found, sign, best, count, owners);
  }
  if (values instanceof Float64Array && best instanceof Float64Array) {
    return (count, owners) => keepNumbers(values, present, found, sign, best, count, owners);
  }
  if (!(values instanceof BigInt64Array && best instanceof BigInt64Array)) throw new TypeError('vectors of two kinds');
  return (count, owners) => {
    for (let i = 0; i < count; i++) {
      if (present !== null && present[i] === 0) continue;
      const owner = owners[i];
      const isBetter = sign === 1 ? values[i] > best[owner] : values[i] < best[owner];
      if (found[owner] === 1 && !isBetter) continue;
      best[owner] = values[i];
      found[owner] = 1;
    }
  };
}

function keepNumbers(
  values: Int32Array | Float64Array,
  present: Uint8Array | null,
  found: Uint8Array,
  sign: 1 | -1,
  best: Int32Array | Float64Array,
  count: number,
  owners: Int32Array,
): void {
  for (let i = 0; i < count; i++) {
    if (present !== null && present[i] === 0) continue;
    const owner = owners[i];
    if (found[owner] === 1 && (values[i] - best[owner]) * sign <= 0) continue;
    best[owner] = values[i];
    found[owner] = 1;
  }
}
