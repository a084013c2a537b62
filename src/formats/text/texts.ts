import type { Vector } from '../../engine/vector.ts';
import type { Canvas } from './canvas.ts';
import { dictionaryLeaf, verbatim } from './escape.ts';
import { rowTexts } from './layout.ts';
import { plainTokens } from './plain.ts';
import { renderer } from './rendered.ts';
import { isShort, shortLeaf } from './short-cells.ts';
import type { Texts } from './text-cells.ts';
import { nullable, plainWriter } from './writer.ts';

const NOTHING = new Uint8Array(0);

/**
 * The texts of a scalar vector's first `length` values, as `plainWriter` writes them and as fast as the kind allows; nothing
 * where a value is null. They are good until anything else is laid out on the canvas.
 */
export function textsOf(vector: Vector, canvas: Canvas): (length: number) => Texts {
  if (vector.validity === null && (vector.kind === 'utf8' || vector.kind === 'json')) return () => vector;
  if (vector.validity === null) return rowTexts(plainTokens(vector, verbatim), canvas);
  if (vector.kind === 'dictionary') return rowTexts([dictionaryLeaf(vector, verbatim, NOTHING)], canvas);
  if (isShort(vector)) return rowTexts([shortLeaf(vector, { nothing: NOTHING, quote: '' })], canvas);
  return renderer(nullable(vector.validity, plainWriter(vector), NOTHING), canvas);
}
