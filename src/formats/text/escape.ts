import { Dictionary } from '../../engine/dictionary.ts';
import { ARENA_PADDING } from '../../engine/arena.ts';
import type { BytesVector, DictionaryVector } from '../../engine/vector.ts';
import { Sink } from '../sink.ts';
import type { Leaf } from './cell.ts';
import { rendered, renderer } from './rendered.ts';
import { dictionaryCell } from './dictionary-cells.ts';
import { textCell } from './text-cells.ts';
import { appendBytes, nullable, plainWriter, type CellWriter } from './writer.ts';

/** How a format changes text so that it stays one value. */
export interface Escape {
  /** Names the rules, so that dictionaries changed by them can be kept. */
  readonly key: string;
  /** Whether the texts `bytes[offsets[i] … offsets[i + 1])` of a batch are to be written as they are. */
  clean(bytes: Uint8Array, offsets: Int32Array | Uint32Array, length: number): boolean;
  /** Changes what the sink holds from `start` on, the whole plain text of one value, into what is to be written. */
  finish(sink: Sink, start: number): void;
}

/** Text that is written as it is. */
export const verbatim: Escape = { key: 'verbatim', clean: () => true, finish() {} };

/** Writes the value's text and then changes it by the rules. */
export function escaped(write: CellWriter, escape: Escape): CellWriter {
  return (sink, row) => {
    const start = sink.length;
    write(sink, row);
    escape.finish(sink, start);
  };
}

const known = new WeakMap<Dictionary, Map<string, Dictionary>>();

/**
 * The dictionary with every entry changed by the rules, made once: the same one where nothing changes. With `last`, one
 * more entry comes after the others, for null.
 */
export function escapedDictionary(dictionary: Dictionary, escape: Escape, last?: Uint8Array): Dictionary {
  let variants = known.get(dictionary);
  if (variants === undefined) known.set(dictionary, (variants = new Map()));
  const key = last === undefined ? escape.key : `${escape.key} ${last.join(' ')}`;
  let variant = variants.get(key);
  if (variant === undefined) variants.set(key, (variant = changed(dictionary, escape, last)));
  return variant;
}

function changed(dictionary: Dictionary, escape: Escape, last: Uint8Array | undefined): Dictionary {
  const { length, offsets, bytes } = dictionary;
  if (last === undefined && escape.clean(bytes, offsets, length)) return dictionary;
  const sink = new Sink(new ArrayBuffer(bytes.length + 128));
  const ends = new Uint32Array(length + (last === undefined ? 1 : 2));
  for (let k = 0; k < length; k++) {
    const start = sink.length;
    appendBytes(sink, bytes, offsets[k], offsets[k + 1]);
    escape.finish(sink, start);
    ends[k + 1] = sink.length;
  }
  // Rules only ever lengthen a text.
  if (last === undefined && sink.length === offsets[length] - offsets[0]) return dictionary;
  if (last !== undefined) {
    sink.append(last);
    ends[length + 1] = sink.length;
  }
  sink.reserve(ARENA_PADDING);
  return new Dictionary(ends, sink.written());
}

const minWidths = new WeakMap<Dictionary, number>();

/** The least width of an entry. */
function minWidth(dictionary: Dictionary): number {
  let least = minWidths.get(dictionary);
  if (least === undefined) {
    const { length, offsets } = dictionary;
    least = length === 0 ? 0 : Infinity;
    for (let k = 0; k < length; k++) least = Math.min(least, offsets[k + 1] - offsets[k]);
    minWidths.set(dictionary, least);
  }
  return least;
}

/** Dictionaries with more entries than this for each row of a batch are not worth changing whole: a preview's are such. */
const MAX_PER_ROW = 16;

/** Texts of a dictionary. With `nothing`, that is written where a value is null; else no value may be null. */
export function dictionaryLeaf(vector: DictionaryVector, escape: Escape, nothing?: Uint8Array): Leaf {
  const { values, validity } = vector;
  const isNullable = validity !== null && nothing !== undefined;
  if (vector.dictionary.length > MAX_PER_ROW * values.length) {
    const write = escaped(plainWriter(vector), escape);
    return rendered(isNullable ? nullable(validity, write, nothing) : write, 0);
  }
  const dictionary = escapedDictionary(vector.dictionary, escape, isNullable ? nothing : undefined);
  return {
    least: minWidth(dictionary),
    bind: (canvas, place) => dictionaryCell(values, isNullable ? validity : null, dictionary, canvas, place),
  };
}

/** Computed text without nulls: as it is in batches where nothing has to be changed. */
export function textLeaf(vector: BytesVector, escape: Escape): Leaf {
  return {
    least: 0,
    bind(canvas, place) {
      const render = renderer(escaped(plainWriter(vector), escape), canvas);
      const make = (length: number) => (escape.clean(vector.bytes, vector.offsets, length) ? vector : render(length));
      return textCell(make, canvas, place);
    },
  };
}
