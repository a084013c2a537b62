import type { Generator } from './generator.ts';
import { lazy } from './lazy.ts';
import {
  ALPHANUMERIC,
  alphabet,
  DIGITS,
  HEX,
  LOWER,
  NONZERO,
  times,
  UPPER,
  UPPER_ALPHANUMERIC,
} from './text/alphabets.ts';
import { luhnDigit, nhsDigits, npiDigit } from './text/check-digits.ts';
import { composed, type Finish } from './text/composed.ts';
import { leiDigits } from './text/security-digits.ts';
import { type TextForm, textGrammar } from './text/grammar.ts';

const numbers = (low: number, high: number): readonly string[] =>
  Array.from({ length: high - low + 1 }, (_, i) => String(low + i));
/** Crockford's base 32, without I, L, O and U. */
const BASE32 = alphabet('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
const BASE58 = alphabet('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz');
const BECH32 = alphabet('qpzry9x8gf2tvdw0s3jn54khce6mua7l');
const URL_SAFE = [...ALPHANUMERIC, '-', '_'];
const MINUTES = numbers(0, 59);
const HOURS = numbers(0, 23);

type Row = readonly [
  name: string,
  family: Generator['family'],
  summary: string,
  aliases: readonly string[],
  forms: readonly TextForm[],
  finish?: Finish,
];

/** Letters of Medicare numbers: without S, L, O, I, B and Z. */
const MEDICARE = alphabet('ACDEFGHJKMNPQRTUVWXY');
const MEDICARE_ANY = [...MEDICARE, ...DIGITS];

/** Texts of random characters in the form of a code. */
const CODES: readonly Row[] = [
  [
    'ulid',
    'basic',
    'A ULID of the years 2023 to 2026, not in order of time.',
    [],
    [{ pieces: ['01', ['H', 'J', 'K'], ...times(23, BASE32)] }],
  ],
  ['nanoid', 'basic', 'A Nano ID of 21 characters.', ['nano_id'], [{ pieces: times(21, URL_SAFE) }]],
  [
    'mongodb_object_id',
    'basic',
    'An ObjectId of MongoDB.',
    ['object_id'],
    [{ pieces: ['6', alphabet('3456789'), ...times(22, HEX)] }],
  ],
  ['git_sha', 'internet', 'The hash of a Git commit.', ['commit_sha'], [{ pieces: times(40, HEX) }]],
  [
    'ethereum_address',
    'finance',
    'A text in the form of an Ethereum address.',
    [],
    [{ pieces: ['0x', ...times(40, HEX)] }],
  ],
  [
    'bitcoin_address',
    'finance',
    'A text in the form of a Bitcoin address; its check characters are random.',
    [],
    [
      { pieces: ['1', ...times(33, BASE58)] },
      { pieces: ['3', ...times(33, BASE58)] },
      { pieces: ['bc1q', ...times(38, BECH32)], weight: 2 },
    ],
  ],
  [
    'imei',
    'device',
    'The number of a mobile device with a valid check digit.',
    [],
    [{ pieces: ['35', ...times(12, DIGITS), '0'] }],
    luhnDigit,
  ],
  [
    'npi',
    'health',
    'The number of a provider of health care in the US with a valid check digit.',
    [],
    [{ pieces: [['1', '2'], ...times(8, DIGITS), '0'] }],
    npiDigit,
  ],
  [
    'medicare_beneficiary_id',
    'health',
    'The number of a person in US Medicare: 11 characters.',
    ['mbi', 'medicare_id'],
    [
      {
        pieces: [
          NONZERO,
          MEDICARE,
          MEDICARE_ANY,
          DIGITS,
          MEDICARE,
          MEDICARE_ANY,
          DIGITS,
          MEDICARE,
          MEDICARE,
          DIGITS,
          DIGITS,
        ],
      },
    ],
  ],
  [
    'nhs_number',
    'health',
    'The number of a person in the British NHS: ten digits with a valid check digit.',
    [],
    [{ pieces: [['4', '6', '7'], ...times(7, DIGITS), '00'] }],
    nhsDigits,
  ],
  [
    'medical_record_number',
    'health',
    'The number of a patient in a hospital, such as MRN-30174926.',
    ['mrn', 'patient_number'],
    [{ pieces: ['MRN-', NONZERO, ...times(7, DIGITS)] }],
  ],
  [
    'lei',
    'finance',
    'A Legal Entity Identifier of 20 characters with valid check digits.',
    ['legal_entity_identifier'],
    [{ pieces: [['5299', '5493', '2138', '9695', '7245'], '00', ...times(12, UPPER_ALPHANUMERIC), '00'] }],
    leiDigits,
  ],
  [
    'market_cap',
    'finance',
    'A market capitalization, such as $4.07B.',
    ['market_capitalization'],
    [
      { pieces: ['$', numbers(1, 999), '.', DIGITS, DIGITS, 'M'] },
      { pieces: ['$', numbers(1, 9), '.', DIGITS, DIGITS, 'B'] },
      { pieces: ['$', numbers(10, 299), '.', DIGITS, DIGITS, 'B'] },
    ],
  ],
  ['pin', 'finance', 'Four digits.', ['pin_code'], [{ pieces: times(4, DIGITS) }]],
  [
    'password',
    'internet',
    'A password of 16 letters, digits and signs.',
    [],
    [{ pieces: times(16, [...ALPHANUMERIC, '!', '#', '%', '*', '+', '-', '=', '?', '@', '_']) }],
  ],
  [
    'jwt',
    'internet',
    'A text in the form of a JSON Web Token, which is signed by nobody.',
    [],
    [
      {
        pieces: [
          'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI',
          ...times(31, ALPHANUMERIC),
          'In0.',
          ...times(43, URL_SAFE),
        ],
      },
    ],
  ],
  [
    'record_locator',
    'air travel',
    'The locator of a booking: six letters and digits.',
    [],
    [{ pieces: [UPPER, ...times(5, UPPER_ALPHANUMERIC)] }],
  ],
  ['seat', 'air travel', 'A seat in an airplane, such as 14C.', [], [{ pieces: [numbers(1, 40), alphabet('ABCDEF')] }]],
  [
    'cron',
    'internet',
    'A schedule of cron.',
    ['cron_expression'],
    [
      { pieces: [MINUTES, ' * * * *'] },
      { pieces: [MINUTES, ' ', HOURS, ' * * *'], weight: 3 },
      { pieces: [MINUTES, ' ', HOURS, ' * * ', numbers(0, 6)], weight: 2 },
      { pieces: [MINUTES, ' ', HOURS, ' ', numbers(1, 28), ' * *'] },
      { pieces: [['*/5', '*/10', '*/15', '*/30'], ' * * * *'] },
    ],
  ],
  [
    'network_interface',
    'internet',
    'The name of a network interface of Linux.',
    [],
    [{ pieces: ['eth', DIGITS] }, { pieces: ['enp', DIGITS, 's', DIGITS] }, { pieces: ['wlp', DIGITS, 's', DIGITS] }],
  ],
  [
    'rgb_color',
    'text',
    'A color as rgb(r, g, b).',
    [],
    [{ pieces: ['rgb(', numbers(0, 255), ', ', numbers(0, 255), ', ', numbers(0, 255), ')'] }],
  ],
  [
    'hsl_color',
    'text',
    'A color as hsl(h s% l%).',
    [],
    [{ pieces: ['hsl(', numbers(0, 359), ' ', numbers(0, 100), '% ', numbers(0, 100), '%)'] }],
  ],
  [
    'cmyk_color',
    'text',
    'A color as cmyk(c%, m%, y%, k%).',
    [],
    [
      {
        pieces: [
          'cmyk(',
          numbers(0, 100),
          '%, ',
          numbers(0, 100),
          '%, ',
          numbers(0, 100),
          '%, ',
          numbers(0, 100),
          '%)',
        ],
      },
    ],
  ],
  [
    'ein',
    'identity',
    'The number of an employer in the US.',
    [],
    [{ pieces: [numbers(30, 48), '-', NONZERO, ...times(6, DIGITS)] }],
  ],
  ['duns_number', 'company', 'A D-U-N-S number: nine digits.', ['duns'], [{ pieces: times(9, DIGITS) }]],
  [
    'building_number',
    'place',
    'The number of a house.',
    ['house_number', 'street_number'],
    [{ pieces: [numbers(1, 999)], weight: 3 }, { pieces: [NONZERO, ...times(3, DIGITS)] }],
  ],
  [
    'secondary_address',
    'place',
    'A flat or suite, such as Apt. 12.',
    ['address_line_2'],
    [{ pieces: [['Apt. ', 'Suite ', 'Unit '], numbers(1, 999)] }],
  ],
  [
    'app_bundle_id',
    'internet',
    'The identifier of an application.',
    ['bundle_id'],
    [{ pieces: ['com.example.', ...times(8, LOWER)] }],
  ],
];

/** Codes of one text each: they agree with nothing else. */
export const idGenerators: readonly Generator[] = CODES.map(([name, family, summary, aliases, forms, finish]) => {
  const grammar = lazy(() => textGrammar(forms));
  return {
    name,
    type: 'string',
    family,
    summary,
    aliases,
    options: {},
    range: null,
    hint: false,
    from: false,
    compile: (input) => composed(input, grammar(), finish ?? null),
  };
});
