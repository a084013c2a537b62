import type { Column } from '../../engine/vector.ts';
import type { Encoder } from '../format.ts';
import { rowEncoder } from '../text/layout.ts';
import { identifier, identifiers } from './quote.ts';
import { type Statements, statementLeaf } from './statement-leaf.ts';
import { type ValueRules, valueTokens } from './value-tokens.ts';

/** Rows of a statement: of more, a load is hardly any faster. A divisor of the usual batch, so that parts end with a statement. */
const MOST_ROWS = 128;
/** Bytes of a statement, but for what escapes add, unless a single row has more. */
const MOST_BYTES = 1 << 20;
/** What a value has around it, and a null. */
const AROUND = 8;

const encoder = new TextEncoder();
const COMMA = encoder.encode(', ');
const CLOSE = encoder.encode(')');
const END = encoder.encode(';\n');
const NOTHING = new Uint8Array(0);

/** Rows as INSERT statements of bounded length; a part begins one and ends one. */
export function insertEncoder(table: string, columns: readonly Column[], rules: ValueRules): Encoder {
  const insert = `INSERT INTO ${identifier(table)} ${identifiers(columns.map(({ name }) => name))} VALUES\n(`;
  const width = columns.reduce((sum, column) => sum + (column.width ?? 0) + AROUND, 0);
  const statements: Statements = {
    most: Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_BYTES / width))),
    first: encoder.encode(insert),
    further: encoder.encode(`;\n${insert}`),
    next: encoder.encode(',\n('),
    row: 0,
  };
  const values = columns.flatMap((column, k) => [...(k === 0 ? [] : [COMMA]), ...valueTokens(column, rules)]);
  const rows = rowEncoder([statementLeaf(statements), ...values, CLOSE], NOTHING);
  return {
    begin() {
      statements.row = 0;
      rows.begin();
    },
    encode(length, sink) {
      rows.encode(length, sink);
      statements.row += length;
    },
    end(sink) {
      sink.append(END);
      return NOTHING;
    },
  };
}
