import type { Words } from '../src/engine/data/words.ts';
import { at, list, table, toColumns } from './faker-lists.ts';
import {
  cars,
  companyDepartments,
  currencies,
  industries,
  jobTitles,
  months,
  productDescriptions,
  weekdays,
} from './own-words.ts';
import { englishNames } from './names/english.ts';
import { fillable } from './templates.ts';

type Currency = Words['finance']['currency'];

/** Codes that faker lists and ISO 4217 has withdrawn. */
const WITHDRAWN = new Set(['ANG', 'BGN', 'ZWL']);

function shorten(names: readonly string[]): string[] {
  return names.map((name) => name.slice(0, 3));
}

function currencyTable(): Currency {
  const { code, name, symbol, numericCode } = table('finance.currency', ['code', 'name', 'symbol', 'numericCode']);
  const rows = code.map((key, i) => ({
    code: key,
    name: name[i].replace(/ \(.*\)$/, '').replace('Boliviano boliviano', 'Boliviano'),
    symbol: symbol[i] || key,
    numericCode: numericCode[i],
  }));
  const current = [...rows.filter((row) => !WITHDRAWN.has(row.code)), ...currencies];
  return {
    code: current.map((row) => row.code),
    name: current.map((row) => row.name),
    symbol: current.map((row) => row.symbol),
    numericCode: current.map((row) => row.numericCode),
  };
}

function fileTable(): Words['system']['file'] {
  const types = new Map<string, string>();
  for (const [type, entry] of Object.entries(at('system.mime_type') ?? {})) {
    for (const extension of Object.values<string[]>(entry).flat()) {
      if (!types.has(extension)) types.set(extension, type);
    }
  }
  return toColumns(['extension', 'mimeType'], [...types]);
}

function directionTable(kind: 'cardinal' | 'ordinal'): Words['location']['cardinal'] {
  return { name: list(`location.direction.${kind}`), short: list(`location.direction.${kind}_abbr`) };
}

