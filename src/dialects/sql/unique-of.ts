import type { Condition, Unique } from '../schema.ts';

/** What an index compares: a column, or an expression. */
export interface IndexPart {
  /** Null for an expression. */
  readonly column: string | null;
  readonly expression: Condition;
  /** As the source writes it. */
  readonly text: string;
}

/** Functions of which different results come from different arguments, as far as the values of a model go. */
const FOLDING = new Set([
  'lower',
  'upper',
  'lcase',
  'ucase',
  'trim',
  'btrim',
  'md5',
  'unaccent',
  'citext',
  'f_unaccent',
]);
const DEFAULTING = new Set(['coalesce', 'ifnull', 'nvl', 'isnull']);

/** A unique constraint or index over columns and expressions. */
export function uniqueOf(
  parts: readonly IndexPart[],
  {
    where,
    hasEqualNulls,
    ...unique
  }: Pick<Unique, 'name' | 'at' | 'isIndex'> & {
    /** Of a partial index. */
    readonly where: Condition | null;
    /** Whether two nulls are alike. */
    readonly hasEqualNulls: boolean;
  },
): Unique {
  const isExpression = parts.some(({ column }) => column === null);
  const compared = parts.map(({ column, expression }) => {
    return column === null ? comparedColumn(expression) : { column, isNotNull: hasEqualNulls };
  });
  const columns = compared.flatMap((one) => (one === null ? [] : one.column));
  const stricter = {
    columns: [...new Set(columns)],
    notNull: compared.flatMap((one) => (one?.isNotNull === true ? one.column : [])),
  };
  const isStricter = (isExpression || hasEqualNulls) && columns.length === parts.length;
  return {
    ...unique,
    columns: parts.map(({ column, text }) => column ?? text),
    isExpression,
    isPartial: where !== null,
    ...(where === null ? {} : { where }),
    ...(isStricter ? { stricter } : {}),
  };
}

/** The column that an expression compares, and whether it takes null for another value. */
function comparedColumn(expression: Condition): { readonly column: string; readonly isNotNull: boolean } | null {
  if (expression.kind === 'column') return { column: expression.name, isNotNull: false };
  if (expression.kind !== 'call') return null;
  const [first, ...others] = expression.of;
  const name = expression.name.split('.').at(-1) ?? '';
  const inner = first === undefined ? null : comparedColumn(first);
  if (inner === null || others.some(({ kind }) => kind === 'column' || kind === 'call')) return null;
  if (DEFAULTING.has(name)) return { ...inner, isNotNull: true };
  return FOLDING.has(name) && others.length === 0 ? inner : null;
}
