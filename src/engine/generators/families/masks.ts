import type { Recipe } from '../../frame.ts';
import { fillUnit } from '../../random/fill.ts';
import type { Key } from '../../random/key.ts';
import type { BytesVector } from '../../vector.ts';
import { type Draw, fillFloat64 } from '../draw.ts';
import type { NumberSource } from './numbers.ts';

/** What each symbol of a mask represents: any one of the ASCII characters listed. Other characters represent themselves. */
export type MaskSymbols = Readonly<Record<string, string>>;

/** A text such as `N###`, perhaps after the region of a postcode: a number of a range between letters. */
export interface MaskForm {
  readonly text: string;
  readonly prefix: Prefix | null;
}

export interface Prefix {
  readonly before: string;
  readonly low: number;
  readonly high: number;
  readonly digits: number;
  readonly after: string;
}

/**
 * Groups of forms taken apart into slots: slot s is one of `counts[s]` bytes from `alphabet[starts[s]]` on, or where `digits[s]`
 * is not 0 one of `counts[s]` numbers from `starts[s]` on, of so many digits.
 */
export interface Masks {
  /** Group g has the forms groups[g] … groups[g + 1] - 1. */
  readonly groups: Int32Array;
  /** Form f has the slots first[f] … first[f + 1] - 1. */
  readonly first: Int32Array;
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly digits: Int32Array;
  readonly alphabet: Uint8Array;
  /** Bytes of each form's texts. */
  readonly lengths: Int32Array;
  /** Bytes of the longest text. */
  readonly longest: number;
  /** How many texts each form has. */
  readonly sizes: readonly number[];
}

const encoder = new TextEncoder();

/** One group of one form without a prefix. */
export function compileMask(text: string, symbols: MaskSymbols): Masks {
  return compileMasks([[{ text, prefix: null }]], symbols);
}

/** Takes groups apart; a symbol's entry may have any number of ASCII characters, and a form must have a size below 2^53. */
export function compileMasks(groups: readonly (readonly MaskForm[])[], symbols: MaskSymbols): Masks {
  const alphabet: number[] = [];
  const starts: number[] = [];
  const counts: number[] = [];
  const digits: number[] = [];
  const first = [0];
  const sizes: number[] = [];
  const lengths: number[] = [];
  const slot = (start: number, count: number, width = 0): void => {
    starts.push(start);
    counts.push(count);
    digits.push(width);
  };
  const literal = (text: string): void => {
    for (const byte of encoder.encode(text)) slot(alphabet.push(byte) - 1, 1);
  };
  for (const { text, prefix } of groups.flat()) {
    let size = 1;
    if (prefix !== null) {
      literal(prefix.before);
      size = prefix.high - prefix.low + 1;
      slot(prefix.low, size, prefix.digits);
      literal(prefix.after);
    }
    for (const character of text) {
      const choices = symbols[character];
      if (choices === undefined) literal(character);
      else {
        slot(alphabet.length, choices.length);
        alphabet.push(...encoder.encode(choices));
        size *= choices.length;
      }
    }
    lengths.push(starts.length - first[first.length - 1] + (prefix === null ? 0 : prefix.digits - 1));
    first.push(starts.length);
    sizes.push(size);
  }
  const ends = [0];
  for (const group of groups) ends.push(ends[ends.length - 1] + group.length);
  return {
    groups: Int32Array.from(ends),
    first: Int32Array.from(first),
    starts: Int32Array.from(starts),
    counts: Int32Array.from(counts),
    digits: Int32Array.from(digits),
    alphabet: Uint8Array.from(alphabet),
    lengths: Int32Array.from(lengths),
    longest: Math.max(...lengths),
    sizes,
  };
}

/**
 * A text of the group with each row's number, made once a batch for everybody in the frame who asks under this name. Its form and
 * its characters are the leading digits of one 53-bit draw, which are even enough for fifteen places.
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

/** The texts of one form by number: texts differ where the numbers do. */
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
  const { groups, first, starts, counts, digits, alphabet } = masks;
  let at = 0;
  for (let i = 0; i < length; i++) {
    offsets[i] = at;
    const group = which[i];
    let unit = units[i];
    let form = groups[group];
    const forms = groups[group + 1] - form;
    if (forms !== 1) {
      unit *= forms;
      const chosen = unit | 0;
      unit -= chosen;
      form += chosen;
    }
    const end = first[form + 1];
    for (let slot = first[form]; slot < end; slot++) {
      unit *= counts[slot];
      const place = unit | 0;
      unit -= place;
      const width = digits[slot];
      if (width === 0) bytes[at++] = alphabet[starts[slot] + place];
      else {
        writeNumber(bytes, at, starts[slot] + place, width);
        at += width;
      }
    }
  }
  offsets[length] = at;
}

function writeNumber(bytes: Uint8Array, at: number, number: number, digits: number): void {
  for (let i = at + digits - 1; i >= at; i--) {
    const rest = (number / 10) | 0;
    bytes[i] = 48 + number - rest * 10;
    number = rest;
  }
}

/** Writes text i of the only form, of `masks.longest` bytes, at byte i × longest; numbers count from the last character. */
export function writeRanks(bytes: Uint8Array, masks: Masks, ranks: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) writeRank(bytes, i * masks.longest, masks, 0, ranks[i]);
}

/** Writes text `rank` of a form from byte `at` on. */
export function writeRank(bytes: Uint8Array, at: number, masks: Masks, form: number, rank: number): void {
  const { first, starts, counts, digits, alphabet, lengths } = masks;
  let end = at + lengths[form];
  for (let slot = first[form + 1] - 1; slot >= first[form]; slot--) {
    // Exact below 2^53: a quotient that is not whole lies further from the next whole number than it is rounded.
    const rest = Math.floor(rank / counts[slot]);
    const place = rank - rest * counts[slot];
    const width = digits[slot];
    if (width === 0) bytes[--end] = alphabet[starts[slot] + place];
    else {
      end -= width;
      writeNumber(bytes, end, starts[slot] + place, width);
    }
    rank = rest;
  }
}
