import type { OptionSpecs } from '../../model/index.ts';
import type { Words } from '../data/words.ts';
import { once } from './families/once.ts';
import type { Generator } from './generator.ts';
import { lazy } from './lazy.ts';
import { numericRecipe } from './numeric/recipe.ts';
import { entriesAt, listDictionary, positions } from './picks.ts';
import { alphabet, ALPHANUMERIC, DIGITS, HEX, NONZERO, times } from './text/alphabets.ts';
import { composed } from './text/composed.ts';
import { type TextForm, type TextGrammar, textGrammar } from './text/grammar.ts';

const PLAIN = {
  type: 'string',
  family: 'internet',
  aliases: [],
  options: {},
  range: null,
  hint: false,
  from: false,
} as const;

const numbers = (low: number, high: number): readonly string[] =>
  Array.from({ length: high - low + 1 }, (_, i) => String(low + i));
const BYTE = numbers(0, 255);
const HOST = numbers(1, 254);
/** First bytes without networks for special purposes (RFC 6890). */
const PUBLIC = [...numbers(1, 9), ...numbers(11, 99), ...numbers(101, 126), ...numbers(128, 168), ...numbers(173, 191)];

const ADDRESSES: Readonly<Record<string, readonly TextForm[]>> = {
  public: [{ pieces: [PUBLIC, '.', BYTE, '.', BYTE, '.', HOST] }],
  private: [
    { pieces: ['10.', BYTE, '.', BYTE, '.', HOST], weight: 2 },
    { pieces: ['172.', numbers(16, 31), '.', BYTE, '.', HOST] },
    { pieces: ['192.168.', BYTE, '.', HOST], weight: 2 },
  ],
  documentation: [{ pieces: [['192.0.2', '198.51.100', '203.0.113'], '.', HOST] }],
};
const ipv4 = once((forms: readonly TextForm[]): TextGrammar => textGrammar(forms));

const GROUP = [HEX.slice(1), HEX, HEX, HEX];
// 2001:db8::/32 is kept for documentation (RFC 3849).
const ipv6 = lazy((): TextGrammar => textGrammar([{ pieces: ['2001:db8', ...times(6, [':', ...GROUP]).flat()] }]));
// The second digit makes it a locally administered address of one machine, which no maker gives out.
const mac = lazy((): TextGrammar =>
  textGrammar([{ pieces: [HEX, alphabet('26ae'), ...times(5, [':', HEX, HEX]).flat()] }]),
);

/** Names that lead to nobody (RFC 2606). */
const RESERVED = ['.example.com', '.example.net', '.example.org', '.example', '.test'];
const hostWords = once(({ word }: Words) => word.noun.filter((noun) => /^[a-z]{3,12}$/.test(noun)));
const hostAdjectives = once(({ word }: Words) => word.adjective.filter((adjective) => /^[a-z]{3,12}$/.test(adjective)));

const domain = once((words: Words): TextGrammar =>
  textGrammar([
    { pieces: [hostWords(words), RESERVED] },
    { pieces: [hostAdjectives(words), '-', hostWords(words), RESERVED] },
  ]),
);
const url = once((words: Words): TextGrammar => {
  const word = hostWords(words);
  const site = ['https://', hostAdjectives(words), '-', word, RESERVED];
  return textGrammar([
    { pieces: [...site, '/', word], weight: 2 },
    { pieces: [...site, '/', word, '/', word], weight: 3 },
    { pieces: [...site, '/', word, '/', NONZERO, DIGITS, DIGITS, DIGITS] },
    { pieces: [...site, '/', word, '?page=', NONZERO] },
  ]);
});
const fileName = once((words: Words): TextGrammar => {
  const extensions = [...new Set(words.system.file.extension)].map((extension) => `.${extension}`);
  return textGrammar([{ pieces: [hostAdjectives(words), '_', hostWords(words), extensions] }]);
});
const imageUrl = once((words: Words): TextGrammar =>
  textGrammar([
    {
      pieces: [
        'https://images.example.com/',
        hostAdjectives(words),
        '-',
        hostWords(words),
        '-',
        DIGITS,
        DIGITS,
        DIGITS,
        DIGITS,
        '.jpg',
      ],
    },
  ]),
);

