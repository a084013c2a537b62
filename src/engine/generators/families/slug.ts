import { ARENA_PADDING } from '../../arena.ts';
import type { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import type { Rows } from '../../rows.ts';
import type { BytesVector, Vector } from '../../vector.ts';
import { once } from './once.ts';
import { literal } from './recipes.ts';

/** Letters that are no letter with a mark. */
const FOLDS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ı', 'i'],
]);
const NOTHING_LEFT = 'user';

const encoder = new TextEncoder();
/** A byte order mark at the start of a text is a character of it. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A text in the characters a–z, 0–9 and dots, for addresses and user names: marks and apostrophes are dropped
 * (`Zoë O'Hara` is `zoe.ohara`), any other run of characters is one dot, none at either end; `user` where nothing is left.
 */
export function slug(text: string): string {
  return piece(text).replace(/^\.+|\.+$/g, '') || NOTHING_LEFT;
}

/** A part of a longer text: dots stay at its ends. */
function piece(text: string): string {
  const lower = text.toLowerCase();
  if (/^[a-z0-9]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’‘`]/g, '')
    .replace(/[ßæœøđðþłı]/g, (letter) => FOLDS.get(letter) ?? '')
    .replace(/[^a-z0-9]+/g, '.');
}

/** The ASCII forms of dictionaries of names, entry by entry; those that other letters cannot be made from by rule. */
export const asciiForms = new WeakMap<Dictionary, Dictionary>();

const slugs = once((dictionary: Dictionary) => dictionary.map(slug));
const pieces = once((dictionary: Dictionary) => dictionary.map(piece));
const lastPieces = once((dictionary: Dictionary) => dictionary.map((text) => piece(text).replace(/\.+$/, '')));

/**
 * The slug of each value of a recipe: of dictionaries once for each entry, of other texts row by row; numbers, dates and
 * what else has a plain text of its own stay as they are. Null where the value is.
 */
export function slugged(recipe: Recipe): Recipe {
  return {
    type: { kind: 'string' },
    nullable: recipe.nullable,
    width: recipe.width,
    bind(frame) {
      const source = recipe.bind(frame);
      const changed = slugVector(source.vector, frame.arena.int32(frame.capacity + 1));
      return {
        vector: changed.vector,
        fill(rows) {
          source.fill(rows);
          changed.change(rows);
          changed.vector.validity = source.vector.validity;
        },
      };
    },
  };
}

interface Slugged {
  readonly vector: Vector;
  change(rows: Rows): void;
}

function slugVector(source: Vector, offsets: Int32Array): Slugged {
  if (source.kind === 'dictionary')
    return {
      vector: { ...source, dictionary: asciiForms.get(source.dictionary) ?? slugs(source.dictionary) },
      change() {},
    };
  if (source.kind === 'utf8') return slugBytes(source, offsets);
  if (source.kind !== 'concat') return { vector: { ...source }, change() {} };
  const changes: Slugged[] = [];
  const last = source.parts.length - 1;
  const parts = source.parts.map((part, i) => {
    if (part instanceof Uint8Array) return literal(piece(decoder.decode(part)));
    if (part.kind === 'dictionary') {
      const ascii = asciiForms.get(part.dictionary);
      return { ...part, dictionary: ascii ?? (i === last ? lastPieces(part.dictionary) : pieces(part.dictionary)) };
    }
    if (part.kind !== 'utf8') return part;
    const changed = slugBytes(part, new Int32Array(offsets.length));
    changes.push(changed);
    return changed.vector;
  });
  return {
    vector: { ...source, parts },
    change(rows) {
      for (const part of changes) part.change(rows);
    },
  };
}

function slugBytes(source: BytesVector, offsets: Int32Array): Slugged {
  const vector: BytesVector = { kind: 'utf8', offsets, bytes: new Uint8Array(0), validity: source.validity };
  return {
    vector,
    change(rows) {
      let text = '';
      for (let i = 0; i < rows.length; i++) {
        text += slug(decoder.decode(source.bytes.subarray(source.offsets[i], source.offsets[i + 1])));
        offsets[i + 1] = text.length;
      }
      if (text.length > vector.bytes.length) vector.bytes = new Uint8Array(text.length * 2 + ARENA_PADDING);
      encoder.encodeInto(text, vector.bytes);
    },
  };
}
