import type { Dictionary } from '../../engine/dictionary.ts';
import type { DictionaryVector } from '../../engine/vector.ts';
import type { Sink } from '../sink.ts';
import { putByteArrays } from './byte-arrays.ts';
import { bitsOf, putHybrid } from './hybrid.ts';
import { PHYSICAL } from './leaf-type.ts';
import { type Bounds, ENCODINGS, type Values } from './values.ts';

/** Larger dictionaries are not worth a page of their own in each row group. */
const MAX_ENTRIES = 1 << 16;
const MAX_BYTES = 1 << 22;
/** Longer texts are no bounds: a shortened one would have to be marked as such, which few readers heed. */
const MAX_BOUND_LENGTH = 64;

/** Texts as positions in a dictionary of those that occur in the row group, in the order in which they do. */
export class DictionaryValues implements Values {
  readonly physical = PHYSICAL.bytes;
  readonly onePage = true;
  readonly #values: Int32Array;
  readonly #dictionary: Dictionary;
  /** The position of an entry of the vector's dictionary in that of the file; -1 if it has none yet. */
  readonly #places: Int32Array;
  /** The entries that occur. */
  readonly #entries: Int32Array;
  #length = 0;
  #indexes = new Int32Array(0);
  #count = 0;

  constructor({ values, dictionary }: DictionaryVector) {
    this.#values = values;
    this.#dictionary = dictionary;
    this.#places = new Int32Array(dictionary.length).fill(-1);
    this.#entries = new Int32Array(dictionary.length);
  }

  /** Whether a dictionary is small enough to be kept as one. */
  static fits({ length, bytes }: Dictionary): boolean {
    return length <= MAX_ENTRIES && bytes.length <= MAX_BYTES;
  }

  /** Where all is null there is neither a dictionary nor a position in it. */
  get encoding(): number {
    return this.#length === 0 ? ENCODINGS.plain : ENCODINGS.dictionary;
  }

  get waiting(): number {
    return 4 * this.#count;
  }

  add(rows: Int32Array, count: number): void {
    const size = this.#count + count;
    if (this.#indexes.length < size) {
      const indexes = new Int32Array(2 * size);
      indexes.set(this.#indexes);
      this.#indexes = indexes;
    }
    const values = this.#values;
    const places = this.#places;
    const indexes = this.#indexes;
    let p = this.#count;
    for (let i = 0; i < count; i++) {
      const entry = values[rows[i]];
      let place = places[entry];
      if (place < 0) place = this.#add(entry);
      indexes[p++] = place;
    }
    this.#count = size;
  }

  takePage(sink: Sink): void {
    if (this.#length === 0) return;
    const width = bitsOf(this.#length - 1);
    sink.append(Uint8Array.of(width));
    putHybrid(sink, this.#indexes, this.#count, width);
    this.#count = 0;
  }

  takeDictionary(sink: Sink): number {
    putByteArrays(sink, this.#dictionary, this.#entries, this.#length);
    return this.#length;
  }

  takeBounds(): Bounds | null {
    const bounds = this.#bounds();
    this.#forget();
    return bounds;
  }

  clear(): void {
    this.#count = 0;
    this.#forget();
  }

  #add(entry: number): number {
    this.#entries[this.#length] = entry;
    this.#places[entry] = this.#length;
    return this.#length++;
  }

  #forget(): void {
    for (let i = 0; i < this.#length; i++) this.#places[this.#entries[i]] = -1;
    this.#length = 0;
  }

  #bounds(): Bounds | null {
    const { bytes, offsets } = this.#dictionary;
    const text = (place: number): Uint8Array => {
      const entry = this.#entries[place];
      return bytes.subarray(offsets[entry], offsets[entry + 1]);
    };
    if (this.#length === 0) return null;
    let [least, greatest] = [text(0), text(0)];
    for (let place = 1; place < this.#length; place++) {
      const other = text(place);
      if (Buffer.compare(other, least) < 0) least = other;
      else if (Buffer.compare(other, greatest) > 0) greatest = other;
    }
    return Math.max(least.length, greatest.length) > MAX_BOUND_LENGTH ? null : { least, greatest };
  }
}
