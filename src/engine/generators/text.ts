import type { OptionSpecs } from '../../model/index.ts';
import type { Words } from '../data/words.ts';
import { Dictionary } from '../dictionary.ts';
import type { Recipe } from '../frame.ts';
import { fillBelow } from '../random/fill.ts';
import type { Rows } from '../rows.ts';
import { once } from './families/once.ts';
import { localList } from './families/row-locales.ts';
import { type Generator, type GeneratorInput, GeneratorProblem } from './generator.ts';
import { lazy } from './lazy.ts';
import { entriesAt, listDictionary, positions } from './picks.ts';
import { capital } from './text/lexicon.ts';
import { composed } from './text/composed.ts';
import { type Prose, prose } from './text/prose.ts';
import { type TextForm, type TextGrammar, textGrammar } from './text/grammar.ts';
import {
  CODENAMES,
  DISTINCT_CODENAME,
  DISTINCT_SENTENCE,
  DISTINCT_TITLE,
  SENTENCES,
  TITLES,
} from './text/sentences.ts';

const letters = (list: readonly string[]): readonly string[] => list.filter((word) => /^[a-z]+$/.test(word));

const nouns = once(({ word }: Words) => letters(word.noun));
const adjectives = once(({ word }: Words) => letters(word.adjective));

const oneWord = once((words: Words): Prose => {
  const piece = textGrammar([{ pieces: [nouns(words)] }]);
  return { piece, least: 1, most: 1, stop: false, distinct: piece };
});

/** The pieces of free words: a noun, perhaps with an adjective before it and a noun after it. */
const wordDictionaries = once((words: Words) => [
  Dictionary.from([...adjectives(words).map((word) => `${word} `), '']),
  Dictionary.from([...nouns(words)]),
  Dictionary.from([...nouns(words).map((word) => ` ${word}`), '']),
]);
/** How often the last entry, which is empty, is in each piece: for one adjective in three, one noun in two. */
const EMPTY_SHARES = [1 / 3, 0, 1 / 2];

/** Words without bounds, which are kept as entries of dictionaries: formats copy those much faster than texts. */
function freeWords(input: GeneratorInput): Recipe {
  const dictionaries = wordDictionaries(input.resources.words());
  return {
    type: { kind: 'string' },
    nullable: false,
    width: dictionaries.reduce((sum, dictionary) => sum + dictionary.width, 0),
    bind({ arena, capacity }) {
      const parts = dictionaries.map((dictionary, i) => {
        const values = arena.int32(capacity);
        const last = dictionary.length - 1;
        const size = EMPTY_SHARES[i] === 0 ? last + 1 : Math.round(last / (1 - EMPTY_SHARES[i]));
        const key = input.key(`word ${i + 1}`);
        const fill = (rows: Rows): void => {
          fillBelow(values, key, rows, size, 0);
          if (size > last + 1) for (let k = 0; k < rows.length; k++) values[k] = Math.min(values[k], last);
        };
        return { fill, vector: { kind: 'dictionary', values, dictionary, validity: null } as const };
      });
      return {
        vector: { kind: 'concat', parts: parts.map(({ vector }) => vector), validity: null },
        fill(rows) {
          for (const part of parts) part.fill(rows);
        },
      };
    },
  };
}

const isFree = ({ range, distinct }: GeneratorInput): boolean =>
  distinct === null && range.min === null && range.max === null && range.distribution === null;

const someWords = once((words: Words): Prose => {
  const [noun, adjective] = [nouns(words), adjectives(words)];
  const three = [adjective, ' ', noun, ' ', noun];
  return {
    piece: textGrammar([{ pieces: [noun] }, { pieces: [adjective, ' ', noun] }, { pieces: three }]),
    least: 1,
    most: 1,
    stop: false,
    distinct: textGrammar([{ pieces: three }]),
  };
});

const latin = once(({ lorem }: Words) => {
  const first = lorem.word.map(capital);
  const sentence = (length: number): TextForm => ({
    pieces: [first, ...Array.from({ length }, () => [' ', lorem.word]).flat(), '.'],
  });
  const piece = textGrammar([5, 6, 7, 8, 9, 10].map(sentence));
  return { piece, distinct: textGrammar([sentence(7)]) };
});

const english = lazy((): { piece: TextGrammar; distinct: TextGrammar } => ({
  piece: textGrammar(SENTENCES),
  distinct: textGrammar([DISTINCT_SENTENCE]),
}));

const titles = lazy((): Prose => ({
  piece: textGrammar(TITLES),
  least: 1,
  most: 1,
  stop: false,
  distinct: textGrammar([DISTINCT_TITLE]),
}));

const codenames = lazy((): Prose => ({
  piece: textGrammar(CODENAMES),
  least: 1,
  most: 1,
  stop: false,
  distinct: textGrammar([DISTINCT_CODENAME]),
}));

const slugs = once((words: Words): { any: TextGrammar; distinct: TextGrammar } => {
  const [noun, adjective] = [nouns(words), adjectives(words)];
  const three = { pieces: [adjective, '-', noun, '-', noun] };
  return { any: textGrammar([{ pieces: [adjective, '-', noun] }, three]), distinct: textGrammar([three]) };
});

