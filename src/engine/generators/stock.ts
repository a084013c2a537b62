import { companySector } from './families/businesses.ts';
import { companyLetters } from './families/company-names.ts';
import { joined } from './families/recipes.ts';
import { cusip, exchanges, isin, sedol } from './families/securities.ts';
import { tableText } from './families/tables.ts';
import type { Generator } from './generator.ts';
import { lazy } from './lazy.ts';
import { UPPER, times } from './text/alphabets.ts';
import { composed } from './text/composed.ts';
import { textGrammar } from './text/grammar.ts';

const MEMBER = {
  type: 'string',
  family: 'finance',
  aliases: [],
  options: {},
  range: null,
  hint: false,
  from: false,
} as const;

const tickers = lazy(() => textGrammar([{ pieces: times(4, UPPER) }]));

/** The stock of the object's company, which is invented, at an exchange that exists. */
export const stockGenerators = [
  {
    ...MEMBER,
    name: 'ticker',
    summary: "The ticker symbol of the company's stock: letters of its name, such as NORL.",
    aliases: ['stock_symbol', 'ticker_symbol', 'stock_ticker'],
    compile: (input) => (input.distinct === null ? joined(companyLetters(input)) : composed(input, tickers())),
  },
  {
    ...MEMBER,
    name: 'stock_exchange',
    summary: 'The exchange that the stock is listed at, American ones more often.',
    aliases: ['stock_market', 'exchange_name'],
    compile: (input) => tableText(exchanges, 'name', input),
  },
  {
    ...MEMBER,
    name: 'stock_exchange_code',
    summary: "The exchange's market identifier code, ISO 10383.",
    aliases: ['exchange_mic', 'mic_code'],
    compile: (input) => tableText(exchanges, 'code', input),
  },
  {
    ...MEMBER,
    name: 'isin',
    summary: "The stock's ISIN with a valid check digit, of the country of its exchange.",
    compile: isin,
  },
  {
    ...MEMBER,
    name: 'cusip',
    summary: "The stock's CUSIP, or CINS number outside the US and Canada, with a valid check digit.",
    compile: cusip,
  },
  {
    ...MEMBER,
    name: 'sedol',
    summary: "The stock's SEDOL with a valid check digit.",
    compile: sedol,
  },
  {
    ...MEMBER,
    name: 'stock_sector',
    summary: "The sector of the company's industry, such as Technology.",
    aliases: ['market_sector'],
    compile: companySector,
  },
] as const satisfies readonly Generator[];
