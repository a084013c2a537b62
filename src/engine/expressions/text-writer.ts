import { ARENA_PADDING } from '../arena.ts';
import type { Frame } from '../frame.ts';
import type { BytesVector, Vector } from '../vector.ts';
import { textReader } from './read.ts';

/** The longest text that an expression makes, in bytes: a longer one is null. */
export const MAX_TEXT = 65_536;

const encoder = new TextEncoder();

/** Writes a utf8 vector row after row. Its bytes settle at the size of the largest batch. */
export class TextWriter {
  readonly vector: BytesVector;
  #row = 0;
  #end = 0;

  constructor(frame: Frame, validity: Uint8Array | null) {
    const bytes = new Uint8Array(new ArrayBuffer(4096 + ARENA_PADDING), 0, 4096);
    this.vector = { kind: 'utf8', offsets: frame.arena.int32(frame.capacity + 1), bytes, validity };
  }

  /** Begins a batch. */
  begin(): void {
    this.#row = 0;
    this.#end = 0;
  }

  /** Adds to the text of the row at hand. */
  text(text: string): void {
    this.#reserve(text.length * 3);
    const { bytes } = this.vector;
    const start = this.#end;
    if (text.length <= 48) {
      let i = 0;
      for (; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        if (unit > 127) break;
        bytes[start + i] = unit;
      }
      if (i === text.length) {
        this.#end = start + i;
        return;
      }
    }
    this.#end = start + encoder.encodeInto(text, bytes.subarray(start)).written;
  }

  /** Adds a range of bytes to the text of the row at hand. */
  bytes(source: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from);
    const { bytes } = this.vector;
    let at = this.#end;
    for (let i = from; i < to; i++) bytes[at++] = source[i];
    this.#end = at;
  }

  /** Ends the row. Whether its text was short enough; else it is empty now. */
  next(): boolean {
    const { offsets } = this.vector;
    const fits = this.#end - offsets[this.#row] <= MAX_TEXT;
    if (!fits) this.#end = offsets[this.#row];
    offsets[++this.#row] = this.#end;
    return fits;
  }

  #reserve(count: number): void {
    const needed = this.#end + count;
    const { bytes } = this.vector;
    if (needed <= bytes.length) return;
    const length = Math.max(needed, bytes.length * 2);
    const grown = new Uint8Array(new ArrayBuffer(length + ARENA_PADDING), 0, length);
    grown.set(bytes.subarray(0, this.#end));
    this.vector.bytes = grown;
  }
}

/** Adds the text of one row of `source`, of any scalar kind, to the row at hand. */
export function textCopier(source: Vector, writer: TextWriter): (row: number) => void {
  switch (source.kind) {
    case 'utf8':
      return (row) => writer.bytes(source.bytes, source.offsets[row], source.offsets[row + 1]);
    case 'dictionary': {
      const { values, dictionary } = source;
      return (row) => {
        const entry = values[row];
        writer.bytes(dictionary.bytes, dictionary.offsets[entry], dictionary.offsets[entry + 1]);
      };
    }
    case 'binary':
    case 'bool':
    case 'concat':
    case 'date':
    case 'decimal':
    case 'decimal64':
    case 'float64':
    case 'int32':
    case 'int53':
    case 'json':
    case 'list':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'uuid': {
      const read = textReader(source);
      return (row) => writer.text(read(row));
    }
  }
}
