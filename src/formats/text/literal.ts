/** Constant bytes that follow a cell in every row, also as words that can be stored at once. */
export interface Literal {
  readonly bytes: Uint8Array;
  readonly length: number;
  /** The byte where there is just one, to be written together with the cell; else 0. */
  readonly single: number;
  /** The 8 bytes at 0, 8, 16 … as doubles, as far as they fill whole ones. */
  readonly words: Float64Array;
  /** The last eight bytes, where there are as many. */
  readonly lastWord: number;
}

/** @param bytes UTF-8, which never makes the pattern of a NaN, so that doubles carry it unchanged. */
export function literalOf(bytes: Uint8Array): Literal {
  const { length } = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  return {
    bytes,
    length,
    single: length === 1 ? bytes[0] : 0,
    words: Float64Array.from({ length: Math.floor(length / 8) }, (_, i) => view.getFloat64(8 * i, true)),
    lastWord: length >= 8 ? view.getFloat64(length - 8, true) : 0,
  };
}

/** Writes a literal of any length at each row's position and moves the position behind it; never overruns. */
export function scatterLiteral(view: DataView, length: number, positions: Int32Array, literal: Literal): void {
  if (literal.length > 16) scatterWords(view, length, positions, literal);
  else if (literal.length >= 8) scatterTwoWords(view, length, positions, literal);
  else if (literal.length > 0) scatterBytes(view, length, positions, literal);
}

/** Eight to sixteen bytes: two words, which may overlap. */
function scatterTwoWords(view: DataView, length: number, positions: Int32Array, literal: Literal): void {
  const width = literal.length;
  const first = literal.words[0];
  const last = literal.lastWord;
  for (let i = 0; i < length; i++) {
    const p = positions[i];
    view.setFloat64(p, first, true);
    view.setFloat64(p + width - 8, last, true);
    positions[i] = p + width;
  }
}

function scatterWords(view: DataView, length: number, positions: Int32Array, literal: Literal): void {
  const { words, lastWord, length: width } = literal;
  for (let i = 0; i < length; i++) {
    const p = positions[i];
    for (let j = 0; j < words.length; j++) view.setFloat64(p + 8 * j, words[j], true);
    view.setFloat64(p + width - 8, lastWord, true);
    positions[i] = p + width;
  }
}

function scatterBytes(view: DataView, length: number, positions: Int32Array, literal: Literal): void {
  const { bytes, length: width } = literal;
  for (let i = 0; i < length; i++) {
    const p = positions[i];
    for (let j = 0; j < width; j++) view.setUint8(p + j, bytes[j]);
    positions[i] = p + width;
  }
}
