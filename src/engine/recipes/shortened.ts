import { toText } from '../expressions/convert.ts';
import { columnNode, type ExpressionNode } from '../expressions/node.ts';
import { textNode } from '../expressions/text-node.ts';
import type { Recipe } from '../frame.ts';
import { type Generator, type GeneratorInput, GeneratorProblem } from '../generators/generator.ts';
import { composed } from '../generators/text/composed.ts';
import { textGrammar } from '../generators/text/grammar.ts';

/**
 * Makes a text that is too long fit into `most` characters. `code` is '' or letters and digits, as many in every row, which the text
 * must end in, or in the part of it that names somebody.
 */
type Shorten = (text: string, most: number, code: string) => string;

interface Style {
  readonly shorten: Shorten;
  /** The fewest characters that such a text can have, without a code. */
  readonly least: number;
}

const ALPHANUMERIC = Array.from('0123456789abcdefghijklmnopqrstuvwxyz');
const EXAMPLE = 'example.com';
const SCHEME = 'https://';
/** The shortest domain: a letter and `.test`. */
const MIN_DOMAIN = 6;
/** Words that no name ends in. */
const LINKS = new Set([
  '&',
  '-',
  '–',
  'and',
  'of',
  'the',
  'de',
  'del',
  'da',
  'la',
  'van',
  'von',
  'y',
  'und',
  'for',
  'in',
]);

/** The first characters of a text, none of them halved. */
function start(text: string, most: number): string {
  return text.length <= most ? text : Array.from(text).slice(0, Math.max(0, most)).join('');
}

const isWithin = (text: string, most: number): boolean => text.length <= most || Array.from(text).length <= most;

/** Whole words as far as they fit; of a first word that is too long, its beginning. */
const words: Shorten = (text, most, code) => {
  const room = code === '' ? most : most - code.length - 1;
  const kept: string[] = [];
  let length = -1;
  for (const word of isWithin(text, room) ? [text] : text.split(' ')) {
    length += 1 + Array.from(word).length;
    if (length > room) break;
    kept.push(word);
  }
  while (kept.length > 1 && (LINKS.has(kept[kept.length - 1].toLowerCase()) || isOpen(kept))) kept.pop();
  const short = kept.length === 0 ? start(text, room) : kept.join(' ').replace(/[,;:]$/, '');
  return code === '' ? short : room <= 0 ? code : `${short} ${code}`;
};

/** Whether a parenthesis is not closed. */
const isOpen = (kept: readonly string[]): boolean => kept.join(' ').lastIndexOf('(') > kept.join(' ').lastIndexOf(')');

/** The first characters; what joins words is not the last of them. */
const characters: Shorten = (text, most, code) => {
  if (code === '' && isWithin(text, most)) return text;
  return start(text, most - code.length).replace(/[-._]$/, '') + code;
};

/** Without what is between the digits, then the last of them. */
const digits: Shorten = (text, most, code) => {
  if (code === '' && isWithin(text, most)) return text;
  const plain = text.replaceAll(/[^\p{L}\d+]/gu, '');
  if (code === '' && plain.length <= most) return plain;
  return plain.replace('+', '').slice(0, Math.max(0, most - code.length)) + code;
};

/** The domain stays where it leaves room for somebody. */
const email: Shorten = (text, most, code) => {
  if (code === '' && isWithin(text, most)) return text;
  const at = text.indexOf('@');
  const room = most - code.length - 1;
  const domain = text.length - at - 1 < room ? text.slice(at + 1) : EXAMPLE;
  return `${characters(text.slice(0, at), room - domain.length, '')}${code}@${domain}`;
};

const domain: Shorten = (text, most, code) => {
  if (code === '' && isWithin(text, most)) return text;
  const dot = text.indexOf('.');
  const end = text.length - dot + code.length + 2 < most ? text.slice(dot) : '.test';
  return characters(text.slice(0, dot), most - end.length, code) + end;
};

/** Of its path as much as fits. */
const url: Shorten = (text, most, code) => {
  if (code === '' && isWithin(text, most)) return text;
  const path = text.indexOf('/', SCHEME.length);
  const own = path < 0 ? text : text.slice(0, path);
  const room = code === '' ? most : most - code.length - 1;
  if (own.length > room)
    return `${SCHEME}${domain(own.slice(SCHEME.length), room - SCHEME.length, '')}${code && `/${code}`}`;
  if (code !== '') return `${own}/${code}`;
  const rest = start(text.slice(own.length), room - own.length);
  return own + rest.slice(0, Math.max(0, rest.lastIndexOf('/')));
};

