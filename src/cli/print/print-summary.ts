import { bytes, duration, plural, rate } from './figures.ts';
import { printable } from './printable.ts';

/** What was written. */
export interface Summary {
  readonly files: readonly { readonly path: string; readonly rows: number; readonly bytes: number }[];
  readonly seconds: number;
}

/** Prints a line for each file, and how long all of them took. */
export function printSummary({ files, seconds }: Summary, stream: NodeJS.WritableStream): void {
  const lines = files.map((file) => [plural(file.rows, 'row'), bytes(file.bytes), printable(file.path)]);
  const widths = [0, 1].map((column) => Math.max(0, ...lines.map((line) => line[column].length)));
  for (const [rows, size, path] of lines) {
    stream.write(`${rows.padStart(widths[0])}  ${size.padStart(widths[1])}  ${path}\n`);
  }
  const total = files.reduce((sum, { rows }) => sum + rows, 0);
  stream.write(`${plural(total, 'row')} in ${duration(seconds)} (${rate(total, seconds)})\n`);
}
