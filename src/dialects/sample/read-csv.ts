import { CsvError, parse } from 'csv-parse/sync';
import type { Findings } from '../report.ts';
import type { SourcePosition } from '../schema.ts';
import { MAX_MEMBERS, Profile } from './profile.ts';
import { MAX_CHARACTERS, MAX_ROWS, type Sample } from './sample.ts';

const START = { line: 1, column: 1 };
/** What separates cells, the likeliest first. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads a table of which the first line names the columns. */
export function readCsv(whole: string, findings: Findings): readonly Sample[] {
  const isLong = whole.length > MAX_CHARACTERS;
  const text = isLong ? whole.slice(0, whole.lastIndexOf('\n', MAX_CHARACTERS) + 1) : whole;
  const delimiter = delimiterOf(text) ?? ',';
  let records: readonly CsvRecord[];
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types of the parser do not know `info`
    records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: MAX_ROWS + 2,
      max_record_size: 1024 * 1024,
    }) as unknown as readonly CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 1);
    const message = `This line is no CSV (${error.code}): a cell that has quotes in it is quoted as a whole, and they are doubled.`;
    findings.skipped('DOCUMENT_SYNTAX', { line: Number.isFinite(line) ? line : 1, column: 1 }, '', message);
    return [];
  }
  const [header, ...rows] = records;
  if (header === undefined || !isHeader(header.record)) {
    const message = 'The first line does not name the columns: write a line of names above the rows.';
    findings.skipped('DOCUMENT_UNKNOWN', START, '', message);
    return [];
  }
  const names = header.record.map((name) => name.trim());
  const columns = new Map<string, { readonly index: number; readonly profile: Profile }>();
  const places = positionsOf(names, text);
  for (const [index, name] of names.entries()) {
    if (columns.size >= MAX_MEMBERS) break;
    if (!columns.has(name)) columns.set(name, { index, profile: new Profile(1) });
    else findings.skipped('NAME_REPEATED', places.get(name) ?? START, name, 'There is another column with this name.');
  }
  const kept = rows.slice(0, MAX_ROWS);
  let ragged = 0;
  for (const { record, info } of kept) {
    if (record.length !== names.length && ++ragged === 1) {
      const message = `The line has ${record.length} cells, and the first one has ${names.length}. What is missing counts as null.`;
      findings.approximated('PART_SKIPPED', { line: info.lines, column: 1 }, '', message);
    }
    for (const { index, profile } of columns.values()) profile.addCell(record[index] ?? '');
  }
  const row = new Profile(0);
  row.objects = kept.length;
  for (const [name, { profile }] of columns) row.members.set(name, profile);
  return [{ name: '', at: START, row, places, isCut: isLong || rows.length > MAX_ROWS }];
}

/** Where the first line names the columns. */
function positionsOf(names: readonly string[], text: string): ReadonlyMap<string, SourcePosition> {
  const line = text.slice(0, text.search(/\r?\n|$/));
  const places = new Map<string, SourcePosition>();
  let from = 0;
  for (const name of names) {
    const found = line.indexOf(name, from);
    if (found < 0) continue;
    if (!places.has(name)) places.set(name, { line: 1, column: found + 1 });
    from = found + name.length;
  }
  return places;
}

/** What separates the cells of the first lines, outside of quotes; null if nothing does. */
export function delimiterOf(text: string): string | null {
  const lines = text
    .slice(0, 100_000)
    .split(/\r?\n/)
    .slice(0, 5)
    .filter((line) => line !== '');
  const counts = DELIMITERS.map((delimiter) => {
    const [first, ...others] = lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length - 1);
    return { delimiter, count: first ?? 0, alike: others.filter((count) => count === first).length };
  });
  const [best] = counts.filter(({ count }) => count > 0).toSorted((a, b) => b.alike - a.alike || b.count - a.count);
  return best?.delimiter ?? null;
}

/** Whether cells may be names of columns: none is empty, a number, a date or an address. */
export function isHeader(cells: readonly string[]): boolean {
  return (
    cells.length > 0 &&
    cells.every((cell) => {
      const text = cell.trim();
      return (
        text !== '' &&
        text.length <= 100 &&
        !/^-?[\d.,:\s/-]+$/.test(text) &&
        !/[@\n{}]|^\d{4}-\d\d|^(?:true|false|null)$/i.test(text)
      );
    })
  );
}
