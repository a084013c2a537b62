/** A cell as it stands in the file: what it says, and whether it was quoted. */
export interface CsvCell {
  readonly text: string;
  readonly quoted: boolean;
}

/** A strict reader of RFC 4180 with LF, written for these tests alone: throws at whatever the grammar does not allow. */
export function readCsv(text: string, delimiter = ','): CsvCell[][] {
  const rows: CsvCell[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: CsvCell[] = [];
    for (;;) {
      const [cell, end] = readCell(text, at, delimiter);
      row.push(cell);
      at = end + 1;
      if (text[end] === delimiter) continue;
      if (text[end] === '\n') break;
      throw new Error(`a cell ends at ${end} without a delimiter or a line break`);
    }
    rows.push(row);
  }
  return rows;
}

function readCell(text: string, start: number, delimiter: string): [CsvCell, number] {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n') {
      if (text[end] === '"' || text[end] === '\r') throw new Error(`an unquoted cell holds a quote or CR at ${end}`);
      end++;
    }
    return [{ text: text.slice(start, end), quoted: false }, end];
  }
  let value = '';
  let at = start + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) throw new Error('a quoted cell does not end');
    value += text.slice(at, end);
    if (text[end + 1] !== '"') return [{ text: value, quoted: true }, end + 1];
    value += '"';
    at = end + 2;
  }
}
