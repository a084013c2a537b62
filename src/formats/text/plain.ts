import type { Vector } from '../../engine/vector.ts';
import { Sink } from '../sink.ts';
import type { Token } from './cell.ts';
import { dictionaryLeaf, textLeaf, type Escape } from './escape.ts';
import { rendered } from './rendered.ts';
import { isShort, shortLeaf } from './short-cells.ts';
import { plainWriter } from './writer.ts';

/**
 * The text of a scalar vector in which no value is null, as fast as its kind allows. `escape` is applied to each part of
 * a concatenation alone.
 */
export function plainTokens(vector: Vector, escape: Escape): Token[] {
  if (isShort(vector)) return [shortLeaf(vector)];
  switch (vector.kind) {
    case 'float64':
      return [rendered(plainWriter(vector), 1)];
    case 'binary':
      return [rendered(plainWriter(vector), 0)];
    case 'dictionary':
      return [dictionaryLeaf(vector, escape)];
    case 'utf8':
    case 'json':
      return [textLeaf(vector, escape)];
    case 'concat':
      return vector.parts.flatMap((part) =>
        part instanceof Uint8Array ? [escapedBytes(part, escape)] : plainTokens(part, escape),
      );
    case 'list':
    case 'struct':
      throw new TypeError(`a ${vector.kind} has no plain text`);
  }
}

/** A text changed by the rules. */
export function escapedBytes(text: Uint8Array, escape: Escape): Uint8Array {
  const sink = new Sink(new ArrayBuffer(text.length + 128));
  sink.append(text);
  escape.finish(sink, 0);
  return sink.written().slice();
}
