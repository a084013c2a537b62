import { CsvError, parse } from 'csv-parse/sync';
import { type FileColumn, type FileFault, fileFault, nameFault, type TableFile } from '../../model/index.ts';
import type { FileText } from './model-request.ts';

const MAX_ROWS = 100_000;
const MAX_COLUMNS = 64;
const MAX_CELLS = 1_000_000;
/** Characters of a cell. */
const MAX_CELL = 64 * 1024;

/**
 * Reads a table with a header: comma-separated values as RFC 4180 has them, or with tabs, semicolons or bars between the cells,
 * whichever the header has most of. Empty cells are null, and empty lines are no rows.
 * @returns the table, or the first thing that is wrong with it; no message has a value of a cell.
 */
export function readTableFile({ name, text }: Pick<FileText, 'name' | 'text'>): TableFile | FileFault {
  const invalid = (message: string, hint: string): FileFault => fileFault(name, 'FILE_INVALID', message, hint);
  const read = { delimiter: delimiterOf(name, text), skip_empty_lines: true };
  let records: readonly (readonly string[])[];
  try {
    records = parse(text, { ...read, to: MAX_ROWS + 2 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code !== UNEQUAL) return invalid(csvMessage(error), 'quote the whole cell, and double the quotes in it');
    const [header] = parse(text, { ...read, to: 1 });
    return invalid(
      `line ${lineOf(error)} has ${cellsOf(error)} cells, and the header ${header.length}`,
      'give every row as many cells as the header, and quote a cell that has a separator in it',
    );
  }
  const [header = [], ...rows] = records;
  const names = header.map((cell) => cell.trim());
  const fault = headerFault(names);
  if (fault !== null) return invalid(fault, 'the first line has the name of each column');
  if (rows.length === 0) return invalid('it has no rows below its header', 'add a row');
  const cells = names.length * rows.length;
  if (rows.length > MAX_ROWS || cells > MAX_CELLS) {
    const found = rows.length > MAX_ROWS ? `more than ${MAX_ROWS} rows` : `${cells} cells`;
    const hint = `a table has at most ${MAX_ROWS} rows and ${MAX_CELLS} cells: shorten it, or leave out columns`;
    return fileFault(name, 'FILE_TOO_LARGE', `it has ${found}`, hint);
  }
  const long = rows.findIndex((row) => row.some((cell) => cell.length > MAX_CELL));
  if (long !== -1) return invalid(`a cell in row ${long + 1} has more than ${MAX_CELL} characters`, 'shorten it');
  return {
    name,
    columns: names.map((column, at): FileColumn => ({
      name: column,
      cells: rows.map((row) => (row[at] === '' ? null : row[at])),
    })),
  };
}

/** Tabs in a .tsv file, else the separator that the header has most of; a comma where it has none. */
function delimiterOf(name: string, text: string): string {
  if (/\.tsv$/i.test(name)) return '\t';
  const header = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).delimiter;
}

function headerFault(names: readonly string[]): string | null {
  if (names.length === 0) return 'it is empty';
  if (names.length > MAX_COLUMNS) return `it has ${names.length} columns, at most ${MAX_COLUMNS} are possible`;
  const at = names.findIndex((name, i) => nameFault(name) !== null || names.indexOf(name) < i);
  if (at === -1) return null;
  const fault = nameFault(names[at]);
  return `column ${at + 1} of the header ${fault === null ? 'has the name of another one' : `cannot be a field: ${fault}`}`;
}

const UNEQUAL = 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH';

const lineOf = (error: CsvError): string => String(error['lines']);

function cellsOf(error: CsvError): number {
  const record: unknown = error['record'];
  return Array.isArray(record) ? record.length : 0;
}

/** What the parser found, without the text that it quotes. */
function csvMessage(error: CsvError): string {
  const line = `line ${lineOf(error)}`;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'the quote of the last cell is not closed';
  if (error.code === 'INVALID_OPENING_QUOTE') return `${line} has a quote within a cell that is not quoted`;
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE') return `${line} goes on after the closing quote of a cell`;
  return `${line} is not CSV (${error.code})`;
}
