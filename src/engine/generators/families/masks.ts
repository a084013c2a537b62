import type { Recipe } from '../../frame.ts';
import { fillUnit } from '../../random/fill.ts';
import type { Key } from '../../random/key.ts';
import type { BytesVector } from '../../vector.ts';
import { type Draw, fillFloat64 } from '../draw.ts';
import type { NumberSource } from './numbers.ts';

/** What each symbol of a mask represents: any one of the ASCII characters listed. Other characters represent themselves. */
export type MaskSymbols = Readonly<Record<string, string>>;

/** A form such as `N###`, perhaps after a number of three digits from `low` to `high` (the region of a ZIP code). */
export interface Mask {
  readonly text: string;
  readonly prefix: { readonly low: number; readonly high: number } | null;
}

/** Masks taken apart into slots of one byte: slot s is one of `counts[s]` bytes from `alphabet[starts[s]]` on. */
export interface Masks {
  /** Mask m has the slots first[m] … first[m + 1] - 1. */
  readonly first: Int32Array;
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly alphabet: Uint8Array;
  readonly prefixLow: Int32Array;
  /** How many prefixes; 0 if there is none. */
  readonly prefixCount: Int32Array;
  /** Bytes of the longest text. */
  readonly longest: number;
  /** How many texts each mask has. */
  readonly sizes: readonly number[];
}

const PREFIX_DIGITS = 3;
const encoder = new TextEncoder();

/** Takes masks apart; a symbol's entry may have any number of ASCII characters, and a mask must have a size below 2^53. */
export function compileMasks(masks: readonly Mask[], symbols: MaskSymbols): Masks {
  const alphabet: number[] = [];
  const starts: number[] = [];
  const counts: number[] = [];
  const first = [0];
  const sizes: number[] = [];
  let longest = 0;
  for (const { text, prefix } of masks) {
    let size = prefix === null ? 1 : prefix.high - prefix.low + 1;
    for (const character of text) {
      const choices = symbols[character];
      if (choices === undefined) {
        for (const byte of encoder.encode(character)) {
          starts.push(alphabet.push(byte) - 1);
          counts.push(1);
        }
      } else {
        starts.push(alphabet.length);
        counts.push(choices.length);
        alphabet.push(...encoder.encode(choices));
        size *= choices.length;
      }
    }
    longest = Math.max(longest, starts.length - first[first.length - 1] + (prefix === null ? 0 : PREFIX_DIGITS));
    first.push(starts.length);
    sizes.push(size);
  }
  return {
    first: Int32Array.from(first),
    starts: Int32Array.from(starts),
    counts: Int32Array.from(counts),
    alphabet: Uint8Array.from(alphabet),
    prefixLow: Int32Array.from(masks, ({ prefix }) => prefix?.low ?? 0),
    prefixCount: Int32Array.from(masks, ({ prefix }) => (prefix === null ? 0 : prefix.high - prefix.low + 1)),
    longest,
    sizes,
  };
}

/**
 * A text by the mask with each row's number, made once a batch for everybody in the frame who asks under this name. Its
 * characters are the leading digits of one 53-bit draw, which are even enough for fifteen places.
 */
export function maskedTexts(name: string, masks: Masks, which: NumberSource, key: Key): Recipe {
  return {
    type: { kind: 'string' },
    nullable: false,
    width: masks.longest,
    bind(frame) {
      const shared = frame.share(name, () => {
        const numbers = which(frame);
        const units = frame.arena.float64(frame.capacity);
        const vector: BytesVector = {
          kind: 'utf8',
          offsets: frame.arena.int32(frame.capacity + 1),
          bytes: frame.arena.uint8(frame.capacity * masks.longest),
          validity: null,
        };
        return {
          vector,
          fill(rows) {
            numbers.fill(rows);
            fillUnit(units, key, rows, 0);
            writeUnits(vector.offsets, vector.bytes, masks, numbers.values, units, rows.length);
          },
        };
      });
      return { vector: shared.value.vector, fill: () => shared.ensure() };
    },
  };
}

/** The texts of one mask without a prefix, by number: texts differ where the numbers do. */
export function rankedTexts(masks: Masks, draw: Draw): Recipe {
  return {
    type: { kind: 'string' },
    nullable: false,
    width: masks.longest,
    bind(frame) {
      const ranks = frame.arena.float64(frame.capacity);
      const offsets = frame.arena.int32(frame.capacity + 1);
      const bytes = frame.arena.uint8(frame.capacity * masks.longest);
      const fill = fillFloat64(draw, ranks, frame);
      for (let i = 0; i <= frame.capacity; i++) offsets[i] = i * masks.longest;
      return {
        vector: { kind: 'utf8', offsets, bytes, validity: null },
        fill(rows) {
          fill(rows);
          writeRanks(bytes, masks, ranks, rows.length);
        },
      };
    },
  };
}

function writeUnits(
  offsets: Int32Array,
  bytes: Uint8Array,
  masks: Masks,
  which: Int32Array,
  units: Float64Array,
  length: number,
): void {
  const { first, starts, counts, alphabet, prefixLow, prefixCount } = masks;
  let at = 0;
  for (let i = 0; i < length; i++) {
    offsets[i] = at;
    const mask = which[i];
    let unit = units[i];
    if (prefixCount[mask] !== 0) {
      unit *= prefixCount[mask];
      const place = unit | 0;
      unit -= place;
      const prefix = prefixLow[mask] + place;
      bytes[at] = 48 + ((prefix / 100) | 0);
      bytes[at + 1] = 48 + (((prefix / 10) | 0) % 10);
      bytes[at + 2] = 48 + (prefix % 10);
      at += PREFIX_DIGITS;
    }
    const end = first[mask + 1];
    for (let slot = first[mask]; slot < end; slot++) {
      unit *= counts[slot];
      const place = unit | 0;
      unit -= place;
      bytes[at++] = alphabet[starts[slot] + place];
    }
  }
  offsets[length] = at;
}

/** Writes text i, of `masks.longest` bytes, at byte i × longest; numbers count from the last character. */
export function writeRanks(bytes: Uint8Array, masks: Masks, ranks: Float64Array, length: number): void {
  const { starts, counts, alphabet, longest } = masks;
  for (let i = 0, at = 0; i < length; i++, at += longest) {
    let rank = ranks[i];
    for (let slot = longest - 1; slot >= 0; slot--) {
      // Exact below 2^53: a quotient that is not whole lies further from the next whole number than it is rounded.
      const rest = Math.floor(rank / counts[slot]);
      bytes[at + slot] = alphabet[starts[slot] + (rank - rest * counts[slot])];
      rank = rest;
    }
  }
}
