import type { Table } from '../../engine/table.ts';
import type { ColumnSchema, ColumnType } from '../../engine/vector.ts';
import { mysql } from '../../formats/sql/mysql.ts';
import { type ColumnLimit, EXACT_WIDTH, isDecimalWithin, keyLimits } from '../limits.ts';
import { mysqlMisfit } from './column-fit.ts';
import type { MysqlColumn, MysqlTable } from './existing-tables.ts';

type Found = Pick<ColumnLimit, 'limit' | 'isSilent' | 'message'>;

/** Bits of integers; those of BIGINT are more than an integer of a model has. */
const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, mediumint: 24, int: 32, bigint: 64 };
/** Digits that a double keeps of whatever number. */
const EXACT_DIGITS = 15;
const [FIRST_YEAR, LAST_YEAR] = [1901, 2155];

/** Where values of types that fit the columns of a table may still be too large for it, or be changed by it. */
export function mysqlLimits(table: Table, { columns: existing, keys }: MysqlTable): readonly ColumnLimit[] {
  const byName = new Map(existing.map((column) => [mysql.folded(column.name), column]));
  const asModelled = new Map(table.columns.map(({ name }) => [mysql.folded(name), name]));
  const ofColumns = table.columns.flatMap((column) => {
    const there = byName.get(mysql.folded(column.name));
    if (there === undefined || there.generated || mysqlMisfit(column.type, there) !== null) return [];
    const found = limitOf(column, there);
    return found === null ? [] : [{ table: table.name, columns: [column.name], ...found }];
  });
  const own = keys.map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => asModelled.get(mysql.folded(column)) ?? column),
  }));
  return [...ofColumns, ...keyLimits(table, own)];
}

function limitOf({ type, width }: ColumnSchema, there: MysqlColumn): Found | null {
  switch (there.type) {
    case 'char':
    case 'varchar':
      return lengthLimit(type, width, there, 'characters');
    case 'tinytext':
    case 'text':
    case 'mediumtext':
    case 'binary':
    case 'varbinary':
    case 'tinyblob':
    case 'blob':
    case 'mediumblob':
      return lengthLimit(type, width, there, 'bytes');
    case 'year': {
      const message = `some values are no years from ${FIRST_YEAR} to ${LAST_YEAR}, and the column is year, which takes 70 for 1970: give the field bounds`;
      return { limit: { kind: 'integer', low: FIRST_YEAR, high: LAST_YEAR }, isSilent: true, message };
    }
    case 'decimal':
      return digitsLimit(type, there);
    case 'double': {
      if (type.kind !== 'decimal' || type.precision <= EXACT_DIGITS) return null;
      const message = `some values have more digits than the ${EXACT_DIGITS} that a column of type ${there.written} keeps: use DECIMAL, or declare a number with fewer digits`;
      return { limit: { kind: 'float', isDouble: true }, isSilent: true, message };
    }
    case 'datetime':
    case 'timestamp':
    case 'time': {
      const { fraction } = there;
      const isFractional = type.kind === 'timestamp' || type.kind === 'time';
      if (!isFractional || fraction === null || fraction >= 3) return null;
      const message = `some values have fractions of a second that a column of type ${there.written} would round: take whole seconds, or a column with 3 digits`;
      return { limit: { kind: 'milliseconds', unit: 10 ** (3 - fraction) }, isSilent: true, message };
    }
    default:
      return type.kind === 'integer' ? integerLimit(there) : null;
  }
}

/** Of types whose values are texts of different lengths. */
function lengthLimit(
  type: ColumnType,
  width: number | undefined,
  { length, written }: MysqlColumn,
  kind: 'characters' | 'bytes',
): Found | null {
  if (length === null || !['string', 'integer', 'decimal', 'time'].includes(type.kind)) return null;
  if (width !== undefined && Math.max(width, EXACT_WIDTH) <= length) return null;
  const message = `some values have more than ${length} ${kind}, and the column is ${written}: give the field a greatest length, such as string @city 1-${length}, or write left(…, ${length})`;
  return { limit: { kind, most: length }, isSilent: false, message };
}

function integerLimit({ type, written }: MysqlColumn): Found | null {
  const bits = BITS[type] ?? 64;
  const isUnsigned = written.includes('unsigned');
  if (bits === 64 && !isUnsigned) return null;
  const low = isUnsigned ? 0 : -(2 ** (bits - 1));
  const high = isUnsigned ? 2 ** bits - 1 : 2 ** (bits - 1) - 1;
  const range = bits === 64 ? `at least ${low}` : `within ${low} to ${high}`;
  const message = `some values are not ${range}, and the column is ${written}: give the field bounds`;
  return { limit: { kind: 'integer', low, high }, isSilent: false, message };
}

function digitsLimit(type: ColumnType, { precision, scale, written }: MysqlColumn): Found | null {
  if (precision === null || scale === null || isDecimalWithin(type, precision - scale, scale)) return null;
  const message = `some values have more digits than a column of type ${written} keeps: give the field bounds, or write round(…, ${scale})`;
  const limit = { kind: 'digits' as const, whole: precision - scale, decimals: scale };
  return { limit, isSilent: type.kind !== 'integer', message };
}
