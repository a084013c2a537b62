import type { Column } from '../../engine/vector.ts';
import type { Token } from '../text/cell.ts';
import { copyText } from './copy-text.ts';
import { jsonbText } from './jsonb-text.ts';
import { type ValueRules, valueTokens } from './value-tokens.ts';

const encoder = new TextEncoder();
const TAB = encoder.encode('\t');
const LINE = encoder.encode('\n');

const rules: ValueRules = {
  nothing: encoder.encode('\\N'),
  isQuoted: () => false,
  text: copyText,
  json: jsonbText(copyText),
  hex: [encoder.encode('\\\\x'), new Uint8Array(0)],
};

/** A row as a line of PostgreSQL's text format of COPY, its columns in the given order. */
export function copyRow(columns: readonly Column[]): Token[] {
  const cells = columns.flatMap((column, k) => [...(k === 0 ? [] : [TAB]), ...valueTokens(column, rules)]);
  return [...cells, LINE];
}
