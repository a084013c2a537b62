import type { WordList, Words } from '../data/words.ts';
import { localList } from './families/row-locales.ts';
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
      const most = input.range.max?.value ?? Infinity;
      const local = isLocal(name) ? localList(input, name, all, (texts) => fitting(texts, most)) : null;
      if (local !== null) return local;
      const dictionary = listDictionary(fitting(all, most));
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

/** Lists that locales have too. */
const LOCAL = ['month', 'weekday', 'verb', 'adjective', 'adverb', 'color'] as const;

function isLocal(name: string): name is (typeof LOCAL)[number] {
  return LOCAL.some((one) => one === name);
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
  list('bear', 'nature', 'A kind of bear.', [], ({ animal }) => animal.bear),
  list('bird', 'nature', 'A kind of bird.', [], ({ animal }) => animal.bird),
  list('cetacean', 'nature', 'A kind of whale or dolphin.', [], ({ animal }) => animal.cetacean),
  list('crocodilia', 'nature', 'A kind of crocodile or alligator.', [], ({ animal }) => animal.crocodilia),
  list('fish', 'nature', 'A kind of fish.', [], ({ animal }) => animal.fish),
  list('insect', 'nature', 'A kind of insect.', [], ({ animal }) => animal.insect),
  list('lion', 'nature', 'A kind of lion.', [], ({ animal }) => animal.lion),
  list('rodent', 'nature', 'A kind of rodent.', [], ({ animal }) => animal.rodent),
  list('snake', 'nature', 'A kind of snake.', [], ({ animal }) => animal.snake),
  list('cat_breed', 'nature', 'A breed of cats.', [], ({ animal }) => animal.cat),
  list('cow_breed', 'nature', 'A breed of cows.', [], ({ animal }) => animal.cow),
  list('horse_breed', 'nature', 'A breed of horses.', [], ({ animal }) => animal.horse),
  list('rabbit_breed', 'nature', 'A breed of rabbits.', [], ({ animal }) => animal.rabbit),
  list(
    'creature',
    'nature',
    'A name of creatures that teams choose, such as dragons.',
    [],
    ({ team }) => team.creature,
  ),
  list('book_format', 'media', 'A format of books.', [], ({ book }) => book.format),
  list('book_series', 'media', 'A series of books.', [], ({ book }) => book.series),
  list('color_space', 'text', 'A color space.', [], ({ color }) => color.space),
  list(
    'shop_department',
    'product',
    'A department of a shop.',
    ['retail_department'],
    ({ commerce }) => commerce.department,
  ),
  list('product_adjective', 'product', 'An adjective for products.', [], ({ commerce }) => commerce.productAdjective),
  list('product_material', 'product', 'A material of products.', [], ({ commerce }) => commerce.productMaterial),
  list('product_noun', 'product', 'A kind of product, such as Chair.', [], ({ commerce }) => commerce.product),
  list('catch_phrase_adjective', 'company', 'An adjective of catch phrases.', [], ({ company }) => company.adjective),
  list('catch_phrase_descriptor', 'company', 'A descriptor of catch phrases.', [], ({ company }) => company.descriptor),
  list('catch_phrase_noun', 'company', 'A noun of catch phrases.', [], ({ company }) => company.noun),
  list('buzz_adjective', 'company', 'A fashionable adjective of business.', [], ({ company }) => company.buzzAdjective),
  list('buzz_verb', 'company', 'A fashionable verb of business.', [], ({ company }) => company.buzzVerb),
  list('buzz_noun', 'company', 'A fashionable noun of business.', ['buzzword'], ({ company }) => company.buzzNoun),
  list('database_column', 'internet', 'A common name of database columns.', [], ({ database }) => database.column),
  list('database_type', 'internet', 'A type of database columns.', [], ({ database }) => database.type),
  list('database_collation', 'internet', 'A collation of databases.', [], ({ database }) => database.collation),
  list('database_engine', 'internet', 'A storage engine of databases.', [], ({ database }) => database.engine),
  list('food_adjective', 'text', 'An adjective for food.', [], ({ food }) => food.adjective),
  list('meat', 'text', 'A kind of meat.', [], ({ food }) => food.meat),
  list('spice', 'text', 'A spice.', [], ({ food }) => food.spice),
  list('hacker_abbreviation', 'internet', 'An abbreviation of computing.', [], ({ hacker }) => hacker.abbreviation),
  list('hacker_adjective', 'internet', 'An adjective of computing.', [], ({ hacker }) => hacker.adjective),
  list('hacker_noun', 'internet', 'A noun of computing.', [], ({ hacker }) => hacker.noun),
  list('hacker_verb', 'internet', 'A verb of computing.', [], ({ hacker }) => hacker.verb),
  list('hacker_ingverb', 'internet', 'A verb of computing that ends in -ing.', [], ({ hacker }) => hacker.ingverb),
  list('jwt_algorithm', 'internet', 'An algorithm of JSON Web Tokens.', [], ({ internet }) => internet.jwtAlgorithm),
  list('county', 'place', 'A county.', [], ({ location }) => location.county),
  list(
    'street_suffix',
    'place',
    'The last word of streets, such as Avenue.',
    [],
    ({ location }) => location.streetSuffix,
  ),
  list('gender_identity', 'person', 'A gender, of many.', [], ({ person }) => person.gender),
  list(
    'job_descriptor',
    'person',
    'A descriptor of job titles, such as Senior.',
    [],
    ({ person }) => person.jobDescriptor,
  ),
  list('job_area', 'person', 'An area of jobs.', [], ({ person }) => person.jobArea),
  list('job_type', 'person', 'A type of job, such as Engineer.', [], ({ person }) => person.jobType),
  list('zodiac_sign', 'person', 'A sign of the zodiac.', ['zodiac'], ({ person }) => person.zodiacSign),
  list('directory_path', 'internet', 'The path of a directory.', [], ({ system }) => system.directoryPath),
  list('bicycle_type', 'vehicle', 'A type of bicycle.', ['bicycle'], ({ vehicle }) => vehicle.bicycleType),
  list('conjunction', 'text', 'A conjunction.', [], ({ word }) => word.conjunction),
  list('interjection', 'text', 'An interjection.', [], ({ word }) => word.interjection),
  list('preposition', 'text', 'A preposition.', [], ({ word }) => word.preposition),
];

const BLOOD_TYPES: WordList = ['A+', 'A-', 'AB+', 'AB-', 'B+', 'B-', 'O+', 'O-'];
