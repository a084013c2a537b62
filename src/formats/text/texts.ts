import type { Vector } from '../../engine/vector.ts';
import { Sink } from '../sink.ts';
import { dictionaryLeaf, verbatim } from './escape.ts';
import { rowEncoder } from './layout.ts';
import { plainTokens } from './plain.ts';
import { renderer } from './rendered.ts';
import type { Texts } from './text-cells.ts';
import { nullable, plainWriter } from './writer.ts';

const NOTHING = new Uint8Array(0);

/**
 * The texts of a scalar vector's first `length` values, as `plainWriter` writes them and as fast as the kind allows; nothing
 * where a value is null. They are good until the next call.
 */
export function textsOf(vector: Vector): (length: number) => Texts {
  if (vector.validity === null && (vector.kind === 'utf8' || vector.kind === 'json')) return () => vector;
  if (vector.validity !== null && vector.kind !== 'dictionary') {
    return renderer(nullable(vector.validity, plainWriter(vector), NOTHING));
  }
  const tokens =
    vector.kind === 'dictionary' ? [dictionaryLeaf(vector, verbatim, NOTHING)] : plainTokens(vector, verbatim);
  if (tokens.every((token) => token instanceof Uint8Array)) return renderer(plainWriter(vector));
  const sink = new Sink();
  const texts: Texts = { bytes: sink.bytes, offsets: new Int32Array(1) };
  const encoder = rowEncoder(tokens, NOTHING, (positions, length) => {
    if (texts.offsets.length <= length) texts.offsets = new Int32Array(length + 1);
    const lead = positions[0];
    for (let row = 0; row < length; row++) texts.offsets[row] = positions[row] - lead;
  });
  return (length) => {
    sink.length = 0;
    encoder.begin();
    encoder.encode(length, sink);
    texts.offsets[length] = sink.length;
    texts.bytes = sink.bytes;
    return texts;
  };
}
