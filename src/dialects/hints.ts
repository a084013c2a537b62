import type { Catalogue } from '../model/index.ts';
import type { Findings } from './report.ts';
import type { Column, ColumnType, Condition, SourceSchema, SourceTable } from './schema.ts';
import { conditionColumns } from './condition-columns.ts';

/** What is known of the rows of a table. */
export interface TableHints {
  /** 0 if there are none, null if nobody knows. */
  readonly rows: number | null;
  /** By the names of columns. */
  readonly columns: ReadonlyMap<string, ColumnHints>;
}

export interface ColumnHints {
  /** From 0 to 1. */
  readonly nullShare: number;
  /** Among them the least and the greatest value, as text; empty if nobody knows. */
  readonly extremes: readonly string[];
  /** All values of a text, with their shares; null if they are too many, or not to be known. */
  readonly values: readonly ValueHint[] | null;
}

export interface ValueHint {
  readonly text: string;
  readonly share: number;
}

/** Values that an enum is made of. */
export const MAX_VALUES = 20;
/** Characters of such a value. */
export const MAX_VALUE_LENGTH = 60;
/** Decimals of numbers without a scale. */
const [MIN_DECIMALS, MAX_DECIMALS] = [2, 6];
/** Digits of decimals that are numbers here without a loss. */
const MAX_DIGITS = 15;

/** Adds what is known of rows to a schema. Values of texts that become part of the model are noted. */
export function withHints(
  schema: SourceSchema,
  hints: ReadonlyMap<SourceTable, TableHints>,
  catalogue: Catalogue,
  findings: Findings,
): SourceSchema {
  const tables = schema.tables.map((table) => {
    const known = hints.get(table);
    if (known === undefined) return table;
    const free = freeColumns(table, catalogue);
    const columns = table.columns.map((column): Column => {
      const hint = known.columns.get(column.name);
      if (hint === undefined) return column;
      const words = free.has(column) ? wordsOf(column, hint) : null;
      if (words !== null && hint.values !== null) {
        const message = `The values of the column are in the model, with their shares: ${hint.values.length}.`;
        findings.approximated('VALUES_KEPT', column.at, `${table.name}.${column.name}`, message);
      }
      return { ...column, nullShare: percent(hint.nullShare), ...(words === null ? {} : { words }) };
    });
    return { ...table, columns, ...(known.rows === null || known.rows === 0 ? {} : { rows: known.rows }) };
  });
  return { ...schema, tables };
}

/** Columns whose values follow from nothing else: keys, references, and what a check or a name ties to other columns do. */
function freeColumns(table: SourceTable, catalogue: Catalogue): ReadonlySet<Column> {
  const tied = new Set<string>();
  const { primaryKey, uniques, references, checks, partitionChecks } = table;
  for (const { columns } of [{ columns: primaryKey }, ...uniques, ...references])
    for (const name of columns) tied.add(name);
  for (const { condition } of [...checks, ...partitionChecks]) {
    const names = new Set(conditionColumns(condition));
    if (names.size > 1 || !isPlain(condition)) for (const name of names) tied.add(name);
  }
  const related = catalogue.relate(
    table.columns.map(({ name, type }) => ({
      name,
      type: type.kind === 'timestamp' || type.kind === 'date' || type.kind === 'boolean' ? { kind: type.kind } : null,
      bare: true,
      drawn: true,
    })),
  );
  return new Set(
    table.columns.filter(
      ({ name, isIdentity, isGenerated }) => !isIdentity && !isGenerated && !tied.has(name) && !related.has(name),
    ),
  );
}

/** Whether a condition only compares a column with literals: then what the rows have meets it. */
function isPlain(condition: Condition): boolean {
  const { kind } = condition;
  if (kind === 'and') return condition.of.every(isPlain);
  if (kind === 'in') return condition.of.kind === 'column';
  if (kind === 'not') return condition.of.kind === 'is_null';
  return kind === 'compare' && [condition.left, condition.right].every((side) => SIDES.has(side.kind));
}