const version = lazy((): TextGrammar =>
  textGrammar([{ pieces: [numbers(0, 9), '.', numbers(0, 20), '.', numbers(0, 30)] }]),
);
/** The form of bcrypt: cost 12, then salt and hash in its own base 64. */
const passwordHash = lazy((): TextGrammar =>
  textGrammar([{ pieces: ['$2b$12$', ...times(53, [...ALPHANUMERIC, '.', '/'])] }]),
);
const hexColor = lazy((): TextGrammar => textGrammar([{ pieces: ['#', ...times(6, HEX)] }]));
const statusCodes = [
  '200',
  '201',
  '202',
  '204',
  '301',
  '302',
  '304',
  '307',
  '400',
  '401',
  '403',
  '404',
  '409',
  '410',
  '422',
  '429',
  '500',
  '502',
  '503',
  '504',
];

const SCOPE = {
  scope: {
    type: 'choice',
    choices: ['public', 'private', 'documentation'],
    default: 'public',
    summary: 'public looks like an address of the internet, private is of a local network, documentation of nobody.',
  },
} as const satisfies OptionSpecs;

/** Addresses and names of machines and sites. Sites and mail never lead to anybody. */
export const internetGenerators = [
  {
    ...PLAIN,
    name: 'ipv4',
    summary: 'An IPv4 address, by default one that looks public.',
    aliases: ['ip', 'ip_address', 'ipv4_address', 'ip_v4'],
    options: SCOPE,
    compile: (input) => composed(input, ipv4(ADDRESSES[input.options.scope])),
  } satisfies Generator<typeof SCOPE>,
  {
    ...PLAIN,
    name: 'ipv6',
    summary: 'An IPv6 address of the documentation network.',
    aliases: ['ipv6_address', 'ip_v6'],
    compile: (input) => composed(input, ipv6()),
  },
  {
    ...PLAIN,
    name: 'mac',
    summary: 'A MAC address, locally administered.',
    aliases: ['mac_address'],
    compile: (input) => composed(input, mac()),
  },
  {
    ...PLAIN,
    name: 'port',
    type: 'integer',
    summary: 'A port number, 1024 to 65535.',
    aliases: ['port_number'],
    range: 'integer',
    compile: (input) => numericRecipe(input, { min: 1024, max: 65_535, decimals: 0 }),
  },
  {
    ...PLAIN,
    name: 'domain',
    range: 'longest',
    summary: 'A domain name below one that is reserved for examples.',
    aliases: ['domain_name', 'hostname', 'host', 'host_name'],
    compile: (input) => composed(input, domain(input.resources.words())),
  },
  {
    ...PLAIN,
    name: 'url',
    range: 'longest',
    summary: 'The address of a page at a reserved domain.',
    aliases: ['website', 'web_site', 'homepage', 'link', 'uri'],
    compile: (input) => composed(input, url(input.resources.words())),
  },
  {
    ...PLAIN,
    name: 'image_url',
    range: 'longest',
    summary: 'The address of a picture at a reserved domain.',
    aliases: ['avatar', 'picture', 'photo', 'image', 'avatar_url', 'photo_url', 'picture_url'],
    compile: (input) => composed(input, imageUrl(input.resources.words())),
  },
  {
    ...PLAIN,
    name: 'http_status',
    summary: 'An HTTP status code, as text.',
    aliases: ['http_status_code'],
    compile(input) {
      const dictionary = listDictionary(statusCodes);
      return entriesAt(dictionary, positions(input, dictionary.length, null));
    },
  },
  {
    ...PLAIN,
    name: 'hex_color',
    summary: 'A color as #rrggbb.',
    aliases: ['hex_colour', 'color_hex', 'colour_hex', 'rgb_hex'],
    compile: (input) => composed(input, hexColor()),
  },
  {
    ...PLAIN,
    name: 'file_name',
    range: 'longest',
    summary: 'The name of a file with its extension.',
    aliases: ['filename', 'file'],
    compile: (input) => composed(input, fileName(input.resources.words())),
  },
  {
    ...PLAIN,
    name: 'password_hash',
    summary: 'A text in the form of a bcrypt hash, which is the hash of no password.',
    aliases: ['bcrypt', 'bcrypt_hash'],
    compile: (input) => composed(input, passwordHash()),
  },
  {
    ...PLAIN,
    name: 'version',
    summary: 'A version number of three parts.',
    aliases: ['semver', 'app_version'],
    compile: (input) => composed(input, version()),
  },
] as const satisfies readonly Generator[];
