import Table from 'cli-table3';
import stringWidth from 'string-width';
import type { ColumnSchema } from '../../engine/vector.ts';
import { plural } from './figures.ts';
import { printable } from './printable.ts';

/** A column is never made narrower than this, in columns of the terminal, without borders. */
const MIN_WIDTH = 8;
/** One blank at either side of a cell, and a border. */
const AROUND = 3;
/** Longer cells are cut before they are measured, where the width is bounded. */
const MAX_CELL_LENGTH = 1000;

const ALIGNED_RIGHT: ReadonlySet<string> = new Set(['integer', 'number', 'decimal']);

/**
 * A table that fits into lines of that width: long cells are cut, and columns that find no room are named below it.
 * @param width in columns of a terminal, of which a character of East Asia takes two; Infinity: nothing is cut.
 * @param nullText what is shown for null; it takes four characters.
 */
export function tableText(
  schema: readonly ColumnSchema[],
  rows: readonly (readonly (string | null)[])[],
  width: number,
  nullText: string,
): string {
  const most = width === Infinity ? Infinity : MAX_CELL_LENGTH;
  const head = schema.map(({ name }) => shown(name, most));
  const body = rows.map((row) => row.map((cell) => (cell === null ? null : shown(cell, most))));
  const natural = head.map((name, i) =>
    body.reduce((widest, row) => Math.max(widest, stringWidth(row[i] ?? 'null')), stringWidth(name)),
  );
  const widths = fit(natural, width - 1);
  const table = new Table({
    head: head.slice(0, widths.length),
    colWidths: widths.map((width) => width + AROUND - 1),
    colAligns: widths.map((_, i) => (ALIGNED_RIGHT.has(schema[i].type.kind) ? 'right' : 'left')),
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const row of body) {
    table.push(row.slice(0, widths.length).map((cell) => cell ?? nullText));
  }
  const hidden = head.slice(widths.length);
  const more = hidden.length === 0 ? '' : `and ${plural(hidden.length, 'more column')}: ${hidden.join(', ')}\n`;
  return `${table.toString()}\n${more}`;
}

function shown(text: string, most: number): string {
  return printable(text.length > most ? text.slice(0, most) : text);
}

/** Widths of as many columns as there is room for, at least one; the widest ones give way first. */
function fit(natural: readonly number[], room: number): number[] {
  const widths: number[] = [];
  let left = room;
  for (const width of natural) {
    const least = Math.min(width, MIN_WIDTH) + AROUND;
    if (widths.length > 0 && left < least) break;
    widths.push(width);
    left -= least;
  }
  let excess = widths.reduce((sum, width) => sum + width + AROUND, 0) - room;
  for (; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest] <= MIN_WIDTH) break;
    widths[widest]--;
  }
  return widths;
}
