import type { Column } from '../../../src/engine/vector.ts';

const MEANT: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };

/**
 * Reads the data of a COPY statement as PostgreSQL's manual describes them: the text of every value, with U+0000 again
 * where U+FFFD stands for it, and bytes in base64.
 */
export function readCopy(text: string, columns: readonly Column[]): (string | null)[][] {
  const [statement, ...lines] = text.split('\n');
  if (!/^COPY "Thing" \(.*\) FROM stdin;$/.test(statement)) throw new Error('expected a COPY statement');
  if (lines.pop() !== '' || lines.pop() !== '\\.') throw new Error('expected the end of the data');
  return lines.map((line) => line.split('\t').map((cell, k) => (cell === '\\N' ? null : valueOf(cell, columns[k]))));
}

function valueOf(cell: string, { type }: Column): string {
  const text = cell.replaceAll(/\\(.)/gs, (_, letter: string) => {
    if (MEANT[letter] === undefined) throw new Error('an escape of another form');
    return MEANT[letter];
  });
  if (type.kind === 'binary') return Buffer.from(text.slice(2), 'hex').toString('base64');
  if (type.kind !== 'list' && type.kind !== 'struct' && type.kind !== 'json') return text.replaceAll('\ufffd', '\0');
  return JSON.stringify(JSON.parse(text.replaceAll('\\ufffd', '\\u0000')));
}
