import type { Distribution, Range } from '../../../model/index.ts';
import type { Recipe } from '../../frame.ts';
import { rowAt } from '../../rows.ts';
import { type Draw, drawFrom } from '../draw.ts';
import { type GeneratorInput, GeneratorProblem } from '../generator.ts';
import { refuseEmpty } from '../numeric/bounds.ts';
import { maxSlots, rankColumn, rankDraw, textVector } from './composed.ts';
import { type TextGrammar, textGrammar } from './grammar.ts';
import { GrammarWriter } from './grammar-writer.ts';

/** Text that may be cut and continued: some pieces with a space between them. All of it is ASCII, so bytes are characters. */
export interface Prose {
  readonly piece: TextGrammar;
  /** How many pieces. */
  readonly least: number;
  readonly most: number;
  /** Whether a text that was cut gets a full stop. */
  readonly stop: boolean;
  /** A form whose texts are all different, in the first piece's place where texts must be distinct. */
  readonly distinct: TextGrammar;
}

const SPACE = 32;
const STOP = 46;
const COMMA = 44;
const LETTER_S = 115;
const SHORT = 3;
const MAX_BYTES = 65_536;
const DIGITS = Array.from('0123456789abcdefghijklmnopqrstuvwxyz');

/**
 * Prose within a range of characters, which holds exactly: a text too short goes on with further pieces, one too long is
 * cut after a word, within one only where no word ends between the bounds. A distribution gives each text its own length.
 * Distinct texts begin with a piece drawn by number; where that does not fit into the range, or the range leaves no room
 * for it, they end in a code of letters and digits that is never the same.
 */
export function prose(input: GeneratorInput, source: Prose): Recipe {
  const { min, max } = lengths(input.range);
  const { distinct, range } = input;
  if (distinct !== null && range.distribution !== null && range.distribution.name !== 'uniform') {
    throw new GeneratorProblem(
      'UNIQUE_DISTRIBUTION',
      'texts that are all different cannot have lengths by a distribution',
      'Remove unique or the distribution.',
    );
  }
  const plain = { source, key: input.key('text'), min, max, rank: null, suffix: null, exact: exact(input, min, max) };
  if (distinct === null) return written(plain);
  const leads = source.distinct.width < max;
  if (leads) return written({ ...plain, rank: rankDraw(input, source.distinct) });
  let digits = 1;
  for (let size = DIGITS.length; size < distinct && digits < max; size *= DIGITS.length) digits++;
  if (max <= digits + 1) digits = Math.min(max, Math.max(digits, min));
  const code = textGrammar([{ pieces: Array.from({ length: digits }, () => DIGITS) }]);
  return written({ ...plain, rank: rankDraw(input, code), suffix: code });
}

interface ProsePlan {
  readonly source: Prose;
  readonly key: ReturnType<GeneratorInput['key']>;
  readonly min: number;
  readonly max: number;
  readonly rank: Draw | null;
  /** The code at the end, with `rank` for its number. */
  readonly suffix: TextGrammar | null;
  /** Draws each text's length. */
  readonly exact: Draw | null;
}

function lengths({ min, max }: Range): { min: number; max: number } {
  const low = Math.max(0, Math.ceil(min?.value ?? 0));
  const high = Math.floor(max?.value ?? Infinity);
  if (low > high) refuseEmpty();
  if (low > MAX_BYTES) {
    throw new GeneratorProblem('RANGE_EMPTY', `a text has at most ${MAX_BYTES} characters`, 'Lower the length.');
  }
  return { min: low, max: high };
}

function exact(input: GeneratorInput, min: number, max: number): Draw | null {
  const distribution: Distribution | null = input.range.distribution;
  if (distribution === null) return null;
  if (max > MAX_BYTES) {
    throw new GeneratorProblem(
      'RANGE_EMPTY',
      'a distribution of lengths needs an upper bound',
      'Add one, up to 65536.',
    );
  }
  return drawFrom({ distinct: null, key: (purpose) => input.key(purpose) }, max - min + 1, min, distribution, 'length');
}

