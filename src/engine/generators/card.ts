import type { OptionSpecs } from '../../model/index.ts';
import { addMonths, DAY, formatDate } from '../calendar.ts';
import { Dictionary } from '../dictionary.ts';
import { mapped, memberNumbers, type NumberSource, ownNumbers, zeros } from './families/numbers.ts';
import { entries } from './families/recipes.ts';
import { drawnRows } from './families/tables.ts';
import type { Generator, GeneratorInput } from './generator.ts';
import { lazy } from './lazy.ts';
import { DIGITS, times } from './text/alphabets.ts';
import { luhnDigit } from './text/check-digits.ts';
import { composedBy } from './text/composed.ts';
import { type TextGrammar, textGrammar } from './text/grammar.ts';

/** A card network: how often it is drawn, the ranges of its first digits, and the lengths of its numbers and codes. */
interface Network {
  readonly key: string;
  readonly name: string;
  readonly weight: number;
  readonly prefixes: readonly (readonly [low: number, high: number])[];
  readonly length: number;
  readonly cvv: 3 | 4;
}

/** Prefixes of a network have as many digits as each other. */
const NETWORKS: readonly Network[] = [
  {
    key: 'visa',
    name: 'Visa',
    weight: 5,
    // All that begin with 4, but for those of Elo in Brazil.
    prefixes: [
      [4000, 4010],
      [4012, 4311],
      [4313, 4388],
      [4390, 4513],
      [4515, 4572],
      [4574, 4575],
      [4577, 4999],
    ],
    length: 16,
    cvv: 3,
  },
  {
    key: 'mastercard',
    name: 'Mastercard',
    weight: 4,
    prefixes: [
      [5100, 5599],
      [2221, 2720],
    ],
    length: 16,
    cvv: 3,
  },
  {
    key: 'american_express',
    name: 'American Express',
    weight: 2,
    prefixes: [
      [34, 34],
      [37, 37],
    ],
    length: 15,
    cvv: 4,
  },
  {
    key: 'discover',
    name: 'Discover',
    weight: 1,
    prefixes: [
      [6011, 6011],
      [6440, 6499],
    ],
    length: 16,
    cvv: 3,
  },
  {
    key: 'diners_club',
    name: 'Diners Club',
    weight: 1,
    prefixes: [
      [300, 305],
      [360, 369],
      [380, 399],
    ],
    length: 14,
    cvv: 3,
  },
  { key: 'jcb', name: 'JCB', weight: 1, prefixes: [[3528, 3589]], length: 16, cvv: 3 },
  {
    key: 'unionpay',
    name: 'UnionPay',
    weight: 1,
    prefixes: [
      [620, 620],
      [623, 626],
    ],
    length: 16,
    cvv: 3,
  },
  {
    key: 'maestro',
    name: 'Maestro',
    weight: 1,
    prefixes: [
      [5018, 5018],
      [5020, 5020],
      [5038, 5038],
      [6761, 6763],
    ],
    length: 16,
    cvv: 3,
  },
];

const ANY = 'any';
const NETWORK = {
  network: {
    type: 'choice',
    choices: [ANY, ...NETWORKS.map(({ key }) => key)],
    default: ANY,
    family: 'card',
    summary: 'The card network.',
  },
} as const satisfies OptionSpecs;

const numbers = lazy((): TextGrammar =>
  textGrammar(
    NETWORKS.map(({ prefixes, length }) => {
      const starts = prefixes.flatMap(([low, high]) =>
        Array.from({ length: high - low + 1 }, (_, i) => String(low + i)),
      );
      return { pieces: [starts, ...times(length - starts[0].length - 1, DIGITS), '0'] };
    }),
  ),
);

const codes = lazy((): TextGrammar => textGrammar([{ pieces: times(3, DIGITS) }, { pieces: times(4, DIGITS) }]));
const codeForms = Int32Array.from(NETWORKS, ({ cvv }) => cvv - 3);
const names = Dictionary.from(NETWORKS.map(({ name }) => name));
const chances = { weight: NETWORKS.map(({ weight }) => String(weight)) };

/** The network of the object's card. */
function networks(input: GeneratorInput<typeof NETWORK>): NumberSource {
  const fixed = NETWORKS.findIndex(({ key }) => key === input.options.network);
  return fixed < 0 ? drawnRows(chances, input.record('card')) : mapped(zeros, Int32Array.of(fixed));
}

/** A card is valid for at most so many months from `$now`. */
const MONTHS = 60;

function expiry(input: GeneratorInput): ReturnType<typeof entries> {
  const today = Math.floor(input.now / DAY);
  const texts = Array.from({ length: MONTHS }, (_, i) => {
    const [year, month] = formatDate(addMonths(today, i + 1)).split('-');
    return `${month}/${year.slice(2)}`;
  });
  return entries(Dictionary.from(texts), memberNumbers(input, 'card', 'expiry', MONTHS));
}

const MEMBER = { type: 'string', family: 'finance', range: null, hint: false, from: false } as const;

/** The card family: number, network and code of one object are those of one card. */
export const cardGenerators = [
  {
    ...MEMBER,
    name: 'credit_card',
    summary: 'A card number in the form of its network, with a valid check digit.',
    aliases: ['credit_card_number', 'card_number', 'cc_number'],
    options: NETWORK,
    compile: (input) => composedBy(input, numbers(), networks(input), false, luhnDigit),
  } satisfies Generator<typeof NETWORK>,
  {
    ...MEMBER,
    name: 'credit_card_type',
    summary: "The card's network.",
    aliases: ['card_type', 'card_network'],
    options: NETWORK,
    compile(input) {
      return entries(names, input.distinct === null ? networks(input) : ownNumbers(input, names.length));
    },
  } satisfies Generator<typeof NETWORK>,
  {
    ...MEMBER,
    name: 'cvv',
    summary: "The card's security code: three digits, four for American Express.",
    aliases: ['cvc', 'credit_card_cvv'],
    options: NETWORK,
    compile: (input) => composedBy(input, codes(), mapped(networks(input), codeForms), false, () => {}),
  } satisfies Generator<typeof NETWORK>,
  {
    ...MEMBER,
    name: 'credit_card_expiry',
    summary: 'The month in which the card expires, such as 08/29: one of the five years after now.',
    aliases: ['card_expiry', 'credit_card_expiration', 'card_expiration'],
    options: {},
    compile: expiry,
  },
] as const satisfies readonly Generator[];
