import type { OptionsOf, OptionSpecs } from '../model/index.ts';
import type { PartFormat } from './format.ts';
import { csvCell, csvRow } from './text/csv-row.ts';
import type { CsvRules } from './text/csv-text.ts';
import { rowEncoder } from './text/layout.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const NOTHING = new Uint8Array(0);
const BYTE_ORDER_MARK = '\uFEFF';

/** ASCII characters that no number, date, UUID or boolean holds. */
const DELIMITERS = ",;|\t^~!#$%&'()*/<=>?@[\\]_`{} \u0001\u001f".split('');

const options = {
  delimiter: {
    summary: 'The separator of cells: one ASCII character that is not part of a number or date, or the word tab.',
    type: 'choice',
    choices: ['tab', ...DELIMITERS],
    default: ',',
  },
  header: { summary: 'Whether the first line contains the names of the columns.', type: 'boolean', default: true },
  null: {
    summary: 'The text that represents null. A value with the same text is quoted.',
    type: 'text',
    default: '',
    maxLength: 100,
  },
  formulaGuard: {
    summary: 'Whether an apostrophe is put before text that a spreadsheet would take for a formula.',
    type: 'boolean',
    default: false,
  },
  quote: {
    summary:
      'The cells that are quoted: `needed` quotes only those that must be; `text` quotes every text and JSON, for readers that guess the quoting from the first rows.',
    type: 'choice',
    choices: ['needed', 'text'],
    default: 'needed',
  },
  bom: {
    summary: 'Whether the file begins with a byte order mark, which lets Excel recognize UTF-8.',
    type: 'boolean',
    default: false,
  },
} as const satisfies OptionSpecs;

/**
 * RFC 4180 in UTF-8 with LF. Cells are quoted only where they must be; null is empty and the empty text is `""`, so a
 * null in a table of one column is an empty line. Lists and objects are written as JSON.
 */
export const csv = {
  name: 'csv',
  summary: 'Comma-separated values with a header line.',
  extension: 'csv',
  mediaType: 'text/csv',
  piece: 'part',
  nested: false,
  options,
  frame({ columns }, options) {
    const rules = rulesOf(options);
    const names = columns.map((column) => decoder.decode(csvCell(column.name, { ...rules, formulaGuard: false })));
    const mark = options.bom ? BYTE_ORDER_MARK : '';
    const head = options.header ? `${names.join(rules.delimiter)}\n` : '';
    return { header: encoder.encode(mark + head), separator: NOTHING, footer: NOTHING };
  },
  encoder: (columns, canvas, options) => rowEncoder(csvRow(columns, rulesOf(options)), NOTHING, canvas),
} satisfies PartFormat<typeof options>;

function rulesOf({ delimiter, null: nullText, formulaGuard, quote }: OptionsOf<typeof options>): CsvRules {
  return {
    delimiter: delimiter === 'tab' ? '\t' : delimiter,
    nullText: encoder.encode(nullText),
    formulaGuard,
    quotesText: quote === 'text',
  };
}
