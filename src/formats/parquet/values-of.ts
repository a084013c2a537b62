import type { ColumnType, ConcatVector, Vector } from '../../engine/vector.ts';
import type { Canvas } from '../text/canvas.ts';
import { BoolValues } from './bool-values.ts';
import { byteArrays, entries, texts } from './byte-arrays.ts';
import { DictionaryValues } from './dictionary-values.ts';
import { leafType, PHYSICAL, wideLeaf } from './leaf-type.ts';
import { Numbers } from './numbers.ts';
import { PlainValues } from './plain-values.ts';
import type { ColumnPlan } from './shred.ts';
import type { Values } from './values.ts';
import { storedNumbers } from './stored-values.ts';
import { bigNumbers, roundedNumbers, uuids } from './wide.ts';

const EMPTY_OBJECT: ConcatVector = { kind: 'concat', parts: [new TextEncoder().encode('{}')], validity: null };

/** How a vector's values are stored as those of a column's type, which is no list, and no object with members. */
export function valuesOf({ type, parquet }: ColumnPlan, vector: Vector, canvas: Canvas): Values {
  const leaf = parquet?.kind === 'leaf' ? parquet : wideLeaf(type);
  const stored = leaf === null ? null : storedNumbers(type, leaf, vector);
  if (stored !== null) return new PlainValues(stored, canvas);
  const { physical } = leafType(type);
  switch (physical) {
    case PHYSICAL.bytes:
      return byteValues(type, vector, canvas);
    case PHYSICAL.boolean:
      if (vector.kind === 'bool') return new BoolValues(vector, canvas);
      break;
    case PHYSICAL.fixed:
      if (vector.kind === 'uuid') return new PlainValues(uuids(vector), canvas);
      break;
    default:
      if (vector.kind === 'decimal64') {
        return new PlainValues(physical === PHYSICAL.double ? roundedNumbers(vector) : bigNumbers(vector), canvas);
      }
      return new PlainValues(
        new Numbers(vector, type.kind === 'integer' && vector.kind === 'int32' ? PHYSICAL.int32 : physical),
        canvas,
      );
  }
  throw new TypeError(`a column of type ${type.kind} cannot hold a ${vector.kind}`);
}

function byteValues(type: ColumnType, vector: Vector, canvas: Canvas): Values {
  if (type.kind === 'struct') return new PlainValues(texts(EMPTY_OBJECT, canvas), canvas);
  if (type.kind === 'binary' && vector.kind === 'binary')
    return new PlainValues(
      byteArrays(() => vector),
      canvas,
    );
  if (vector.kind !== 'dictionary') return new PlainValues(texts(vector, canvas), canvas);
  return DictionaryValues.fits(vector.dictionary)
    ? new DictionaryValues(vector)
    : new PlainValues(entries(vector), canvas);
}
