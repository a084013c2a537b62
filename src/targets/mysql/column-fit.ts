import type { ColumnType } from '../../engine/vector.ts';
import type { MysqlColumn } from './existing-tables.ts';

type Kind = ColumnType['kind'];

const TEXTS = ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext'];
const BYTES = ['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob'];
const INTEGERS = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint'];
const TIMESTAMPS = ['datetime', 'timestamp'];
const LABELS = ['enum', 'set'];

/** Types that take the values of a kind without losing any of them. */
const FITTING: Readonly<Record<Kind, readonly string[]>> = {
  string: [...TEXTS, ...BYTES, ...LABELS, 'uuid', 'inet4', 'inet6', 'json'],
  enum: [...TEXTS, ...BYTES, ...LABELS],
  integer: [...INTEGERS, ...TEXTS, 'decimal', 'double', 'year'],
  number: ['double'],
  decimal: [...TEXTS, 'decimal', 'double'],
  boolean: [...INTEGERS, 'bit'],
  date: ['date', ...TIMESTAMPS, ...TEXTS],
  time: ['time', ...TEXTS],
  timestamp: TIMESTAMPS,
  uuid: [...TEXTS, 'uuid'],
  json: ['json', ...TEXTS],
  list: ['json', ...TEXTS],
  struct: ['json', ...TEXTS],
  binary: BYTES,
};

/** Characters of values that all have the same, or nearly. */
const LENGTHS: Readonly<Partial<Record<Kind, number>>> = { uuid: 36, date: 10, time: 8 };

/** Why a column of the target cannot hold values of a type; null where it can. A value may still be too large for it. */
export function mysqlMisfit(type: ColumnType, { type: name, written, length, scale }: MysqlColumn): string | null {
  if (!FITTING[type.kind].includes(name)) {
    const what = `the model has values of type ${type.kind}, but the column is ${written}`;
    return name === 'float' ? `${what}, which keeps seven digits: use DOUBLE or DECIMAL` : what;
  }
  if (type.kind === 'enum' && LABELS.includes(name)) return labelMisfit(type.values, written);
  if (type.kind === 'decimal' && name === 'decimal' && scale !== null && scale < type.scale) {
    return `values with ${type.scale} decimals would be rounded in a column of type ${written}`;
  }
  if (type.kind === 'integer' && name === 'decimal' && scale === null) return null;
  const longest = type.kind === 'enum' ? longestOf(type.values, BYTES.includes(name)) : (LENGTHS[type.kind] ?? 0);
  return length !== null && longest > length
    ? `values of the model have up to ${longest} characters, but the column is ${written}`
    : null;
}

function longestOf(values: readonly string[], inBytes: boolean): number {
  return Math.max(0, ...values.map((value) => (inBytes ? Buffer.byteLength(value) : Array.from(value).length)));
}

/** Labels as they are in the type of a column: `enum('a','it''s')`. */
function labelMisfit(values: readonly string[], written: string): string | null {
  const labels = new Set([...written.matchAll(/'((?:[^']|'')*)'/g)].map(([, label]) => label.replaceAll("''", "'")));
  const lacking = values.filter((value) => !labels.has(value)).length;
  return lacking === 0 ? null : `the column's type lacks ${lacking} of the ${values.length} values of the model`;
}
