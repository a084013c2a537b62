import { stdnum } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { NATIONAL_IDS } from '../../../src/engine/generators/families/national-ids.ts';
import { TAX_NUMBERS, VAT_NUMBERS } from '../../../src/engine/generators/families/tax-numbers.ts';
import { programOf, rowsOf } from '../rows.ts';
import { ORACLE_ROWS } from './oracle-rows.ts';
import { makeColumn } from './read-values.ts';
import { compileUse } from './use.ts';

const ROWS = 0.4 * ORACLE_ROWS;

/** What stdnum calls the validator of a country; null where it has none. */
const ID_NAMES: Readonly<Record<string, string | null>> = {
  AT: 'vnr',
  BA: 'jmbg',
  BE: 'nn',
  BG: 'egn',
  BR: 'cpf',
  CA: 'sin',
  CH: 'ssn',
  CL: 'rut',
  CN: 'ric',
  CZ: 'rc',
  DE: 'svnr',
  DO: 'cedula',
  EC: 'ci',
  EE: 'ik',
  ES: 'dni',
  FI: 'hetu',
  FR: 'nir',
  GB: 'nino',
  GR: 'amka',
  HR: 'oib',
  IE: 'pps',
  IL: 'idnr',
  IN: 'aadhaar',
  IS: 'kennitala',
  IT: 'codicefiscale',
  JP: null,
  KR: 'rrn',
  LT: 'asmens',
  ME: 'jmbg',
  MK: 'jmbg',
  NL: 'bsn',
  NO: 'fodselsnummer',
  PL: 'pesel',
  PT: 'nif',
  RO: 'cnp',
  RS: null,
  SE: 'personnummer',
  SI: 'emso',
  SK: 'rc',
  TH: 'idnr',
  TR: 'tckimlik',
  UA: 'rntrc',
  US: 'ssn',
  UY: 'cedula',
  ZA: 'idnr',
};
const TAX_NAMES: Readonly<Record<string, string>> = {
  AT: 'uid',
  AR: 'cuit',
  AU: 'abn',
  BE: 'vat',
  BG: 'vat',
  BR: 'cnpj',
  CA: 'bn',
  CH: 'uid',
  CL: 'rut',
  CO: 'nit',
  CY: 'vat',
  CZ: 'dic',
  DE: 'vat',
  DK: 'cvr',
  EE: 'kmkr',
  ES: 'cif',
  FI: 'alv',
  FR: 'tva',
  GB: 'vat',
  GR: 'vat',
  HR: 'oib',
  HU: 'anum',
  IE: 'vat',
  IL: 'hp',
  IT: 'iva',
  JP: 'cn',
  KR: 'brn',
  LT: 'pvm',
  LU: 'tva',
  LV: 'pvn',
  MT: 'vat',
  NL: 'bsn',
  NO: 'orgnr',
  PE: 'ruc',
  PL: 'nip',
  PT: 'nif',
  RO: 'cif',
  RU: 'inn',
  SE: 'orgnr',
  SI: 'ddv',
  SK: 'dph',
  TR: 'vkn',
  US: 'ein',
  ZA: 'tin',
};
const VAT_NAMES: Readonly<Record<string, string>> = {
  ...TAX_NAMES,
  CH: 'vat',
  SE: 'vat',
  NO: 'mva',
  NL: 'btw',
  ES: 'nif',
};

/** Tax numbers that stdnum knows only with the prefix or suffix of the VAT number. */
const written: Readonly<Record<string, (text: string) => string>> = {
  AT: (text) => `U${text}`,
  CH: (text) => `CHE${text}`,
};

function isValid(country: string, name: string, text: string): boolean {
  const validators: Record<string, { validate(value: string): { isValid: boolean } }> | undefined = stdnum[country];
  const validator = validators?.[name];
  if (validator === undefined) throw new Error(`stdnum has no ${country} ${name}`);
  return validator.validate(text).isValid;
}

const CASES = [
  ...Object.keys(NATIONAL_IDS).map((country) => ['national_id', country, ID_NAMES[country]] as const),
  ...Object.keys(TAX_NUMBERS).map((country) => ['tax_id', country, TAX_NAMES[country]] as const),
  ...Object.keys(VAT_NUMBERS).map((country) => ['vat_number', country, VAT_NAMES[country]] as const),
];

describe('numbers of people and companies', () => {
  it('are of at least 30 countries', () => {
    expect(Object.keys(NATIONAL_IDS).length).toBeGreaterThanOrEqual(30);
    expect(Object.keys(TAX_NUMBERS).length).toBeGreaterThanOrEqual(30);
    expect(Object.keys(VAT_NUMBERS).length).toBeGreaterThanOrEqual(30);
  });

  it.each(CASES.filter(([, , name]) => name !== null))(
    '%s of %s passes the check %s, or fails it on request',
    (generator, country, name) => {
      const put = generator === 'tax_id' ? (written[country] ?? String) : String;
      const column = (valid: boolean): string[] =>
        makeColumn(compileUse(generator, { options: { country, valid } }), ROWS).map((value) => put(String(value)));
      expect(column(true).filter((text) => !isValid(country, String(name), text))).toEqual([]);
      expect(column(false).filter((text) => isValid(country, String(name), text))).toEqual([]);
    },
  );

  it.each(CASES)('%s of %s can be unique', (generator, country) => {
    const made = makeColumn(compileUse(generator, { options: { country }, distinct: 5000 }), 5000);
    expect(new Set(made).size).toBe(5000);
  });

  it('are of one country in one object', () => {
    const [ids, taxes, vats] = ['national_id', 'tax_id', 'vat_number'].map((name) =>
      makeColumn(compileUse(name), ROWS).map(String),
    );
    for (const [i, vat] of vats.entries()) {
      const country = vat.slice(0, 2);
      const put = written[country] ?? String;
      expect([country, isValid(country, ID_NAMES[country] ?? '', ids[i])]).toEqual([country, true]);
      expect([country, isValid(country, TAX_NAMES[country], put(taxes[i]))]).toEqual([country, true]);
    }
    expect(new Set(vats.map((vat) => vat.slice(0, 2))).size).toBeGreaterThan(15);
  });

  it('are of the country of the object, and empty where it has none', async () => {
    const program = programOf('T:\n  $count: 300\n  country: enum(DE, IT, TV)\n  vat: string @vat_number\n');
    const rows = await rowsOf(program, 'T');
    expect(
      rows.filter(({ country, vat }) => (country === 'TV' ? vat !== null : !String(vat).startsWith(String(country)))),
    ).toEqual([]);
    expect(new Set(rows.map(({ country }) => country)).size).toBe(3);
  });
});
