import type { Generator } from './generator.ts';
import { lazy } from './lazy.ts';
import { DIGITS, NONZERO } from './text/alphabets.ts';
import { composed } from './text/composed.ts';
import { ADJECTIVES, THINGS } from './text/lexicon.ts';
import { type TextGrammar, textGrammar } from './text/grammar.ts';

const objects = lazy((): TextGrammar =>
  textGrammar([
    {
      pieces: [
        '{"label":"',
        ADJECTIVES,
        ' ',
        THINGS,
        '","count":',
        NONZERO,
        DIGITS,
        ',"active":',
        ['true', 'false'],
        ',"tags":["',
        THINGS,
        '","',
        THINGS,
        '"]}',
      ],
    },
  ]),
);

/** Values with a structure inside. */
export const jsonGenerators = [
  {
    name: 'json',
    type: 'json',
    family: 'basic',
    summary: 'A small object with a label, a count, a flag and two tags.',
    aliases: ['json_object', 'metadata', 'payload'],
    options: {},
    range: null,
    hint: false,
    from: false,
    compile: (input) => composed(input, objects(), null, 'json'),
  },
] as const satisfies readonly Generator[];