/** Faker's names of card networks are keys: `american_express`. */
function cardNetworks(): string[] {
  const spelled = new Map([
    ['jcb', 'JCB'],
    ['mastercard', 'Mastercard'],
  ]);
  return Object.keys(at('finance.credit_card') ?? {}).map(
    (key) => spelled.get(key) ?? key.replaceAll('_', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  );
}

function animals(): Words['animal'] {
  return {
    bear: list('animal.bear'),
    bird: list('animal.bird'),
    cat: list('animal.cat'),
    cetacean: list('animal.cetacean'),
    cow: list('animal.cow'),
    crocodilia: list('animal.crocodilia'),
    dog: list('animal.dog'),
    fish: list('animal.fish'),
    horse: list('animal.horse'),
    insect: list('animal.insect'),
    lion: list('animal.lion'),
    petName: list('animal.pet_name'),
    rabbit: list('animal.rabbit'),
    rodent: list('animal.rodent'),
    snake: list('animal.snake'),
    type: list('animal.type'),
  };
}

function people(): Words['person'] {
  return {
    bioPart: list('person.bio_part'),
    bioSupporter: list('person.bio_supporter'),
    bioTemplate: list('person.bio_pattern'),
    ...englishNames(),
    gender: list('person.gender'),
    jobArea: list('person.job_area'),
    jobDescriptor: list('person.job_descriptor'),
    jobTitle: jobTitles,
    jobType: list('person.job_type'),
    middleNameFemale: list('person.middle_name.female'),
    middleNameMale: list('person.middle_name.male'),
    middleNameNeutral: list('person.middle_name.generic'),
    prefixFemale: list('person.prefix.female'),
    prefixMale: list('person.prefix.male'),
    prefixNeutral: list('person.prefix.generic'),
    sex: list('person.sex'),
    suffix: list('person.suffix'),
    zodiacSign: list('person.western_zodiac_sign'),
  };
}

/** The content of `src/engine/data/words.en.json`, made from faker's definitions and the lists of own-words.ts. */
export function buildWords(): Words {
  return fillable({
    airline: {
      airline: table('airline.airline', ['name', 'iataCode']),
      airplane: table('airline.airplane', ['name', 'iataTypeCode']),
      airport: table('airline.airport', ['name', 'iataCode']),
    },
    animal: animals(),
    app: { name: list('app.name'), versionMask: list('app.version') },
    book: {
      author: list('book.author'),
      format: list('book.format'),
      genre: list('book.genre'),
      publisher: list('book.publisher'),
      series: list('book.series'),
      title: list('book.title'),
    },
    color: { name: list('color.human'), space: list('color.space') },
    commerce: {
      department: list('commerce.department'),
      product: list('commerce.product_name.product'),
      productAdjective: list('commerce.product_name.adjective'),
      productDescriptionTemplate: [...list('commerce.product_description'), ...productDescriptions],
      productMaterial: list('commerce.product_name.material'),
    },
    company: {
      adjective: list('company.adjective'),
      buzzAdjective: list('company.buzz_adjective'),
      buzzNoun: list('company.buzz_noun'),
      buzzVerb: list('company.buzz_verb'),
      department: companyDepartments,
      descriptor: list('company.descriptor'),
      industry: industries,
      legalEntityType: list('company.legal_entity_type'),
      noun: list('company.noun'),
    },
    database: {
      collation: list('database.collation'),
      column: list('database.column'),
      engine: list('database.engine'),
      type: list('database.type'),
    },
    date: { month: months, monthShort: shorten(months), weekday: weekdays, weekdayShort: shorten(weekdays) },
    finance: {
      accountType: list('finance.account_type'),
      cardNetwork: cardNetworks(),
      currency: currencyTable(),
      transactionType: list('finance.transaction_type'),
    },
    food: {
      adjective: list('food.adjective'),
      descriptionTemplate: list('food.description_pattern'),
      dish: list('food.dish'),
      dishTemplate: list('food.dish_pattern'),
      ethnicCategory: list('food.ethnic_category'),
      fruit: list('food.fruit'),
      ingredient: list('food.ingredient'),
      meat: list('food.meat'),
      spice: list('food.spice'),
      vegetable: list('food.vegetable'),
    },
    hacker: {
      abbreviation: list('hacker.abbreviation'),
      adjective: list('hacker.adjective'),
      ingverb: list('hacker.ingverb'),
      noun: list('hacker.noun'),
      phraseTemplate: list('hacker.phrase'),
      verb: list('hacker.verb'),
    },
    internet: {
      domainSuffix: list('internet.domain_suffix'),
      exampleDomain: list('internet.example_email'),
      freeEmailDomain: list('internet.free_email'),
      httpMethod: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'],
      httpStatusCode: list('internet.http_status_code'),
      jwtAlgorithm: list('internet.jwt_algorithm'),
    },
    location: {
      buildingNumberMask: list('location.building_number'),
      cardinal: directionTable('cardinal'),
      continent: list('location.continent'),
      county: list('location.county'),
      language: table('location.language', ['name', 'alpha2', 'alpha3']),
      ordinal: directionTable('ordinal'),
      secondaryAddressMask: list('location.secondary_address'),
      streetName: list('location.street_name'),
      streetSuffix: list('location.street_suffix'),
    },
    lorem: { word: list('lorem.word') },
    music: {
      album: list('music.album'),
      artist: list('music.artist'),
      genre: list('music.genre'),
      songName: list('music.song_name'),
    },
    person: people(),
    science: {
      chemicalElement: table('science.chemical_element', ['name', 'symbol', 'atomicNumber']),
      unit: table('science.unit', ['name', 'symbol']),
    },
    system: {
      directoryPath: list('system.directory_path'),
      file: fileTable(),
      mimeType: Object.keys(at('system.mime_type') ?? {}),
    },
    team: { creature: list('team.creature') },
    vehicle: {
      bicycleType: list('vehicle.bicycle_type'),
      car: { make: cars.map((car) => car.make), model: cars.map((car) => car.model) },
      fuel: list('vehicle.fuel'),
      manufacturer: [...new Set(cars.map((car) => car.make))],
      type: list('vehicle.type'),
    },
    word: {
      adjective: list('word.adjective'),
      adverb: list('word.adverb'),
      conjunction: list('word.conjunction'),
      interjection: list('word.interjection'),
      noun: list('word.noun'),
      preposition: list('word.preposition'),
      verb: list('word.verb'),
    },
  });
}
