import { TextWriter } from '../../expressions/text-writer.ts';
import type { Recipe } from '../../frame.ts';
import type { Key } from '../../random/key.ts';
import { Permutation } from '../../random/permutation.ts';
import { threefry, threefryAt, WORD } from '../../random/threefry.ts';
import type { Digit } from '../../relations/tuple.ts';
import { rowAt } from '../../rows.ts';
import { type GeneratorInput, GeneratorProblem } from '../generator.ts';
import { refuseFewer } from '../draw.ts';
import { isUnambiguous } from './ambiguity.ts';
import { characterAt } from './characters.ts';
import { mostBytes, parsePattern, type Shape } from './parse.ts';
import { bitsOf, counted, textAt } from './rank.ts';

/** The draw whose block is the key of the random numbers within a cell. */
const CELL_KEY = 2047;
/** Unique texts are counted as long as their number has at most so many bits. */
const MAX_BITS = 4096;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Texts that match a pattern. Every choice in it (an alternative, a number of repetitions, a character) is drawn alike; where texts
 * must be distinct, all texts of the pattern are numbered, and each row has a number of its own.
 */
export function patternRecipe(pattern: string, input: Pick<GeneratorInput, 'distinct' | 'key' | 'tuple'>): Recipe {
  const shape = parsePattern(pattern);
  const recipe = { type: { kind: 'string' }, nullable: false, width: mostBytes(shape) } as const;
  return input.distinct === null
    ? { ...recipe, bind: (frame) => bindTexts(frame, chosen(shape, input.key('value'))) }
    : { ...recipe, ...distinct(shape, input.distinct, input) };
}

type Write = (row: number) => string;

/** @param ranks what `textOf` is given beside the row; null for nothing. */
function bindTexts(
  frame: Parameters<Recipe['bind']>[0],
  textOf: (row: number, rank: number) => string,
  ranks: Digit | null = null,
): ReturnType<Recipe['bind']> {
  const writer = new TextWriter(frame, null);
  const rankOf = new Float64Array(ranks === null ? 0 : frame.capacity);
  return {
    vector: writer.vector,
    fill(rows) {
      ranks?.fill(rankOf, rows);
      writer.begin();
      for (let i = 0; i < rows.length; i++) {
        writer.text(textOf(rowAt(rows, i), rankOf[i]));
        writer.next();
      }
    },
  };
}

const block = new Int32Array(2);

/** Random numbers of a cell, one after the other. */
class CellNumbers {
  readonly #key: Key;
  #own: Key = { k0: 0, k1: 0 };
  #next = 0;
  #spare = 0;

  constructor(key: Key) {
    this.#key = key;
  }

  begin(row: number): void {
    threefryAt(this.#key, row, CELL_KEY, block);
    this.#own = { k0: block[0], k1: block[1] };
    this.#next = 0;
  }

  word(): number {
    if (this.#next % 2 === 1) {
      this.#next++;
      return this.#spare;
    }
    threefry(this.#own, this.#next++ / 2, 0, block);
    this.#spare = block[1] >>> 0;
    return block[0] >>> 0;
  }

  below(n: number): number {
    return Math.floor((this.word() / WORD) * n);
  }
}

function chosen(shape: Shape, key: Key): Write {
  const numbers = new CellNumbers(key);
  const write = (one: Shape): string => {
    switch (one.kind) {
      case 'one':
        return String.fromCodePoint(one.size === 1 ? one.set[0] : characterAt(one.set, numbers.below(one.size)));
      case 'sequence': {
        let text = '';
        for (const part of one.parts) text += write(part);
        return text;
      }
      case 'choice':
        return write(one.parts[numbers.below(one.parts.length)]);
      case 'repeat': {
        const times = one.min + (one.max > one.min ? numbers.below(one.max - one.min + 1) : 0);
        let text = '';
        for (let i = 0; i < times; i++) text += write(one.part);
        return text;
      }
    }
  };
  return (row) => {
    numbers.begin(row);
    return write(shape);
  };
}

function distinct(shape: Shape, rows: number, input: Pick<GeneratorInput, 'key' | 'tuple'>): Pick<Recipe, 'bind'> {
  const instead =
    'Give each alternative and repetition a beginning of its own, such as a hyphen before it; or remove unique.';
  if (!isUnambiguous(shape)) {
    throw new GeneratorProblem('NOT_UNIQUE_ABLE', 'some texts match the pattern in more than one way', instead);
  }
  if (bitsOf(shape) > MAX_BITS) {
    throw new GeneratorProblem(
      'NOT_UNIQUE_ABLE',
      'the pattern has too many texts to be numbered',
      'Shorten its repetitions.',
    );
  }
  const ranked = counted(shape);
  if (ranked.count < SAFE && input.tuple === undefined) refuseFewer(Number(ranked.count), rows);
  const places = ranked.count < SAFE ? ranked.count : SAFE;
  // Numbers that are far apart, each somewhere in a stretch of its own.
  const stretch = ranked.count / places;
  const words = stretch === 1n ? 0 : Math.ceil(stretch.toString(2).length / 32) + 1;
  const digit = input.tuple?.(Number(places)) ?? new Permutation(Number(places), input.key('permutation'));
  const numbers = new CellNumbers(input.key('value'));
  const textOf = (row: number, place: number): string => {
    let rank = BigInt(place) * stretch;
    if (words > 0) {
      numbers.begin(row);
      let drawn = 0n;
      for (let i = 0; i < words; i++) drawn = (drawn << 32n) | BigInt(numbers.word());
      rank += (drawn * stretch) >> BigInt(32 * words);
    }
    return textAt(ranked, rank);
  };
  return { bind: (frame) => bindTexts(frame, textOf, digit) };
}
