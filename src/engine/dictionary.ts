import { ARENA_PADDING } from './arena.ts';

const encoder = new TextEncoder();
/** A byte order mark at the start of a text is a character of it. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Distinct texts shared by the vectors that index them: entry i is `bytes[offsets[i] … offsets[i + 1])` in UTF-8, with
 * ARENA_PADDING readable bytes after the last one. Frozen once made, so that a format may keep its escaped form beside it.
 */
export class Dictionary {
  readonly length: number;
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
  #width: number | undefined;
  #texts: readonly string[] | undefined;

  /** @param offsets length + 1 positions in bytes. @param bytes the entries; the buffer must go on for ARENA_PADDING bytes. */
  constructor(offsets: Uint32Array, bytes: Uint8Array) {
    this.length = offsets.length - 1;
    this.offsets = offsets;
    this.bytes = bytes;
  }

  static from(entries: readonly string[]): Dictionary {
    // One call for all entries: where no character takes more than a byte, the lengths are those of the strings.
    const joined = encoder.encode(entries.join(''));
    const isAscii = joined.length === entries.reduce((sum, entry) => sum + entry.length, 0);
    const offsets = new Uint32Array(entries.length + 1);
    for (const [i, entry] of entries.entries()) {
      offsets[i + 1] = offsets[i] + (isAscii ? entry.length : encoder.encode(entry).length);
    }
    const bytes = new Uint8Array(new ArrayBuffer(joined.length + ARENA_PADDING), 0, joined.length);
    bytes.set(joined);
    return new Dictionary(offsets, bytes);
  }

  /** Bytes of the longest entry. Every field that uses the dictionary asks. */
  get width(): number {
    return (this.#width ??= this.#longest());
  }

  #longest(): number {
    let most = 0;
    for (let i = 0; i < this.length; i++) most = Math.max(most, this.offsets[i + 1] - this.offsets[i]);
    return most;
  }

  /** Entry i as a string. */
  text(i: number): string {
    return decoder.decode(this.bytes.subarray(this.offsets[i], this.offsets[i + 1]));
  }

  /** All entries as strings. */
  texts(): readonly string[] {
    return (this.#texts ??= this.#decoded());
  }

  #decoded(): readonly string[] {
    const start = this.offsets[0];
    const end = this.offsets[this.length];
    const joined = decoder.decode(this.bytes.subarray(start, end));
    if (joined.length < end - start) return Array.from({ length: this.length }, (_, i) => this.text(i));
    return Array.from({ length: this.length }, (_, i) =>
      joined.slice(this.offsets[i] - start, this.offsets[i + 1] - start),
    );
  }

  /** A dictionary of the same length with every entry changed; computed text of dictionary columns costs once an entry. */
  map(change: (entry: string) => string): Dictionary {
    return Dictionary.from(this.texts().map(change));
  }
}
