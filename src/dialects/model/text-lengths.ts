import type { Inference, Options } from '../../model/index.ts';

/**
 * Characters of the longest text of a generator, rounded up; what is not here may be of any length. A test compares them with what the
 * generators make.
 */
export const LONGEST_TEXTS: Readonly<Record<string, number>> = {
  account_number: 12,
  account_type: 16,
  address: 125,
  adjective: 16,
  adverb: 18,
  airline: 40,
  airport: 80,
  airport_code: 3,
  album: 95,
  animal: 16,
  app_name: 16,
  bic: 11,
  blood_type: 3,
  book_author: 30,
  book_genre: 24,
  book_title: 50,
  brand: 12,
  bs: 80,
  calling_code: 6,
  car_make: 16,
  car_model: 24,
  catch_phrase: 90,
  character_sequence: 12,
  chemical_element: 20,
  city: 60,
  codename: 32,
  color: 16,
  company: 50,
  company_suffix: 8,
  continent: 15,
  country: 40,
  country_code: 2,
  credit_card: 19,
  credit_card_type: 20,
  cuisine: 25,
  currency: 3,
  currency_name: 30,
  currency_symbol: 5,
  cvv: 4,
  department: 30,
  dish: 40,
  dog_breed: 50,
  domain: 50,
  ean: 13,
  email: 60,
  file_extension: 8,
  file_name: 45,
  first_name: 15,
  fruit: 25,
  fuel_type: 10,
  full_name: 32,
  gender: 10,
  hex: 16,
  hex_color: 7,
  http_method: 8,
  http_status: 3,
  iban: 34,
  image_url: 85,
  industry: 40,
  ingredient: 40,
  initials: 4,
  ipv4: 15,
  ipv6: 39,
  isbn: 17,
  job_title: 45,
  language: 20,
  language_code: 2,
  last_name: 18,
  license: 10,
  lorem_word: 16,
  mac: 17,
  middle_name: 15,
  mime_type: 80,
  month: 9,
  music_artist: 55,
  music_genre: 25,
  password_hash: 60,
  pet_name: 10,
  phone: 20,
  postcode: 12,
  prefix: 6,
  product_category: 20,
  product_description: 145,
  product_name: 60,
  publisher: 60,
  routing_number: 9,
  sku: 14,
  slug: 70,
  song_title: 90,
  ssn: 11,
  state: 50,
  street: 50,
  street_name: 45,
  suffix: 5,
  time_zone: 40,
  title: 75,
  top_level_domain: 6,
  transaction_type: 12,
  unit: 20,
  url: 95,
  user_agent: 185,
  user_name: 34,
  uuid: 36,
  vegetable: 30,
  vehicle_type: 20,
  verb: 18,
  version: 12,
  vin: 17,
  weekday: 9,
  word: 18,
  words: 60,
};

/** Generators with shorter texts of about the same meaning. */
export const SHORTER: Readonly<Record<string, string>> = {
  address: 'street',
  airport: 'airport_code',
  country: 'country_code',
  currency_name: 'currency',
  language: 'language_code',
  url: 'domain',
};

/** The least length that texts of a generator can be cut to; others can be cut to a few words. */
const CUTTABLE: Readonly<Record<string, number>> = {
  country: 10,
  domain: 12,
  email: 20,
  first_name: 5,
  image_url: Infinity,
  last_name: 5,
  phone: 10,
  postcode: 5,
  url: 24,
};
const MIN_CUT = 8;
/** Of unique texts, which end in a code. */
const MIN_UNIQUE_CUT = 12;

/** Whether texts of a generator that takes a greatest length still mean something if they have so many characters at most. */
export function isCuttable(name: string, most: number, isUnique: boolean): boolean {
  const least = CUTTABLE[name] ?? MIN_CUT;
  return most >= (isUnique ? Math.max(least, MIN_UNIQUE_CUT) : least);
}

/** Generators that keep within the length that they are given. */
export const SIZED = new Set(['word', 'words', 'sentence', 'paragraph', 'description', 'title', 'codename']);

/** Characters of the longest text that an inference gives; Infinity where nobody knows. */
export function longestOf(inference: Inference): number {
  switch (inference.kind) {
    case 'generator':
      return longestGenerated(inference.name, inference.options);
    case 'values':
      return Math.max(...inference.values.map((value) => (typeof value === 'string' ? value.length : Infinity)));
    case 'template':
      return inference.parts.reduce((sum, part) => {
        return sum + ('text' in part ? part.text.length : (LONGEST_TEXTS[part.generator] ?? Infinity));
      }, 0);
    case 'numbers':
      return longestNumber(inference.min.text, inference.max.text);
    case 'expression':
      return Infinity;
  }
}

/** Characters of a number within bounds, which has as many decimals as the bound with the most. */
function longestNumber(...bounds: readonly string[]): number {
  const decimals = Math.max(...bounds.map((text) => text.split('.').at(1)?.length ?? 0));
  return Math.max(...bounds.map((text) => text.split('.')[0].length)) + (decimals === 0 ? 0 : decimals + 1);
}

function longestGenerated(name: string, { length, format }: Options): number {
  if (typeof length === 'number') return length;
  return typeof format === 'string' ? format.length : (LONGEST_TEXTS[name] ?? Infinity);
}
