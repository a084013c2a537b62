import type { Expression } from '../../model/index.ts';
import type { Table } from '../../engine/table.ts';
import type { ColumnType } from '../../engine/vector.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** What a condition compares: columns of one family only, so that every database compares alike. */
type Family = 'number' | 'text' | 'boolean' | 'date' | 'timestamp' | 'time';

interface Term {
  readonly sql: string;
  readonly family: Family;
  /** Whether it is exact, so that it can be added. */
  readonly isInteger: boolean;
}

/** Digits that SQLite compares exactly in a decimal. */
const EXACT_DIGITS = 15;

/** The checks of a table that SQL can say, as constraints; a check with null on one side holds there as well. */
export function checkConstraints({ checks = [], columns }: Table, dialect: SqlDialect): readonly string[] {
  const types = Object.assign(new Map(columns.map(({ name, type }) => [name, type])), { dialect });
  return checks.flatMap((check) => {
    const sql = conditionOf(check, types);
    return sql === null ? [] : [`CHECK (${sql})`];
  });
}

type Types = ReadonlyMap<string, ColumnType> & { readonly dialect: SqlDialect };

function conditionOf(expression: Expression, types: Types): string | null {
  if (expression.op === 'unary' && expression.operator === '!') {
    const inner = conditionOf(expression.operand, types);
    return inner === null ? null : `NOT (${inner})`;
  }
  if (expression.op === 'path') {
    const term = termOf(expression, types);
    return term?.family === 'boolean' ? term.sql : null;
  }
  if (expression.op !== 'binary') return null;
  const { operator, left, right } = expression;
  if (operator === '&&' || operator === '||') {
    const [a, b] = [conditionOf(left, types), conditionOf(right, types)];
    return a === null || b === null ? null : `(${a} ${operator === '&&' ? 'AND' : 'OR'} ${b})`;
  }
  if (operator === 'in') return membershipOf(left, right, types);
  const sign = SIGNS[operator];
  if (sign === undefined) return null;
  const nothing = [left, right].find((side) => side.op === 'literal' && side.value === null);
  if (nothing !== undefined) {
    const other = nothing === left ? right : left;
    const name = other.op === 'path' ? other.names.join('.') : '';
    const column = types.has(name) ? types.dialect.identifier(name) : null;
    return column === null ? null : `${column} IS ${operator === '==' ? '' : 'NOT '}NULL`;
  }
  const [a, b] = [termOf(left, types), termOf(right, types)];
  if (a !== null && b !== null) {
    const [x, y] = [as(a, b.family, left), as(b, a.family, right)];
    return x === null || y === null ? null : `${x} ${sign} ${y}`;
  }
  const [c, d] = [conditionOf(left, types), conditionOf(right, types)];
  return c === null || d === null ? null : `(${c}) ${sign} (${d})`;
}

const SIGNS: Readonly<Record<string, string>> = { '==': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' };

function membershipOf(left: Expression, right: Expression, types: Types): string | null {
  if (right.op !== 'list') return null;
  if (left.op === 'list') {
    const rows = right.items.map((row) => {
      if (row.op !== 'list') return null;
      const pairs = row.items.map((item, i) => {
        const equality: Expression = { op: 'binary', operator: '==', left: left.items[i], right: item, at: item.at };
        return conditionOf(equality, types);
      });
      return pairs.includes(null) ? null : `(${pairs.join(' AND ')})`;
    });
    return rows.includes(null) ? null : `(${rows.join(' OR ')})`;
  }
  const value = termOf(left, types);
  if (value === null) return null;
  const items = right.items.map((item) => {
    const term = termOf(item, types);
    return term === null ? null : as(term, value.family, item);
  });
  return items.includes(null) ? null : `${value.sql} IN (${items.join(', ')})`;
}

/** The term among those of a family; a text in the form of a date is one there. */
function as(term: Term, family: Family, { op }: Expression): string | null {
  if (term.family === family) return term.sql;
  const isDate = family === 'date' && op === 'literal' && /^'\d{4}-\d\d-\d\d'$/.test(term.sql);
  // The other side says what it is.
  const isOther = term.family === 'date' && family === 'text';
  return isDate || isOther ? term.sql : null;
}

function termOf(expression: Expression, types: Types): Term | null {
  switch (expression.op) {
    case 'literal': {
      const { value } = expression;
      // No text of PostgreSQL's holds U+0000.
      if (typeof value === 'string' && !value.includes('\0'))
        return { sql: types.dialect.literal(value), family: 'text', isInteger: false };
      // Databases without truth values have no literal for one.
      return null;
    }
    case 'number':
      return { sql: expression.text.replaceAll('_', ''), family: 'number', isInteger: /^\d+$/.test(expression.text) };
    case 'path': {
      const name = expression.names.join('.');
      const type = types.get(name);
      const family = type === undefined ? null : familyOf(type);
      return family === null
        ? null
        : { sql: types.dialect.identifier(name), family, isInteger: type?.kind === 'integer' };
    }
    case 'unary': {
      const inner = expression.operator === '-' ? termOf(expression.operand, types) : null;
      return inner?.family === 'number' ? { ...inner, sql: `-${inner.sql}` } : null;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator !== '+' && operator !== '-') return null;
      const [a, b] = [termOf(left, types), termOf(right, types)];
      // Sums of decimals are not exact where they are kept as floats.
      if (a?.isInteger !== true || b?.isInteger !== true) return null;
      return { sql: `(${a.sql} ${operator} ${b.sql})`, family: 'number', isInteger: true };
    }
    case 'call':
    case 'list':
      return null;
  }
}

function familyOf(type: ColumnType): Family | null {
  switch (type.kind) {
    case 'decimal':
      return (type.stored ?? type).precision > EXACT_DIGITS ? null : 'number';
    case 'integer':
      return 'number';
    case 'string':
    case 'enum':
      return 'text';
    case 'boolean':
    case 'date':
    case 'time':
    case 'timestamp':
      return type.kind;
    case 'binary':
    case 'json':
    case 'list':
    case 'number':
    case 'struct':
    case 'uuid':
      return null;
  }
}
