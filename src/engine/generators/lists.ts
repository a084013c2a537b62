import type { WordList, Words } from '../data/words.ts';
import { once } from './families/once.ts';
import { type Generator, type GeneratorFamily, GeneratorProblem } from './generator.ts';
import { entriesAt, listDictionary, positions } from './picks.ts';

/** A generator that picks from a list of the word data. Texts that stand in it several times count once. */
function list(
  name: string,
  family: GeneratorFamily,
  summary: string,
  aliases: readonly string[],
  from: (words: Words) => WordList,
): Generator {
  const distinct = once((texts: WordList) => [...new Set(texts)]);
  return {
    name,
    type: 'string',
    family,
    summary,
    aliases,
    options: {},
    range: 'longest',
    hint: false,
    from: false,
    compile(input) {
      const all = distinct(from(input.resources.words()));
      const dictionary = listDictionary(fitting(all, input.range.max?.value ?? Infinity));
      return entriesAt(dictionary, positions(input, dictionary.length, null));
    },
  };
}

/** Those texts of a list that have at most so many characters. */
function fitting(texts: readonly string[], most: number): readonly string[] {
  if (most === Infinity) return texts;
  const short = texts.filter((text) => Array.from(text).length <= most);
  if (short.length === texts.length) return texts;
  if (short.length > 0) return short;
  const message = `no text of this generator has at most ${most} characters`;
  throw new GeneratorProblem('RANGE_EMPTY', message, 'Raise $max, or choose another generator.');
}

/** Picks from one list each. */
export const listGenerators: readonly Generator[] = [
  list('adjective', 'text', 'An English adjective.', [], ({ word }) => word.adjective),
  list('adverb', 'text', 'An English adverb.', [], ({ word }) => word.adverb),
  list('verb', 'text', 'An English verb.', [], ({ word }) => word.verb),
  list('lorem_word', 'text', 'A Latin word.', ['lorem'], ({ lorem }) => lorem.word),
  list('month', 'date and time', 'The English name of a month.', ['month_name'], ({ date }) => date.month),
  list(
    'weekday',
    'date and time',
    'The English name of a day of the week.',
    ['day_of_week'],
    ({ date }) => date.weekday,
  ),
  list('color', 'text', 'The name of a color.', ['colour', 'color_name'], ({ color }) => color.name),
  list('animal', 'text', 'A kind of animal.', ['animal_type'], ({ animal }) => animal.type),
  list('pet_name', 'text', 'A name for a pet.', [], ({ animal }) => animal.petName),
  list('dog_breed', 'text', 'A breed of dogs.', [], ({ animal }) => animal.dog),
  list('book_title', 'text', 'The title of a book.', [], ({ book }) => book.title),
  list('book_author', 'text', 'The author of a book.', ['author'], ({ book }) => book.author),
  list('book_genre', 'text', 'A genre of books.', [], ({ book }) => book.genre),
  list('publisher', 'text', 'A publisher of books.', ['book_publisher'], ({ book }) => book.publisher),
  list('song_title', 'text', 'The title of a song.', ['song', 'song_name'], ({ music }) => music.songName),
  list('album', 'text', 'The title of a music album.', ['music_album'], ({ music }) => music.album),
  list('music_artist', 'text', 'A musician or band.', ['artist'], ({ music }) => music.artist),
  list('music_genre', 'text', 'A genre of music.', ['genre'], ({ music }) => music.genre),
  list('dish', 'text', 'A dish.', ['meal', 'food'], ({ food }) => food.dish),
  list('ingredient', 'text', 'Something to cook with.', [], ({ food }) => food.ingredient),
  list('fruit', 'text', 'A fruit.', [], ({ food }) => food.fruit),
  list('vegetable', 'text', 'A vegetable.', [], ({ food }) => food.vegetable),
  list('cuisine', 'text', 'A cuisine, such as Italian.', [], ({ food }) => food.ethnicCategory),
  list('continent', 'place', 'A continent.', [], ({ location }) => location.continent),
  list('blood_type', 'person', 'A blood group with its Rh factor.', ['blood_group'], () => BLOOD_TYPES),
  list('account_type', 'finance', 'A kind of bank account.', ['account_name'], ({ finance }) => finance.accountType),
  list('transaction_type', 'finance', 'A kind of bank transaction.', [], ({ finance }) => finance.transactionType),
  list('http_method', 'internet', 'A method of HTTP.', ['request_method'], ({ internet }) => internet.httpMethod),
  list(
    'top_level_domain',
    'internet',
    'A top-level domain without its dot.',
    ['tld'],
    ({ internet }) => internet.domainSuffix,
  ),
  list('mime_type', 'internet', 'A media type.', ['media_type', 'content_type'], ({ system }) => system.mimeType),
  list(
    'file_extension',
    'internet',
    'A file extension without its dot.',
    ['extension'],
    ({ system }) => system.file.extension,
  ),
  list('app_name', 'internet', 'A made-up name of an application.', ['application_name'], ({ app }) => app.name),
];

const BLOOD_TYPES: WordList = ['A+', 'A-', 'AB+', 'AB-', 'B+', 'B-', 'O+', 'O-'];
