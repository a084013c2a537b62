import Table from 'cli-table3';
import type { ColumnSchema } from '../engine/vector.ts';
import { plural } from './figures.ts';
import { printable } from './printable.ts';

/** A column is never made narrower than this, in characters, borders left out. */
const MIN_WIDTH = 8;
/** One blank at either side of a cell, and a border. */
const AROUND = 3;
/** Longer cells are cut before they are measured. */
const MAX_CELL_LENGTH = 200;

const ALIGNED_RIGHT: ReadonlySet<string> = new Set(['integer', 'number', 'decimal']);

/**
 * A table that fits into lines of `width` characters: long cells are cut, and columns that find no room are named below it.
 * @param nullText what is shown for null; it takes four characters.
 */
export function tableText(
  schema: readonly ColumnSchema[],
  rows: readonly (readonly (string | null)[])[],
  width: number,
  nullText: string,
): string {
  const head = schema.map(({ name }) => shown(name));
  const body = rows.map((row) => row.map((cell) => (cell === null ? null : shown(cell))));
  const natural = head.map((name, i) => Math.max(name.length, ...body.map((row) => row[i]?.length ?? 'null'.length)));
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

function shown(text: string): string {
  return printable(text.length > MAX_CELL_LENGTH ? text.slice(0, MAX_CELL_LENGTH) : text);
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
