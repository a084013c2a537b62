import {
  ADJECTIVES,
  ADVERBS,
  capital,
  EVENTS,
  GROUPS,
  NUMBERS,
  past,
  PEOPLE,
  PLACES,
  plural,
  THINGS,
  TIMES,
  UNITS,
  VERBS,
  withArticle,
} from './lexicon.ts';
import type { TextForm } from './grammar.ts';

const lists: Readonly<Record<string, readonly string[]>> = {
  adj: ADJECTIVES,
  Adj: ADJECTIVES.map(capital),
  anAdj: ADJECTIVES.map(withArticle),
  AnAdj: ADJECTIVES.map((word) => capital(withArticle(word))),
  adverb: ADVERBS,
  Adverb: ADVERBS.map(capital),
  event: EVENTS,
  Event: EVENTS.map(capital),
  group: GROUPS,
  number: NUMBERS,
  Number: NUMBERS.map(capital),
  person: PEOPLE,
  people: PEOPLE.map(plural),
  People: PEOPLE.map((word) => capital(plural(word))),
  Person: PEOPLE.map(capital),
  place: PLACES,
  Place: PLACES.map(capital),
  thing: THINGS,
  Thing: THINGS.map(capital),
  things: THINGS.map(plural),
  Things: THINGS.map((word) => capital(plural(word))),
  time: TIMES,
  Time: TIMES.map(capital),
  unit: UNITS,
  verb: VERBS,
  Verb: VERBS.map(capital),
  verbed: VERBS.map(past),
};

/** A form from a pattern in which `{name}` represents a list. */
function form(pattern: string, weight = 1): TextForm {
  const pieces = pattern.split(/(\{\w+\})/).filter((piece) => piece !== '');
  return { pieces: pieces.map((piece) => (piece.startsWith('{') ? lists[piece.slice(1, -1)] : piece)), weight };
}

/** Sentences. */
export const SENTENCES: readonly TextForm[] = [
  form('The {adj} {person} {verbed} the {thing} {time}.', 3),
  form('The {group} {verbed} the {adj} {thing} {place}.', 3),
  form('{Time}, the {person} {verbed} {anAdj} {thing}.', 2),
  form('After the {event}, the {group} {verbed} {anAdj} {thing}.', 2),
  form('Before the {event}, nobody {verbed} the {adj} {thing}.'),
  form('Most {people} {verb} {adj} {things}.', 2),
  form('{AnAdj} {thing} was {verbed} {place}.', 2),
  form('{Adverb}, the {person} {verbed} the {thing} and the {thing}.', 2),
  form('It took the {person} {number} {unit} to {verb} the {adj} {thing}.', 2),
  form('There is {anAdj} {thing} {place}.'),
  form('The {group} will {verb} the {thing} after the {event}.', 2),
  form('We {verbed} the {thing} {time}, and the {person} {verbed} the {thing}.'),
  form('Only the {adj} {person} can {verb} the {thing}.'),
  form('No {person} {verbed} the {thing} {place}.'),
  form('{Number} {people} {verbed} the {adj} {thing} {time}.', 2),
  form('The {thing} {place} was {verbed} by {anAdj} {person}.', 2),
  form('Please {verb} the {adj} {thing} before the {event}.'),
  form('The {person} and the {person} {verbed} the {thing}.'),
  form('{Place}, {anAdj} {person} {verbed} the {thing}.'),
];

/** One kind of sentence, whose texts all differ. */
export const DISTINCT_SENTENCE: TextForm = form('The {adj} {person} {verbed} the {adj} {thing} {time}.');

/** Headings in title case. */
export const TITLES: readonly TextForm[] = [
  form('The {Adj} {Thing}', 3),
  form('{Adj} {Things} for {People}', 2),
  form('How to {Verb} Your {Thing}', 2),
  form('The {Person} and the {Thing}', 2),
  form('The {Person} of the {Thing}'),
  form('{Things} and {Things}'),
  form('A Guide to {Adj} {Things}', 2),
  form('What {People} {Verb}'),
  form('Why {People} {Verb} {Adj} {Things}'),
  form('{Number} {Adj} {Things}', 2),
  form('The Last {Thing}'),
  form('Before the {Event}'),
  form('The {Adj} {Event}'),
];

/** One kind of title, whose texts all differ. */
export const DISTINCT_TITLE: TextForm = form('{Adj} {Things} for {Adj} {People}');

/** Made-up names of things. */
export const CODENAMES: readonly TextForm[] = [form('{Adj} {Thing}')];

/** One kind of made-up name, whose texts all differ. */
export const DISTINCT_CODENAME: TextForm = form('{Adj} {Adj} {Thing}');
