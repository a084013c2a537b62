import type { Vector } from '../../engine/vector.ts';
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
 * where a value is null. They are good until the next call.
 */
export function textsOf(vector: Vector): (length: number) => Texts {
  if (vector.validity === null && (vector.kind === 'utf8' || vector.kind === 'json')) return () => vector;
  if (vector.validity === null) return rowTexts(plainTokens(vector, verbatim));
  if (vector.kind === 'dictionary') return rowTexts([dictionaryLeaf(vector, verbatim, NOTHING)]);
  if (isShort(vector)) return rowTexts([shortLeaf(vector, { nothing: NOTHING, quote: '' })]);
  return renderer(nullable(vector.validity, plainWriter(vector), NOTHING));
}