/** The extension stays. */
const file: Shorten = (text, most, code) => {
  if (code === '' && isWithin(text, most)) return text;
  const dot = text.lastIndexOf('.');
  const end = text.length - dot < most - code.length ? text.slice(dot) : '';
  return characters(text.slice(0, dot), most - end.length, code) + end;
};

const style = (shorten: Shorten, least = 1): Style => ({ shorten, least });
const WORDS = style(words);
const CHARACTERS = style(characters);

/** How the texts of a generator are shortened; those that are not here choose among what fits. */
const STYLES: Readonly<Record<string, Style>> = {
  address: WORDS,
  animal: WORDS,
  animal_common_name: WORDS,
  brand: WORDS,
  bs: WORDS,
  catch_phrase: WORDS,
  city: WORDS,
  company: WORDS,
  company_suffix: WORDS,
  country: WORDS,
  department: WORDS,
  device_model: WORDS,
  diagnosis: WORDS,
  domain: style(domain, MIN_DOMAIN),
  email: style(email, EXAMPLE.length + 2),
  file_name: style(file),
  first_name: CHARACTERS,
  full_name: WORDS,
  image_url: style(url, SCHEME.length + MIN_DOMAIN),
  industry: WORDS,
  job_title: WORDS,
  last_name: CHARACTERS,
  medical_procedure: WORDS,
  middle_name: CHARACTERS,
  movie: WORDS,
  phone: style(digits),
  plant: WORDS,
  postcode: style(digits),
  product_category: WORDS,
  product_description: WORDS,
  product_name: WORDS,
  product_subcategory: WORDS,
  slug: CHARACTERS,
  state: WORDS,
  street: WORDS,
  street_name: WORDS,
  university: WORDS,
  url: style(url, SCHEME.length + MIN_DOMAIN),
  user_agent: WORDS,
  user_name: CHARACTERS,
};

/**
 * The recipe of a generator, with texts of at most `$max` characters where it takes a longest length: what is longer is shortened so that
 * it keeps its meaning. Texts that must be distinct end in a code of letters and digits where they could be too long.
 */
export function withinLength(generator: Generator, input: GeneratorInput): Recipe {
  const style = Object.hasOwn(STYLES, generator.name) ? STYLES[generator.name] : undefined;
  const most = input.range.max?.value;
  if (generator.range !== 'longest' || style === undefined || most === undefined) return generator.compile(input);
  if (input.distinct === null) return shortened(generator.compile(input), most, style);
  const own = attempt(() => generator.compile(input));
  if (own !== null && own.width <= most) return own;
  const plain = generator.compile({ ...input, distinct: null, tuple: undefined });
  return shortened(plain, most, style, codes(input, most, style));
}

function attempt(make: () => Recipe): Recipe | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof GeneratorProblem) return null;
    throw error;
  }
}

function codes(input: GeneratorInput, most: number, { shorten, least }: Style): Recipe {
  const symbols = shorten === digits ? ALPHANUMERIC.slice(0, 10) : ALPHANUMERIC;
  const room = least === 1 ? most : most - least - 1;
  let length = 1;
  for (let size = symbols.length; size < (input.distinct ?? 0) && length < room; size *= symbols.length) length++;
  return composed(input, textGrammar([{ pieces: Array.from({ length }, () => symbols) }]));
}

function shortened(recipe: Recipe, most: number, { shorten, least }: Style, code: Recipe | null = null): Recipe {
  if (code === null && recipe.width <= most) return recipe;
  const needed = code === null ? least : least === 1 ? code.width : least + 1 + code.width;
  if (most < needed) {
    const message = `such texts have at least ${needed} characters, and $max allows ${most}`;
    throw new GeneratorProblem('RANGE_EMPTY', message, 'Raise $max, or choose another generator.');
  }
  // A character takes up to four bytes.
  const width = Math.min(recipe.width + (code === null ? 0 : code.width + 1), most * 4);
  const args = [textOf(recipe), ...(code === null ? [] : [textOf(code)])];
  return textNode({ kind: 'text' }, args, ([text, end = '']) => shorten(text, most, end), { width });
}

const textOf = (recipe: Recipe): ExpressionNode => toText(columnNode(recipe, { kind: 'text' }));
