import { describe, expect, test } from 'vitest';
import { readString } from '../../../src/engine/data/string-table.ts';
import { placeGenerators } from '../../../src/engine/generators/place.ts';
import { testResources } from '../resources.ts';
import { member } from './member.ts';
import { makeColumn } from './read-values.ts';

/** What the postcodes of well-known cities look like, by their country; checked by hand against the postal services' own tables. */
const CITIES: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  DE: {
    Berlin: /^1(?:0[1-9]|1|2|3|4[01])\d+$/,
    Hamburg: /^2[0-2]\d{3}$/,
    Munich: /^8[01]\d{3}$/,
    Köln: /^5[01]\d{3}$/,
    'Frankfurt am Main': /^60\d{3}$/,
    Stuttgart: /^70\d{3}$/,
    Dresden: /^01\d{3}$/,
    Leipzig: /^04\d{3}$/,
  },
  FR: {
    Paris: /^750[012]\d$/,
    Lyon: /^6900[1-9]$/,
    Marseille: /^130[01]\d$/,
    Toulouse: /^31\d{3}$/,
    Ajaccio: /^20\d{3}$/,
  },
  GB: {
    London: /^(?:E|EC|N|NW|SE|SW|W|WC)\d{1,2}[A-Z]? \d[A-Z]{2}$/,
    Birmingham: /^B\d{1,2} \d[A-Z]{2}$/,
    Glasgow: /^G\d{1,2} \d[A-Z]{2}$/,
    Cardiff: /^CF\d{1,2} \d[A-Z]{2}$/,
    Belfast: /^BT\d{1,2} \d[A-Z]{2}$/,
    Manchester: /^M\d{1,2} \d[A-Z]{2}$/,
  },
  IE: { Dublin: /^D[012]\d [A-Z]\d[A-Z]\d$/, Cork: /^T(?:12|23) / },
  NL: { Amsterdam: /^1[01]\d{2} [A-Z]{2}$/, Rotterdam: /^30\d{2} [A-Z]{2}$/, Utrecht: /^35\d{2} [A-Z]{2}$/ },
  BE: { Brussels: /^1[01]\d0$|^108\d$|^1200$|^1210$/, Antwerpen: /^20[0-6]\d$/, Liège: /^40[0-3]\d$/ },
  AT: { Vienna: /^1(?:[01]\d|2[0-3])0$/, Graz: /^80\d{2}$/, Innsbruck: /^60\d0$/ },
  CH: { Zürich: /^80\d{2}$/, Genève: /^12\d{2}$/, Basel: /^40\d{2}$/, Bern: /^30\d{2}$/ },
  IT: { Rome: /^001\d{2}$/, Milan: /^201\d{2}$/, Naples: /^801\d{2}$/, Turin: /^101\d{2}$/, Palermo: /^901\d{2}$/ },
  ES: {
    Madrid: /^280\d{2}$/,
    Barcelona: /^080\d{2}$/,
    Sevilla: /^410\d{2}$/,
    Bilbao: /^480\d{2}$/,
    Palma: /^070\d{2}$/,
  },
  PT: { Lisbon: /^1\d{3}-\d{3}$/, Porto: /^4[0-3]\d{2}-\d{3}$/, Faro: /^80\d{2}-\d{3}$/ },
  PL: { Warsaw: /^0[0-4]-\d{3}$/, Kraków: /^3[01]-\d{3}$/, Gdańsk: /^80-\d{3}$/, Wrocław: /^5[0-4]-\d{3}$/ },
  SE: { Stockholm: /^1[12]\d \d{2}$/, Göteborg: /^41\d \d{2}$/, Malmö: /^21\d \d{2}$/ },
  DK: { Copenhagen: /^1\d{3}$|^2[1-4]\d0$/, Århus: /^8[02]\d0$/, Odense: /^5[02]\d0$/ },
  NO: { Oslo: /^0\d{3}$/, Bergen: /^50\d{2}$/, Trondheim: /^70\d{2}$/ },
  FI: { Helsinki: /^00\d{2}0$/, Tampere: /^33\d{2}0$/, Turku: /^20\d{2}0$/ },
  CZ: { Prague: /^1\d\d \d{2}$/, Brno: /^6\d\d \d{2}$/, Ostrava: /^7[01]\d \d{2}$/ },
  SK: { Bratislava: /^8[1-5]1 \d{2}$/, Košice: /^040 \d{2}$/ },
  HU: { Budapest: /^1[0-2]?\d+$/, Debrecen: /^40\d{2}$/, Szeged: /^67\d{2}$/ },
  RO: { Bucharest: /^0[1-6]\d{4}$/, 'Cluj-Napoca': /^40\d{4}$/ },
  GR: { Athens: /^1[01]\d \d{2}$/, Thessaloníki: /^54\d \d{2}$/ },
  UA: { Kyiv: /^0[1-6]\d{3}$/, Lviv: /^(?:79|8[0-2])\d{3}$/ },
  RU: { Moscow: /^1[0-2]\d{4}$/, 'Saint Petersburg': /^19\d{4}$/, Vladivostok: /^69[0-2]\d{3}$/ },
  TR: { Istanbul: /^34\d{3}$/, Ankara: /^06\d{3}$/, İzmir: /^35\d{3}$/ },
  US: {
    'New York City': /^1[01]\d{3}$/,
    'Los Angeles': /^90\d{3}$/,
    Chicago: /^60[67]\d{2}$/,
    Houston: /^77\d{3}$/,
    Boston: /^02\d{3}$/,
    Seattle: /^98\d{3}$/,
    Miami: /^33\d{3}$/,
  },
  CA: {
    Toronto: /^M\d[A-Z] /,
    Montréal: /^H\d[A-Z] /,
    Vancouver: /^V\d[A-Z] /,
    Calgary: /^T\d[A-Z] /,
    Ottawa: /^K\d[A-Z] /,
  },
  MX: {
    'Mexico City': /^(?:0[1-9]|1[0-6])\d{3}$/,
    Guadalajara: /^44\d{3}$/,
    Monterrey: /^64\d{3}$/,
    Cancún: /^77\d{3}$/,
  },
  BR: {
    'São Paulo': /^0[1-8]\d{3}-\d{3}$/,
    'Rio de Janeiro': /^2[0-3]\d{3}-\d{3}$/,
    Salvador: /^4[0-2]\d{3}-\d{3}$/,
    Manaus: /^690\d{2}-\d{3}$/,
  },
  AU: {
    Sydney: /^2[0-2]\d{2}$/,
    Melbourne: /^3[0-2]\d{2}$/,
    Brisbane: /^4[01]\d{2}$/,
    Perth: /^6[01]\d{2}$/,
    Darwin: /^08\d{2}$/,
  },
  IN: {
    Mumbai: /^400\d{3}$/,
    Delhi: /^110\d{3}$/,
    Bengaluru: /^560\d{3}$/,
    Chennai: /^600\d{3}$/,
    Kolkata: /^700\d{3}$/,
  },
  JP: { Tokyo: /^1[0-7]\d-\d{4}$/, Osaka: /^5[345]\d-\d{4}$/, Sapporo: /^0(?:0|6)\d-\d{4}$/, Naha: /^90\d-\d{4}$/ },
  CN: { Beijing: /^10[0-2]\d{3}$/, Shanghai: /^20[0-2]\d{3}$/, Guangzhou: /^51[01]\d{3}$/, Shenzhen: /^518\d{3}$/ },
  KR: { Seoul: /^0[1-8]\d{3}$/, Busan: /^4[6-9]\d{3}$/, 'Jeju City': /^63\d{3}$/ },
};

