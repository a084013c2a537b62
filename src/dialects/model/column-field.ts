import type { Catalogue, ModelScalar } from '../../model/index.ts';
import { draft, type Draft, written } from '../draft.ts';
import { isPrintedMap } from '../print.ts';
import type { Findings } from '../report.ts';
import type { ColumnType, Condition } from '../schema.ts';
import type { ColumnRole } from './column-role.ts';
import type { ColumnBound, ColumnRules } from './column-rules.ts';
import { databaseField, withDirective } from './database-types.ts';
import { ranged } from './field-words.ts';
import { listField, structField } from './nested.ts';
import { DEFAULT_MAX, highest, lowest, NumberFields, typeWord } from './number-fields.ts';
import type { Pattern } from './patterns.ts';
import { literalText } from './simplify.ts';
import { TextFields } from './text-fields.ts';

/** Kinds of columns that are types of the language as well. */
const TYPES = new Set(['integer', 'string', 'boolean', 'date', 'timestamp', 'time']);
/** Digits of a number that a double keeps. */
const EXACT_DIGITS = 15;
/** Items of a list without an upper bound. */
const MAX_ITEMS = 3;

/** The field of a column that is not a reference; null where there is none, which is noted. */
export function columnField(role: ColumnRole, catalogue: Catalogue, findings: Findings): Draft | null {
  const maker = new FieldMaker(role, catalogue, findings);
  const made = role.rules?.expression ?? null;
  const field = made === null ? maker.field(role.column.type) : maker.expression(role.column.type, made);
  if (field === null) return null;
  field.key = role.isKey;
  field.unique = role.isUnique && !role.isKey;
  const { column, rules } = role;
  if (rules !== undefined && rules.when !== null) field.directives.set('$when', rules.when);
  // A column with a default has it where nothing is known, so that nulls are rare.
  const canBeNull = !column.notNull && rules?.notNull !== true && !role.isKey;
  // A null of what it is made from is its own.
  if (made !== null) return field;
  const share = column.nullShare ?? (column.default === null ? 10 : 0);
  field.nulls = rules?.isNull === true ? 100 : canBeNull ? share : 0;
  if (column.parquet !== undefined && takes(field, column.type, column.parquet)) {
    field.directives.set('$parquet', column.parquet);
  }
  return field;
}

/** Whether a field is still what a type of Parquet is for: what nests too deep, or is not understood, is another one. */
function takes({ directives }: Draft, type: ColumnType, parquet: string): boolean {
  if (type.kind !== 'list') return true;
  const items = directives.get('$items');
  if (!parquet.startsWith('map')) return items !== undefined;
  return (
    items !== undefined &&
    isPrintedMap(items) &&
    items.size === 2 &&
    ![...items.keys()].some((name) => /^\$[^$]/.test(name))
  );
}

class FieldMaker {
  readonly #role: ColumnRole;
  readonly #catalogue: Catalogue;
  readonly #findings: Findings;
  readonly #numbers: NumberFields;

  constructor(role: ColumnRole, catalogue: Catalogue, findings: Findings) {
    this.#role = role;
    this.#catalogue = catalogue;
    this.#findings = findings;
    this.#numbers = new NumberFields(role, catalogue, findings);
  }

  field(type: ColumnType): Draft | null {
    const { rules, column } = this.#role;
    if (column.words !== undefined && type.kind !== 'list') return draft(...column.words);
    if (column.pattern !== undefined && type.kind !== 'list') return withDirective('$pattern', column.pattern);
    const values = rules?.values ?? null;
    if (values !== null && type.kind !== 'list') return valuesField(type, fittingValues(values, rules));
    switch (type.kind) {
      case 'integer':
        return this.#numbers.integer(type.min, type.max);
      case 'number':
        return this.#numbers.number('number', 2, DEFAULT_MAX);
      case 'decimal':
        return this.#numbers.decimal(type.precision, type.scale);
      case 'string':
        return new TextFields(this.#role, this.#catalogue, this.#findings).text(type.maxLength, type.isFixed);
      case 'enum':
        return type.values.length === 0 ? this.#unknown('an enum without values') : enumField(type.values);
      case 'date':
      case 'timestamp':
        return this.#time(type.kind);
      case 'time':
        return this.#clock();
      case 'boolean':
      case 'uuid':
      case 'json':
        return draft(type.kind);
      case 'binary':
        return this.#binary(type.maxLength, type.isFixed === true);
      case 'list':
        return type.items === undefined ? this.#list(type.item) : this.#items(type);
      case 'struct': {
        const parts = { catalogue: this.#catalogue, findings: this.#findings, make: this.#make };
        return structField(this.#role, type.members, parts) ?? this.#unknown('an object without fields');
      }
      case 'other':
        return this.#other(type.name);
    }
  }

  /** The field of an expression over its neighbours. */
  expression(type: ColumnType, text: string): Draft {
    const made = draft();
    if (type.kind === 'decimal' && type.precision !== null) {
      made.directives.set('$type', typeWord(type.precision, type.scale));
    } else if (TYPES.has(type.kind)) made.directives.set('$type', type.kind);
    made.directives.set('$expression', text);
    return made;
  }

  #unknown(what: string): Draft | null {
    const { column, path } = this.#role;
    if (!column.notNull) {
      this.#findings.approximated(
        'COLUMN_OPTIONAL',
        column.at,
        path,
        `The type \`${column.typeText}\` (${what}) is not understood. The column can be null, and is omitted.`,
      );
      return null;
    }
    this.#findings.skipped(
      'TYPE_UNKNOWN',
      column.at,
      path,
      `The type \`${column.typeText}\` (${what}) is not understood. The field is a text.`,
    );
    return draft('string');
  }

