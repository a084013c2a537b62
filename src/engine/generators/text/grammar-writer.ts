import { ARENA_PADDING } from '../../arena.ts';
import type { Key } from '../../random/key.ts';
import { threefryAt } from '../../random/threefry.ts';
import type { TextGrammar } from './grammar.ts';

const PER_WORD = 2.3283064365386963e-10;
/** Draws a cell may take; a text that needs more repeats itself, some 20 KB on. */
const DRAWS = 2047;
const block = new Int32Array(2);

/**
 * Writes texts of grammars one after the other. For each row: `start`, then any number of `form`, `ranked`, `put`, `pick`;
 * `end` is where the next byte goes. Memory grows with the longest batch.
 */
export class GrammarWriter {
  bytes: Uint8Array<ArrayBuffer>;
  end = 0;
  #view: DataView;
  readonly #key: Key;
  readonly #digits: Int32Array;
  #row = 0;
  #draw = 0;
  #word = 0;
  #spare = 0;

  /** @param room bytes to begin with. @param slots the most slots of a form. */
  constructor(key: Key, room: number, slots: number) {
    this.#key = key;
    this.bytes = new Uint8Array(room + ARENA_PADDING);
    this.#view = new DataView(this.bytes.buffer);
    this.#digits = new Int32Array(slots);
  }

  /** Begins a cell. */
  start(row: number): void {
    this.#row = row;
    this.#draw = 0;
    this.#word = 0;
  }

  /** Draws a whole number below n, at most 2^26. */
  pick(n: number): number {
    return Math.floor(this.#next() * n);
  }

  /** Appends one byte. */
  put(byte: number): void {
    this.reserve(1);
    this.bytes[this.end++] = byte;
  }

  /** Appends a text of a form, by default of one drawn by weight. */
  form(grammar: TextGrammar, form = this.#anyForm(grammar)): void {
    const { first, count, fresh } = grammar;
    const digits = this.#digits;
    const from = first[form];
    const to = first[form + 1];
    let unit = 0;
    for (let slot = from; slot < to; slot++) {
      if (fresh[slot] === 1) unit = this.#next();
      // Exact: multiples of 2^-32.
      unit *= count[slot];
      const digit = unit | 0;
      unit -= digit;
      digits[slot - from] = digit;
    }
    this.#write(grammar, from, to);
  }

  #anyForm({ chosen }: TextGrammar): number {
    return chosen.length === 1 ? 0 : chosen[this.pick(chosen.length)];
  }

  /** Appends text number `rank` of all forms; the slots that no number reaches are drawn. */
  ranked(grammar: TextGrammar, rank: number): void {
    const { sizes, first, count, ranked } = grammar;
    let form = 0;
    while (rank >= sizes[form]) rank -= sizes[form++];
    const digits = this.#digits;
    const from = first[form];
    const to = first[form + 1];
    for (let slot = to - 1; slot >= ranked[form]; slot--) {
      const rest = Math.floor(rank / count[slot]);
      digits[slot - from] = rank - rest * count[slot];
      rank = rest;
    }
    for (let slot = from; slot < ranked[form]; slot++) digits[slot - from] = this.pick(count[slot]);
    this.#write(grammar, from, to);
  }

  /** Makes room for `count` more bytes, and ARENA_PADDING after them. */
  reserve(count: number): void {
    const needed = this.end + count + ARENA_PADDING;
    if (needed <= this.bytes.length) return;
    const bytes = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    bytes.set(this.bytes.subarray(0, this.end));
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }

  /** A multiple of 2^-32 in [0, 1): two words a block. */
  #next(): number {
    if (this.#word === 0) {
      threefryAt(this.#key, this.#row, this.#draw % DRAWS, block);
      this.#draw++;
      this.#word = 1;
      this.#spare = block[1];
      return (block[0] >>> 0) * PER_WORD;
    }
    this.#word = 0;
    return (this.#spare >>> 0) * PER_WORD;
  }

  #write(grammar: TextGrammar, from: number, to: number): void {
    this.reserve(grammar.width);
    const { offsets, bytes: source, base } = grammar;
    const { bytes } = this;
    const view = this.#view;
    const digits = this.#digits;
    let end = this.end;
    for (let slot = from; slot < to; slot++) {
      const entry = base[slot] + digits[slot - from];
      const start = offsets[entry];
      const length = offsets[entry + 1] - start;
      if (length === 1) {
        bytes[end] = source.getUint8(start);
      } else {
        // Eight bytes at a time, past the end of the entry; no eight bytes of UTF-8 are a NaN, which might change on its way.
        for (let i = 0; i < length; i += 8) view.setFloat64(end + i, source.getFloat64(start + i, true), true);
      }
      end += length;
    }
    this.end = end;
  }
}