/** What the postcodes of some states begin with, whatever the city. */
const STATES: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  US: { Texas: /^7[5-9]/, California: /^9[0-6]/, 'New York': /^1[0-4]/, Massachusetts: /^0[12]/, Alaska: /^99/ },
  CA: { Quebec: /^[GHJ]/, Ontario: /^[KLMNP]/, 'British Columbia': /^V/, Alberta: /^T/ },
  FR: { Brittany: /^(?:22|29|35|56)/, 'Île-de-France': /^(?:7[578]|9[1-5])/, Corsica: /^20/ },
  ES: { Andalusia: /^(?:04|11|14|18|21|23|29|41)/, Galicia: /^(?:15|27|32|36)/, Aragon: /^(?:22|44|50)/ },
  IT: { Sicily: /^9[0-8]/, Lombardy: /^(?:2[0-7]|46)/, Sardinia: /^0[789]/ },
  DE: { Saxony: /^0[1-9]/, Saarland: /^66/, 'Schleswig-Holstein': /^2[2-5]/ },
  NL: { Limburg: /^(?:5[89]|6[0-4])/, Groningen: /^9[5-9]/ },
  AU: { Victoria: /^3/, Queensland: /^4/, Tasmania: /^7/ },
  BR: { 'Rio de Janeiro': /^2[0-8]/, 'Minas Gerais': /^3/, 'Rio Grande do Sul': /^9/ },
  IN: { Kerala: /^6[7-9]/, Gujarat: /^3[6-9]/, Maharashtra: /^4[0-4]/, Goa: /^403/ },
  PL: { Silesia: /^4[0-47]/, Pomerania: /^(?:7[67]|8[0-49])/ },
  JP: { Hokkaido: /^0[04-9]/, Okinawa: /^90/, Kyoto: /^6[0-2]/ },
};

const table = testResources.places();

test('towns whose postcodes are regional are in at least 30 countries, and most people of the world live there', () => {
  let people = 0;
  let all = 0;
  for (const [place, population] of table.population.entries()) {
    all += population;
    if (readString(table.postcodeHeads, table.postcodeOf[place]) !== '') people += population;
  }
  expect(people / all).toBeGreaterThan(0.6);
  expect(Object.keys(CITIES).length).toBeGreaterThanOrEqual(30);
});

describe.each(Object.keys(CITIES))('%s', (country) => {
  test('postcodes are of their city and state', () => {
    const use = { options: { country } };
    const [city, state, postcode] = ['city', 'state', 'postcode'].map((name) =>
      makeColumn(member(placeGenerators, name, use), 4000).map(String),
    );
    const wrong = postcode.flatMap((text, i) => {
      const isRight =
        (CITIES[country][city[i]]?.test(text) ?? true) && (STATES[country]?.[state[i]]?.test(text) ?? true);
      return isRight ? [] : [`${text} ${city[i]}, ${state[i]}`];
    });
    expect(wrong.slice(0, 20)).toEqual([]);
    const drawn = new Set(city);
    expect(Object.keys(CITIES[country]).filter((name) => !drawn.has(name))).toEqual([]);
  });

  test('unique postcodes are of its regions', () => {
    const distinct = 400;
    const recipe = member(placeGenerators, 'postcode', { options: { country }, distinct });
    expect(new Set(makeColumn(recipe, distinct)).size).toBe(distinct);
  });
});