  #time(type: 'date' | 'timestamp'): Draft {
    const { rules, mayBeNull, isUnique, isKey } = this.#role;
    const form = type === 'date' ? /^\d{4}-\d\d-\d\d/ : /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?/;
    const read = (bound: ColumnBound | null): string | null =>
      bound === null ? null : (form.exec(bound.text)?.[0].replace(' ', 'T') ?? null);
    const [lower, max] = [read(rules?.min ?? null), read(rules?.max ?? null)];
    const min = lower === null ? null : beyondBound(lower, rules?.min?.isOpen === true, 1);
    const isAhead = max !== null && this.#catalogue.isAhead(this.#role.column.name);
    if (
      !isAhead &&
      (min === null || min <= '2025-01-01') &&
      (max === null || max > '2025-12-31') &&
      !(min !== null && max !== null)
    ) {
      return mayBeNull ? draft(type, `@${type}`) : draft(type);
    }
    const from =
      min ?? (max !== null && max > '2025-01-01' ? '2025-01-01' : `${Number((max ?? '2025').slice(0, 4)) - 1}-01-01`);
    const to =
      max === null ? `${Number(from.slice(0, 4)) + 1}-12-31` : beyondBound(max, rules?.max?.isOpen === true, -1);
    if ((isUnique || isKey) && type === 'date') return ranged(type, from, to);
    return ranged(type, from, to);
  }

  /** A time of day. */
  #clock(): Draft {
    const { rules } = this.#role;
    const read = (bound: ColumnBound | null): string | null =>
      /^\d\d:\d\d(?::\d\d)?/.exec(bound?.text ?? '')?.[0] ?? null;
    const [min, max] = [read(rules?.min ?? null), read(rules?.max ?? null)];
    if (min === null && max === null) return draft('time');
    const from = min === null ? '00:00' : minutesFrom(min, rules?.min?.isOpen === true ? 1 : 0);
    return ranged('time', from, max === null ? '23:59' : minutesFrom(max, rules?.max?.isOpen === true ? -1 : 0));
  }

  #binary(limit: number | null, isFixed: boolean): Draft | null {
    const { rules } = this.#role;
    if (isFixed && (limit ?? 0) > MAX_BYTES) return this.#unknown(`binary of ${limit} bytes`);
    const most = Math.min(limit ?? Infinity, rules?.maxLength ?? Infinity);
    const bytes = isFixed ? most : Math.max(Math.min(most, DEFAULT_BYTES), rules?.minLength ?? 1);
    const made = draft('binary');
    if (bytes !== DEFAULT_BYTES) made.options.set('bytes', { value: bytes, text: String(bytes) });
    return made;
  }

  /** @param isInner whether it is an item of a list itself. */
  #list(item: ColumnType, isInner = false): Draft | null {
    const { rules } = this.#role;
    // Of lists in lists all have as many items, as databases want.
    const isNested = item.kind === 'list';
    // What checks say is about the list.
    const maker = new FieldMaker({ ...this.#role, rules: undefined, isUnique: false }, this.#catalogue, this.#findings);
    const inner = item.kind === 'list' ? maker.#list(item.item, true) : maker.field(item);
    if (inner === null) return null;
    const made = draft();
    made.directives.set('$items', written(inner));
    if (isNested || isInner) made.directives.set('$length', { value: 2, text: '2' });
    const [least, most] = [rules?.minLength ?? null, rules?.maxLength ?? null];
    if (least !== null || most !== null) {
      const min = Math.min(least ?? 1, most ?? Infinity);
      made.directives.set('$length', `${min}-${Math.min(most ?? Infinity, min + MAX_ITEMS)}`);
    }
    return made;
  }

  /** A list of whose items more is known than their type. */
  #items(type: ColumnType & { kind: 'list' }): Draft | null {
    return listField(this.#role, type, this.#findings, this.#make) ?? this.#unknown('a list');
  }

  readonly #make = (role: ColumnRole): Draft | null => columnField(role, this.#catalogue, this.#findings);

  #other(name: string): Draft | null {
    return (
      databaseField(name, this.#role.isUnique || this.#role.isKey) ?? this.#unknown('a type without a counterpart')
    );
  }
}