function written({ source, key, min, max, rank, suffix, exact }: ProsePlan): Recipe {
  const { piece } = source;
  const tail = suffix === null ? 0 : suffix.width;
  // What is before the code and its space.
  const taken = tail === 0 ? 0 : tail + 1;
  const low = Math.max(0, min - taken);
  const high = max - taken;
  const natural = source.most * (Math.max(piece.width, source.distinct.width) + 1);
  const width = Math.min(max, exact === null ? Math.max(natural, min + piece.width + 1) : max) + tail;
  return {
    type: { kind: 'string' },
    nullable: false,
    width,
    bind(frame) {
      const slots = Math.max(maxSlots(piece), maxSlots(source.distinct), suffix === null ? 0 : maxSlots(suffix));
      const writer = new GrammarWriter(key, frame.capacity * Math.min(width, 64), slots);
      const { vector, close } = textVector(writer, frame, 'utf8');
      const ranks = rank === null ? null : rankColumn(rank, frame);
      const wanted = exact === null ? null : rankColumn(exact, frame);
      const spread = source.most - source.least + 1;
      return {
        vector,
        fill(rows) {
          const { offsets } = vector;
          ranks?.fill(rows);
          wanted?.fill(rows);
          writer.end = 0;
          for (let i = 0; i < rows.length; i++) {
            const start = writer.end;
            writer.start(rowAt(rows, i));
            if (high > 0 || suffix === null) {
              const first = ranks !== null && suffix === null ? ranks.values[i] : -1;
              const pieces = source.least + (spread > 1 ? writer.pick(spread) : 0);
              const least = wanted === null ? low : wanted.values[i];
              begin(writer, source, first, pieces, least);
              cut(writer, start, least, wanted === null ? high : least, source.stop, ranks === null || suffix !== null);
            }
            if (suffix !== null && ranks !== null) {
              if (writer.end > start) writer.put(SPACE);
              writer.ranked(suffix, ranks.values[i]);
            }
            offsets[i + 1] = writer.end;
          }
          close();
        },
      };
    },
  };
}

/** Writes pieces until there are enough of them, and of characters. `first` is the number of the first piece, or -1. */
function begin(writer: GrammarWriter, source: Prose, first: number, pieces: number, least: number): void {
  const start = writer.end;
  if (first >= 0) writer.ranked(source.distinct, first);
  else writer.form(source.piece);
  for (let made = 1; made < pieces || writer.end - start < least; made++) {
    writer.put(SPACE);
    writer.form(source.piece);
  }
}

/**
 * Cuts the text from `start` on to at most `most` characters, after a word that leaves at least `least` of them; `trim`
 * drops short words from the end, which seldom end a sentence.
 */
function cut(writer: GrammarWriter, start: number, least: number, most: number, stop: boolean, trim: boolean): void {
  const { bytes } = writer;
  if (writer.end - start <= most) return;
  const reserved = stop && most > 1 ? 1 : 0;
  const limit = start + most - reserved;
  const floor = start + Math.max(1, least - reserved);
  let end = limit;
  while (end >= floor && bytes[end] !== SPACE) end--;
  if (end < floor) end = limit;
  else if (trim) end = withoutShortWords(bytes, end, floor);
  while (end > floor && (bytes[end - 1] === STOP || bytes[end - 1] === COMMA)) end--;
  // A hard cut must not end in a space or a comma.
  if (end > start && (bytes[end - 1] === SPACE || bytes[end - 1] === COMMA || bytes[end - 1] === STOP)) {
    bytes[end - 1] = LETTER_S;
  }
  if (reserved === 1) bytes[end++] = STOP;
  writer.end = Math.max(start, end);
}

/** The end without words of up to three letters before it, not below `floor`. */
function withoutShortWords(bytes: Uint8Array, end: number, floor: number): number {
  for (let at = end - 1; at >= floor && at >= end - SHORT - 1; at--) {
    if (bytes[at] !== SPACE) continue;
    end = at;
  }
  return end;
}
