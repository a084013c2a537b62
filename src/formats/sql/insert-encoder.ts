import type { Column, ColumnSchema } from '../../engine/vector.ts';
import type { Encoder } from '../format.ts';
import type { Canvas } from '../text/canvas.ts';
import { rowEncoder } from '../text/layout.ts';
import { rendered } from '../text/rendered.ts';
import type { InsertScripts } from './insert-scripts.ts';
import { identifiers, type Quote } from './quote.ts';
import { valueTokens } from './value-tokens.ts';

/** Rows of a statement: of more, a load is hardly any faster. A divisor of the usual batch, whose statements are all as long. */
const MAX_ROWS = 128;
/** Bytes of a statement, but for what escapes add, unless a single row has more. */
const MAX_BYTES = 1 << 20;
/** The text before and after a value, and that of a null. */
const AROUND = 8;

const encoder = new TextEncoder();
const COMMA = encoder.encode(', ');
const CLOSE = encoder.encode(')');
const NEXT = encoder.encode(',\n(');
const NOTHING = new Uint8Array(0);
const END = { bytes: encoder.encode(';\n'), seal: NOTHING };

/**
 * What is before the first row of a statement.
 * @param table its name as SQL.
 */
export function insertHead(table: string, columns: readonly ColumnSchema[], quote: Quote): string {
  const names = columns.map(({ name }) => name);
  return `INSERT INTO ${table} ${identifiers(names, quote)} VALUES\n(`;
}

/**
 * Rows as INSERT statements of bounded length. Every batch begins one, so that the bytes do not depend on the parts.
 * @param table its name as SQL.
 */
export function insertEncoder(
  table: string,
  columns: readonly Column[],
  { identifier, literals }: Pick<InsertScripts, 'identifier' | 'literals'>,
  canvas: Canvas,
): Encoder {
  const insert = insertHead(table, columns, identifier);
  const first = encoder.encode(insert);
  const further = encoder.encode(`;\n${insert}`);
  const width = columns.reduce((sum, column) => sum + (column.width ?? 0) + AROUND, 0);
  const most = Math.max(1, Math.min(MAX_ROWS, Math.floor(MAX_BYTES / width)));
  let start = first;
  const before = rendered((sink, row) => {
    sink.append(row % most > 0 ? NEXT : row > 0 ? further : start);
  }, NEXT.length);
  const values = columns.flatMap((column, k) => [...(k === 0 ? [] : [COMMA]), ...valueTokens(column, literals)]);
  const rows = rowEncoder([before, ...values, CLOSE], NOTHING, canvas);
  return {
    begin() {
      start = first;
      rows.begin();
    },
    encode(length) {
      const bytes = rows.encode(length);
      start = further;
      return bytes;
    },
    end: () => END,
  };
}