const SIDES: ReadonlySet<Condition['kind']> = new Set(['column', 'text', 'number']);

function wordsOf({ type }: Column, { extremes, values }: ColumnHints): readonly string[] | null {
  if (type.kind === 'string') {
    // Texts of a fixed length are padded.
    const { isFixed } = type;
    return values === null
      ? null
      : enumWords(values.map(({ text, share }) => ({ text: isFixed ? text.trimEnd() : text, share })));
  }
  return rangeWords(type, extremes);
}

/** An enum in the short form; null for values that it cannot quote. */
function enumWords(values: readonly ValueHint[]): readonly string[] | null {
  const isFit = ({ text }: ValueHint): boolean =>
    text !== '' && text.trim() === text && text.length <= MAX_VALUE_LENGTH && !/["\\\p{Cc}]/u.test(text);
  if (values.length === 0 || values.length > MAX_VALUES || !values.every(isFit)) return null;
  const shares = percents(values.map(({ share }) => share));
  const items = values.map(({ text }, i) => {
    const quoted = /^[\p{L}\d_][\p{L}\d_ ./:+&-]*$/u.test(text) ? text : `"${text}"`;
    return values.length === 1 ? quoted : `${quoted} ${shares[i]}%`;
  });
  return [`enum(${items.join(', ')})`];
}

/** Whole shares of 100, none of them 0. */
function percents(shares: readonly number[]): readonly number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  const whole = shares.map((share) => Math.max(1, Math.floor((share / all) * 100)));
  const most = whole.indexOf(Math.max(...whole));
  const rest = 100 - whole.reduce((sum, share) => sum + share, 0);
  return whole.map((share, i) => (i === most ? share + rest : share));
}

function rangeWords(type: ColumnType, extremes: readonly string[]): readonly string[] | null {
  const { kind } = type;
  if (kind === 'date' || kind === 'timestamp') {
    const days = extremes.flatMap((text) => /^[1-9]\d{3}-\d\d-\d\d/.exec(text)?.[0] ?? []).toSorted();
    return days.length === 0 ? null : [kind, `${days[0]}..${days.at(-1)}`];
  }
  if (kind === 'integer') return numberWords('integer', extremes, 0);
  if (kind === 'number') return numberWords('number', extremes, decimalsOf(extremes));
  if (kind !== 'decimal') return null;
  const { precision, scale } = type;
  if (precision === null) return numberWords('number', extremes, decimalsOf(extremes));
  if (precision > MAX_DIGITS) return null;
  return numberWords(scale === 0 ? 'integer' : `decimal(${precision},${scale})`, extremes, scale);
}

function numberWords(type: string, extremes: readonly string[], decimals: number): readonly string[] | null {
  const numbers = extremes.filter((text) => NUMBER.test(text)).map(Number);
  if (numbers.length === 0 || numbers.some((number) => Math.abs(number) > Number.MAX_SAFE_INTEGER)) return null;
  const [min, max] = [Math.min(...numbers).toFixed(decimals), Math.max(...numbers).toFixed(decimals)];
  return [type, min.startsWith('-') || max.startsWith('-') ? `${min}..${max}` : `${min}-${max}`];
}

const NUMBER = /^-?\d{1,20}(?:\.(\d+))?$/;

function decimalsOf(texts: readonly string[]): number {
  const most = Math.max(0, ...texts.map((text) => NUMBER.exec(text)?.[1]?.length ?? 0));
  return Math.min(MAX_DECIMALS, Math.max(MIN_DECIMALS, most));
}

/** As a person would write it: whole, or with a digit below one. */
function percent(share: number): number {
  const all = share * 100;
  if (all <= 0) return 0;
  return all < 1 ? Math.max(0.1, Math.round(all * 10) / 10) : Math.min(share < 1 ? 99 : 100, Math.round(all));
}
