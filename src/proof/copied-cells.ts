/** The texts of a row, in the order of its columns; null if there is no value. */
export type Cells = readonly (string | null)[];

const ESCAPED: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/** The rows of some data of COPY, as format postgres-optimized writes it. */
export function cellsOf(bytes: Uint8Array): readonly Cells[] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  // Each row ends with a line feed.
  return lines.slice(0, -1).map((line) => line.split('\t').map((cell) => (cell === '\\N' ? null : unescaped(cell))));
}

function unescaped(cell: string): string {
  return cell.replaceAll(/\\(.)/g, (_, char: string) => ESCAPED[char] ?? char);
}