/** Bytes of a binary field: by default, and at most. */
const DEFAULT_BYTES = 16;
const MAX_BYTES = 4096;

/** An enum in the short form; long ones, and values that it cannot quote, as a list. */
export function enumField(all: readonly string[]): Draft {
  const isPlain = all.every(
    (value) =>
      !(value.includes('"') && value.includes("'")) && value.trim() === value && value !== '' && !/[\n\\]/.test(value),
  );
  const texts = all.map((value) =>
    /^[\p{L}\d_][\p{L}\d_ ./:+&-]*$/u.test(value) ? value : value.includes('"') ? `'${value}'` : `"${value}"`,
  );
  return isPlain && new Set(all).size === all.length
    ? draft(`enum(${texts.join(', ')})`)
    : withDirective('$values', [...new Set(all)]);
}

function valuesField(type: ColumnType, allowed: readonly Condition[]): Draft {
  const texts = [...new Set(allowed.map(literalText))];
  if (type.kind === 'string' || type.kind === 'enum') return enumField(texts);
  const made = draft();
  const scalars = texts.map((text): ModelScalar => {
    if (type.kind === 'boolean') return /^(?:true|t|1|yes|on)$/i.test(text);
    const value = Number(text);
    return Number.isNaN(value) || text === '' ? text : { value, text };
  });
  if (type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'number') {
    const numbers = scalars.map((one) => (one !== null && typeof one === 'object' ? one.value : Number.NaN));
    const sorted = numbers.toSorted((a, b) => a - b);
    const isRun = sorted.length > 2 && sorted.every((value, i) => Number.isInteger(value) && value === sorted[0] + i);
    if (isRun && type.kind === 'integer') return ranged('integer', String(sorted[0]), String(sorted.at(-1)));
  }
  const digits = Math.max(0, ...texts.map((text) => text.replaceAll(/\D/g, '').length));
  if (digits > EXACT_DIGITS && type.kind !== 'boolean') made.directives.set('$type', exactType(type));
  made.directives.set('$values', scalars);
  return made;
}

/** The values that meet the other checks as well; all if none does. */
function fittingValues(values: readonly Condition[], rules: ColumnRules | undefined): readonly Condition[] {
  if (rules === undefined) return values;
  const { min, max, minLength, maxLength, patterns, excluded } = rules;
  const fitting = values.filter((value) => {
    const text = literalText(value);
    const isWithin =
      value.kind !== 'number' ||
      (Number(text) >= lowest(min, 0, -Infinity) && Number(text) <= highest(max, 0, Infinity));
    return (
      isWithin &&
      !excluded.includes(text) &&
      text.length >= (minLength ?? 0) &&
      text.length <= (maxLength ?? Infinity) &&
      patterns.every(({ test }: Pattern) => test.test(text))
    );
  });
  return fitting.length === 0 ? values : fitting;
}

/** A time of day some minutes later, of the same day. */
function minutesFrom(text: string, more: number): string {
  if (more === 0) return text;
  const [hours, minutes] = text.split(':').map(Number);
  const total = Math.min(Math.max(0, hours * 60 + minutes + more), 1439);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** The next day or second before a bound that is excluded, or after it. */
function beyondBound(text: string, isOpen: boolean, direction: 1 | -1): string {
  if (!isOpen) return text;
  const isDay = text.length === 10;
  const time = Date.parse(isDay ? `${text}T00:00:00Z` : `${text}${text.length === 16 ? ':00' : ''}Z`);
  if (Number.isNaN(time)) return text;
  return new Date(time + direction * (isDay ? 86_400_000 : 1000)).toISOString().slice(0, isDay ? 10 : 19);
}

/** The type that has all digits of the numbers of a column. */
function exactType(type: ColumnType): string {
  return type.kind === 'decimal' ? typeWord(type.precision ?? 38, type.scale) : 'decimal(19,0)';
}