const STYLE = {
  style: {
    type: 'choice',
    choices: ['english', 'lorem'],
    default: 'english',
    summary: 'The language: english makes plain sentences, lorem the Latin of typesetters.',
  },
} as const satisfies OptionSpecs;

/** Options for how many pieces a text has. */
function counts<L extends number, M extends number>(unit: string, least: L, most: M) {
  return {
    least: { type: 'integer', min: 1, max: 1000, default: least, summary: `The least number of ${unit}.` },
    most: { type: 'integer', min: 1, max: 1000, default: most, summary: `The greatest number of ${unit}.` },
  } as const satisfies OptionSpecs;
}

const WORDS = { ...STYLE, ...counts('words', 1, 3) };
const SENTENCE = { ...STYLE, ...counts('sentences', 1, 1) };
const PARAGRAPH = { ...STYLE, ...counts('sentences', 3, 6) };
const DESCRIPTION = { ...STYLE, ...counts('sentences', 1, 2) };

function refuseCounts({ least, most }: { readonly least: number; readonly most: number }): void {
  if (least <= most) return;
  throw new GeneratorProblem('RANGE_EMPTY', '`least` is greater than `most`', 'Give both, the smaller number first.');
}

const shape = { type: 'string', family: 'text', options: {}, range: 'length', hint: false, from: false } as const;

function sentences(input: GeneratorInput<typeof SENTENCE>): Recipe {
  const { style, least, most } = input.options;
  refuseCounts(input.options);
  const source = style === 'lorem' ? latin(input.resources.words()) : english();
  return prose(input, { ...source, least, most, stop: true });
}

function countedWords(input: GeneratorInput<typeof WORDS>): Recipe {
  const { style, least, most } = input.options;
  refuseCounts(input.options);
  const words = input.resources.words();
  if (style === 'english' && least === WORDS.least.default && most === WORDS.most.default)
    return isFree(input) ? freeWords(input) : prose(input, someWords(words));
  // Some words are both.
  const all = [...new Set(style === 'lorem' ? words.lorem.word : [...adjectives(words), ...nouns(words)])];
  const piece = textGrammar([{ pieces: [all] }]);
  // Distinct texts begin with words drawn by number, which count as one piece.
  const lead = input.distinct === null ? 1 : Math.min(3, least);
  const distinct = textGrammar([{ pieces: [all, ...Array.from({ length: lead - 1 }, () => [' ', all]).flat()] }]);
  return prose(input, { piece, least: least - lead + 1, most: most - lead + 1, stop: false, distinct });
}

/** Words and what is made of them. A range gives the number of characters. */
export const textGenerators = [
  {
    ...shape,
    name: 'word',
    summary: 'An English noun.',
    aliases: ['noun'],
    compile(input) {
      const words = input.resources.words();
      if (!isFree(input)) return prose(input, oneWord(words));
      const local = localList(input, 'noun', nouns(words));
      if (local !== null) return local;
      const dictionary = listDictionary(nouns(words));
      return entriesAt(dictionary, positions(input, dictionary.length, null));
    },
  },
  {
    ...shape,
    name: 'words',
    summary: 'One to three English words; the default of strings.',
    aliases: ['text', 'label'],
    options: WORDS,
    compile: countedWords,
  } satisfies Generator<typeof WORDS>,
  {
    ...shape,
    name: 'sentence',
    summary: 'An English sentence.',
    aliases: ['lorem_sentence', 'phrase', 'comment', 'message'],
    options: SENTENCE,
    compile: sentences,
  } satisfies Generator<typeof SENTENCE>,
  {
    ...shape,
    name: 'paragraph',
    summary: 'Three to six English sentences.',
    aliases: ['lorem_paragraph', 'paragraphs', 'body', 'content'],
    options: PARAGRAPH,
    compile: sentences,
  } satisfies Generator<typeof PARAGRAPH>,
  {
    ...shape,
    name: 'description',
    summary: 'One or two English sentences.',
    aliases: ['summary', 'notes', 'remarks'],
    options: DESCRIPTION,
    compile: sentences,
  } satisfies Generator<typeof DESCRIPTION>,
  {
    ...shape,
    name: 'title',
    summary: 'A heading in title case.',
    aliases: ['headline', 'heading', 'subject'],
    compile: (input) => prose(input, titles()),
  },
  {
    ...shape,
    name: 'codename',
    summary: 'A made-up name of a thing, such as Quiet Harbor.',
    aliases: ['code_name', 'thing_name'],
    compile: (input) => prose(input, codenames()),
  },
  {
    ...shape,
    name: 'slug',
    summary: 'Two or three words with hyphens between them, for URLs.',
    aliases: [],
    range: 'longest',
    compile(input) {
      const { any, distinct } = slugs(input.resources.words());
      return composed(input, input.distinct === null ? any : distinct);
    },
  },
] as const satisfies readonly Generator[];
