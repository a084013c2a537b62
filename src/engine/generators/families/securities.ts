import type { Columns } from '../../data/tables.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { lazy } from '../lazy.ts';
import { alphabet, DIGITS, times, UPPER_ALPHANUMERIC } from '../text/alphabets.ts';
import { cusipDigit, isinDigit, sedolDigit } from '../text/security-digits.ts';
import { composedBy, type FormFinish } from '../text/composed.ts';
import { type TextForm, type TextGrammar, textGrammar } from '../text/grammar.ts';
import { mapped, type NumberSource } from './numbers.ts';
import { type FamilyTable, tableRows } from './tables.ts';

/** Exchanges: name, market identifier code (ISO 10383), country, how often, and the letter of foreign CUSIPs. */
const EXCHANGES = `
NASDAQ XNAS US 8 -, NYSE XNYS US 8 -, Toronto Stock Exchange XTSE CA 1 -, London Stock Exchange XLON GB 2 G,
Xetra XETR DE 2 D, Euronext Paris XPAR FR 1 F, Euronext Amsterdam XAMS NL 1 N, Borsa Italiana XMIL IT 1 T, Bolsa de Madrid XMAD ES 1 E,
SIX Swiss Exchange XSWX CH 1 H, Nasdaq Stockholm XSTO SE 1 W, Tokyo Stock Exchange XTKS JP 2 J, Hong Kong Stock Exchange XHKG HK 1 Y,
Australian Securities Exchange XASX AU 1 Q
`
  .trim()
  .split(/,\s+/)
  .map((text) => /^(.+) (X[A-Z]{3}) ([A-Z]{2}) (\d) (.)$/.exec(text)?.slice(1) ?? []);

const columns: Columns = {
  name: EXCHANGES.map(([name]) => name),
  code: EXCHANGES.map(([, code]) => code),
  country: EXCHANGES.map(([, , country]) => country),
  weight: EXCHANGES.map(([, , , weight]) => weight),
};
/** The exchange of the object's stock. */
export const exchanges: FamilyTable = { record: 'stock', columns: () => columns };

type Pieces = TextForm['pieces'];

// Random characters are the same in every number of one stock: pieces of one text take none.
const ISSUER = alphabet('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ');
const AMERICAN: Pieces = [...times(3, DIGITS), ...times(3, ISSUER), '10', '0'];
const BRITISH: Pieces = ['B', ...times(5, alphabet('0123456789BCDFGHJKLMNPQRSTVWXYZ')), '0'];
const FOREIGN: Pieces = [...times(2, DIGITS), ...times(3, ISSUER), '10', '0'];
/** Takes part of a random word and writes nothing, so that what follows has nothing to do with the other numbers. */
const APART: Pieces = [times(8192, '')];

const isAmerican = (country: string): boolean => country === 'US' || country === 'CA';

function isinPieces(country: string): Pieces {
  if (isAmerican(country)) return [country, ...AMERICAN, '0'];
  if (country === 'GB') return ['GB00', ...BRITISH, '0'];
  if (country === 'DE') return ['DE000A', ...times(5, UPPER_ALPHANUMERIC), '0'];
  return [`${country}00`, ...times(7, DIGITS), '0'];
}

const grammarOf = (pieces: (exchange: readonly string[]) => Pieces): (() => TextGrammar) =>
  lazy(() => textGrammar(EXCHANGES.map((exchange) => ({ pieces: pieces(exchange) }))));

const isins = grammarOf(([, , country]) => isinPieces(country));
const cusips = grammarOf(([, , country, , letter]) => (isAmerican(country) ? AMERICAN : [letter, ...FOREIGN]));
const sedols = grammarOf(([, , country]) => (country === 'GB' ? BRITISH : [...APART, ...BRITISH]));
const distinctSedols = grammarOf(() => BRITISH);

const isinFinish: FormFinish = (bytes, start, end, form) => {
  const [, , country] = EXCHANGES[form];
  if (isAmerican(country)) cusipDigit(bytes, start + 2, end - 1);
  if (country === 'GB') sedolDigit(bytes, start + 4, end - 1);
  isinDigit(bytes, start, end);
};

function numbered(input: GeneratorInput, grammar: TextGrammar, finish: FormFinish, forms: NumberSource): Recipe {
  const record = input.record(exchanges.record);
  // Unique ones are apart from the object's stock.
  const source = input.distinct === null ? { distinct: null, key: (purpose: string) => record.key(purpose) } : input;
  return composedBy(source, grammar, forms, false, finish);
}

/** The stock's ISIN, which has its CUSIP in it in the US and Canada, and its SEDOL in Great Britain. */
export function isin(input: GeneratorInput): Recipe {
  return numbered(input, isins(), isinFinish, tableRows(exchanges, input));
}

/** The stock's CUSIP; of a company of another country than the US and Canada, a CINS number. */
export function cusip(input: GeneratorInput): Recipe {
  return numbered(input, cusips(), cusipDigit, tableRows(exchanges, input));
}

/** The stock's SEDOL. */
export function sedol(input: GeneratorInput): Recipe {
  const rows = tableRows(exchanges, input);
  if (input.distinct === null) return numbered(input, sedols(), sedolDigit, rows);
  return numbered(input, distinctSedols(), sedolDigit, mapped(rows, new Int32Array(EXCHANGES.length)));
}
