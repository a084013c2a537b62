import { ARENA_PADDING } from '../../arena.ts';

/** A way to put a text together: fixed texts, and lists of which one entry is taken. */
export interface TextForm {
  readonly pieces: readonly (string | readonly string[])[];
  /** How often it is taken next to its siblings, a small whole number; 1 where it is omitted. */
  readonly weight?: number;
}

/** Forms made ready for the kernel: every text in one table, every piece a range of its entries. */
export interface TextGrammar {
  /** Entry i is bytes[offsets[i] … offsets[i + 1]). */
  readonly offsets: Uint32Array;
  readonly bytes: DataView;
  /** Form f has the slots first[f] … first[f + 1] - 1. */
  readonly first: Int32Array;
  readonly base: Int32Array;
  readonly count: Int32Array;
  /** 1 where a slot takes a fresh random word, 0 if it goes on with the digits of the last one. */
  readonly fresh: Uint8Array;
  /** Forms, each as often as its weight says. */
  readonly chosen: Int32Array;
  /** How many texts of each form can be distinguished by number: of those slots from the end on whose product stays below 2^48. */
  readonly sizes: Float64Array;
  /** The first of those slots. */
  readonly ranked: Int32Array;
  /** Bytes of the longest and of the shortest text. */
  readonly width: number;
  readonly shortest: number;
}

/** Slots share a random word while the product of their counts stays below this: no entry is then 2^-6 likelier. */
const WORD_LIMIT = 2 ** 26;
const RANK_LIMIT = 2 ** 48;
const encoder = new TextEncoder();

/** Compiles forms. Lists that stand in several places are stored once. */
export function textGrammar(forms: readonly TextForm[]): TextGrammar {
  const texts: string[] = [];
  const known = new Map<string | readonly string[], number>();
  const place = (piece: string | readonly string[]): number => {
    const at = known.get(piece) ?? texts.length;
    if (at === texts.length) texts.push(...(typeof piece === 'string' ? [piece] : piece));
    known.set(piece, at);
    return at;
  };
  const first = [0];
  const base: number[] = [];
  const count: number[] = [];
  const fresh: number[] = [];
  const ranked: number[] = [];
  const sizes: number[] = [];
  // Measured once a list: forms share most of theirs.
  const spans = new Map<string | readonly string[], { readonly least: number; readonly most: number }>();
  const spanOf = (piece: string | readonly string[]): { readonly least: number; readonly most: number } => {
    const known = spans.get(piece);
    if (known !== undefined) return known;
    const lengths = (typeof piece === 'string' ? [piece] : piece).map((text) => encoder.encode(text).length);
    const span = { least: lengths.reduce((a, b) => Math.min(a, b)), most: lengths.reduce((a, b) => Math.max(a, b)) };
    spans.set(piece, span);
    return span;
  };
  let width = 0;
  let shortest = Infinity;
  for (const { pieces } of forms) {
    let product = Infinity;
    const start = base.length;
    for (const piece of pieces) {
      const size = typeof piece === 'string' ? 1 : piece.length;
      base.push(place(piece));
      count.push(size);
      const shares = size === 1 || product * size <= WORD_LIMIT;
      fresh.push(shares ? 0 : 1);
      product = shares ? product * size : size;
    }
    let slot = base.length;
    let size = 1;
    while (slot > start && size * count[slot - 1] <= RANK_LIMIT) size *= count[--slot];
    ranked.push(slot);
    sizes.push(size);
    first.push(base.length);
    const ofPieces = pieces.map(spanOf);
    width = Math.max(
      width,
      ofPieces.reduce((sum, { most }) => sum + most, 0),
    );
    shortest = Math.min(
      shortest,
      ofPieces.reduce((sum, { least }) => sum + least, 0),
    );
  }
  return {
    ...table(texts),
    first: Int32Array.from(first),
    base: Int32Array.from(base),
    count: Int32Array.from(count),
    fresh: Uint8Array.from(fresh),
    chosen: Int32Array.from(forms.flatMap(({ weight = 1 }, form) => Array.from({ length: weight }, () => form))),
    sizes: Float64Array.from(sizes),
    ranked: Int32Array.from(ranked),
    width,
    shortest,
  };
}

function table(texts: readonly string[]): Pick<TextGrammar, 'offsets' | 'bytes'> {
  const encoded = texts.map((text) => encoder.encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  for (const [i, bytes] of encoded.entries()) offsets[i + 1] = offsets[i] + bytes.length;
  const bytes = new Uint8Array(offsets[texts.length] + ARENA_PADDING);
  for (const [i, text] of encoded.entries()) bytes.set(text, offsets[i]);
  return { offsets, bytes: new DataView(bytes.buffer) };
}
