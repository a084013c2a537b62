import type { Catalogue, Inference, ModelScalar } from '../../model/index.ts';
import { draft, type Draft, written } from '../draft.ts';
import { isPrintedMap } from '../print.ts';
import type { Findings } from '../report.ts';
import type { ColumnType, Condition } from '../schema.ts';
import type { ColumnRole } from './column-role.ts';
import type { ColumnBound, ColumnRules } from './column-rules.ts';
import { databaseField, withDirective } from './database-types.ts';
import { isSpelled } from './letters.ts';
import { listField, structField } from './nested.ts';
import { fitsGenerator, fitted, padded, type Pattern, patternLength } from './patterns.ts';
import { literalText } from './simplify.ts';
import { isCuttable, LONGEST_TEXTS, longestOf, SHORTER, SIZED } from './text-lengths.ts';

/** Digits of decimals, all and after the point. */
const MAX_PRECISION = 18;
/** Kinds of columns that are types of the language as well. */
const TYPES = new Set(['integer', 'string', 'boolean', 'date', 'timestamp', 'time']);
const MAX_SCALE = 12;
/** What a number is without bounds. */
const DEFAULT_MAX = 1000;
/** Values of a unique number without bounds. */
const MAX_UNIQUE = 999_999_999;
/** Characters of a text that is made without a meaning. */
const MAX_WORDS = 60;
/** Characters of a text of one case of letters. */
const [MIN_LETTERS, MAX_LETTERS, MAX_UNIQUE_LETTERS] = [3, 8, 10];
/** Characters of a number with two decimals. */
const MIN_DECIMALS = 5;
/** Characters of a code that is shorter than usual. */
const MIN_HEX = 8;
/** Generators whose texts have no upper-case letters. */
const LOWER_CASE = new Set(['email', 'slug', 'uuid', 'domain', 'user_name', 'ipv4', 'ipv6', 'hex']);
const NOTHING: Inference = { kind: 'generator', name: '', options: {}, few: false };
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

  constructor(role: ColumnRole, catalogue: Catalogue, findings: Findings) {
    this.#role = role;
    this.#catalogue = catalogue;
    this.#findings = findings;
  }

  field(type: ColumnType): Draft | null {
    const { rules, column } = this.#role;
    if (column.words !== undefined && type.kind !== 'list') return draft(...column.words);
    if (column.pattern !== undefined && type.kind !== 'list') return withDirective('$pattern', column.pattern);
    const values = rules?.values ?? null;
    if (values !== null && type.kind !== 'list') return valuesField(type, fittingValues(values, rules));
    switch (type.kind) {
      case 'integer':
        return this.#integer(type.min, type.max);
      case 'number':
        return this.#number('number', 2, DEFAULT_MAX);
      case 'decimal':
        return this.#decimal(type.precision, type.scale);
      case 'string':
        return this.#text(type.maxLength, type.isFixed);
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
      const scale = Math.min(type.scale, MAX_SCALE);
      const whole = Math.min(type.precision - type.scale, MAX_PRECISION - scale);
      made.directives.set('$type', `decimal(${whole + scale},${scale})`);
    } else if (TYPES.has(type.kind)) made.directives.set('$type', type.kind);
    made.directives.set('$expression', text);
    return made;
  }

  /** What the name of the column means for a type, the best first. */
  #inferred(type: 'string' | 'integer' | 'number' | 'decimal' | 'date' | 'timestamp'): readonly Inference[] {
    const { column, owners, isUnique, isKey } = this.#role;
    const all = this.#catalogue.infer(column.name, type, owners);
    return isUnique || isKey ? all.filter((one) => one.kind === 'generator' && !one.few) : all;
  }

  /** The first inference of numbers that the type can hold. */
  #numbers(type: 'integer' | 'number' | 'decimal', scale: number): Inference | undefined {
    return this.#inferred(type).find((one) => {
      if (one.kind !== 'numbers') return true;
      const unit = 10 ** -scale;
      const size = Math.floor(one.max.value / unit) - Math.ceil(one.min.value / unit);
      return size >= 2 && (one.step === null || Number((one.step / unit).toFixed(6)) % 1 === 0);
    });
  }

  /** Whether what the name means is within bounds, and has all numbers that checks name. */
  #isInferred(inference: Inference | undefined, min: number, max: number): boolean {
    return (
      isWithin(inference, min, max) &&
      this.#role.reach.every((value) => isWithin(inference, -Infinity, Infinity, value))
    );
  }

  /** Bounds that contain what checks compare the numbers with. */
  #reached(min: number, max: number): readonly [low: number, high: number] {
    const { reach } = this.#role;
    const low = Math.max(min, Math.min(0, ...reach.map((value) => value - 1)));
    return [low, Math.min(max, Math.max(upTo(low), ...reach.map((value) => value * 2 + 1)))];
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

  #integer(least: number, most: number): Draft {
    const { rules, isKey, isUnique, column } = this.#role;
    if (rules !== undefined && rules.step !== null) return stepped(rules, rules.step, least, most);
    if (isKey && rules?.min === undefined) return draft('integer');
    const min = Math.max(least, lowest(rules?.min ?? null, 1, least));
    const max = Math.min(most, highest(rules?.max ?? null, 1, most));
    const isBounded = (rules?.min ?? null) !== null || (rules?.max ?? null) !== null;
    if ((isKey || column.isIdentity) && min <= 1 && max >= 1000)
      return isKey ? draft('integer') : draft('integer', '@sequence');
    if (isUnique || isKey) {
      const from = isBounded && min > least ? min : Math.max(1, min);
      return ranged('integer', String(from), String(Math.min(max, Math.max(from, MAX_UNIQUE))));
    }
    const inference = this.#numbers('integer', 0);
    if (this.#role.mayBeNull) {
      const [low, high] = rangeOf(inference ?? NO_INFERENCE) ?? [0, DEFAULT_MAX];
      return ranged('integer', String(Math.max(low, min)), String(Math.min(max, high)));
    }
    if (this.#isInferred(inference, min, max)) return draft('integer');
    if (inference === undefined && this.#isInferred(NO_INFERENCE, min, max)) return draft('integer');
    if (!isBounded && this.#role.reach.length > 0) {
      const [low, high] = this.#reached(min, max);
      return ranged('integer', String(Math.floor(low)), String(Math.ceil(high)));
    }
    const from = isBounded && min > least ? min : Math.max(0, min);
    return ranged('integer', String(from > max ? max : from), String(Math.min(max, upTo(from))));
  }

  #decimal(precision: number | null, scale: number): Draft {
    const { column, path, isKey, isUnique, rules } = this.#role;
    if (precision === null) return this.#number('number', 2, Infinity);
    const digits = Math.min(precision, 15);
    if (scale === 0) return this.#integer(-(10 ** digits - 1), 10 ** digits - 1);
    const kept = Math.min(scale, MAX_SCALE);
    const whole = Math.min(Math.max(precision - scale, 0), MAX_PRECISION - kept);
    if (precision > MAX_PRECISION || scale > MAX_SCALE) {
      const message = `A decimal has at most ${MAX_PRECISION} digits, ${MAX_SCALE} of them after the point; \`${column.typeText}\` becomes decimal(${whole + kept},${kept}).`;
      this.#findings.approximated('TYPE_APPROXIMATED', column.at, path, message);
    }
    const type = `decimal(${whole + kept},${kept})`;
    const most = 10 ** whole - 10 ** -kept;
    if (rules !== undefined && rules.step !== null) return stepped(rules, rules.step, -most, most, type);
    if (isKey || isUnique) return ranged(type, (10 ** -kept).toFixed(kept), Math.min(most, MAX_UNIQUE).toFixed(kept));
    return this.#number(type, kept, most);
  }

  /** @param most that the type can hold. */
  #number(type: string, scale: number, most: number): Draft {
    const { rules } = this.#role;
    const unit = 10 ** -scale;
    const isBounded = (rules?.min ?? null) !== null || (rules?.max ?? null) !== null;
    const min = lowest(rules?.min ?? null, unit, -most);
    const max = Math.min(most, highest(rules?.max ?? null, unit, most));
    const inference = this.#numbers(type === 'number' ? 'number' : 'decimal', scale);
    if (this.#role.mayBeNull) return ranged(type, '0', Math.min(max, DEFAULT_MAX).toFixed(scale));
    if (this.#isInferred(inference, min, max)) return draft(type);
    const { reach } = this.#role;
    if (!isBounded && inference === undefined && reach.length === 0) return draft(type);
    if (inference === undefined && this.#isInferred(NO_INFERENCE, min, Math.max(max, Math.min(most, DEFAULT_MAX)))) {
      if (max >= Math.min(most, DEFAULT_MAX)) return draft(type);
    }
    if (!isBounded && reach.length > 0) {
      const [low, high] = this.#reached(min, max);
      return ranged(type, low.toFixed(scale), high.toFixed(scale));
    }
    const from = isBounded && min > -most ? min : Math.min(0, max);
    return ranged(type, from.toFixed(scale), Math.min(max, upTo(from)).toFixed(scale));
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

  #text(limit: number | null, isFixed: boolean): Draft {
    const { rules, isKey, isUnique, column, path } = this.#role;
    const most = Math.min(limit ?? Infinity, rules?.maxLength ?? Infinity);
    const least = Math.max(1, rules?.minLength ?? 1);
    const formed = rules === undefined ? null : this.#formed(rules, least, most, isFixed ? limit : null);
    if (formed !== null) return formed;
    if (isKey) return most >= 36 && least <= 36 ? draft('string') : sized(least, most, isFixed);
    // What a name means may be longer than an item of a list.
    if (column.type.kind === 'list' && limit !== null) return sized(least, most, isFixed);
    const all = this.#inferred('string');
    if (all[0] !== undefined && !isSpelled(all[0], column.letters)) {
      const message = `The character set of the column lacks letters of values for \`${column.name}\`. They are words instead.`;
      this.#findings.approximated('TYPE_APPROXIMATED', column.at, path, message);
      return sized(least, most, isFixed && isUnique);
    }
    // Some countries have none.
    if (all[0]?.kind === 'generator' && all[0].name === 'postcode' && rules?.minLength === 1 && most >= 5) {
      return withDirective('$pattern', '[1-9][0-9]{4}');
    }
    const fitting = all.find((one) => longestOf(one) <= most && least === 1);
    if (all[0] !== undefined && fitting === all[0]) return draft('string');
    if (all[0]?.kind === 'generator' && SIZED.has(all[0].name)) {
      if (most === Infinity && least === 1) return draft('string');
      return ranged('string', String(least), String(Math.min(most, Math.max(least, 200))), `@${all[0].name}`);
    }
    if (all[0] === undefined && least === 1 && most >= MAX_WORDS) return draft('string');
    if (all[0] !== undefined && most === Infinity && least === 1) return draft('string');
    const shorter = all[0]?.kind === 'generator' ? (SHORTER[all[0].name] as string | undefined) : undefined;
    if (shorter !== undefined && !isUnique && least === 1 && LONGEST_TEXTS[shorter] <= most) {
      return draft('string', `@${shorter}`);
    }
    if (all[0]?.kind === 'generator' && all[0].name === 'gender' && !isUnique) return draft('enum(F, M)');
    const drawn = all.find(({ kind }) => kind !== 'expression');
    const cut = drawn === undefined || least > 1 ? null : this.#cut(drawn, most);
    if (cut !== null) return cut;
    if (all[0] !== undefined) {
      const message = `The column takes ${most} characters, and values for \`${column.name}\` can be longer. They are words instead.`;
      this.#findings.approximated('LENGTH_SHORT', column.at, path, message);
    }
    return sized(least, most, isFixed && isUnique);
  }

  /** What a name means in fewer characters; null if nothing of it would be left. */
  #cut(inference: Inference, most: number): Draft | null {
    const entry = inference.kind === 'generator' ? this.#catalogue.find(inference.name) : undefined;
    // A range of a name that means numbers is one of numbers, which may have decimals.
    if (most < MIN_DECIMALS && (inference.kind === 'numbers' || (entry !== undefined && entry.type !== 'string'))) {
      return withDirective('$pattern', most === 1 ? '[1-9]' : `[1-9][0-9]{0,${most - 1}}`);
    }
    if (inference.kind !== 'generator') return null;
    const { name } = inference;
    if (name === 'hex' && most >= MIN_HEX) {
      const made = draft('string', '@hex');
      made.options.set('length', { value: most, text: String(most) });
      return made;
    }
    return entry?.range === 'longest' && isCuttable(name, most, this.#role.isUnique)
      ? ranged('string', '1', String(most), `@${name}`)
      : null;
  }

  /** A text of the form that checks ask for; null if they ask for none. */
  #formed({ patterns, letters }: ColumnRules, least: number, most: number, fixed: number | null): Draft | null {
    const { column, path, isUnique } = this.#role;
    if (patterns.length === 0 && letters === null) return null;
    const [inference] = this.#inferred('string');
    const generator = inference?.kind === 'generator' ? inference.name : '';
    const hasLetters = letters === null || LOWER_CASE.has(generator);
    const isFitting = longestOf(inference ?? NOTHING) <= most && least === 1 && hasLetters;
    if (isFitting && patterns.every((pattern) => fitsGenerator(pattern, generator))) return draft('string');
    const [pattern] = patterns.toSorted((a, b) => b.whole.length - a.whole.length);
    if (pattern === undefined) {
      if (letters === 'lower' && least === 1 && most >= LONGEST_TEXTS['slug']) return draft('string', '@slug');
      const max = Math.min(most, Math.max(least, isUnique ? MAX_UNIQUE_LETTERS : MAX_LETTERS));
      const min = isUnique ? max : Math.min(max, Math.max(least, MIN_LETTERS));
      return withDirective(
        '$pattern',
        `[${letters === 'lower' ? 'a-z' : 'A-Z'}]{${min === max ? max : `${min},${max}`}}`,
      );
    }
    // Shorter texts are padded with blanks, which a pattern sees.
    const filled = fixed === null ? null : padded(pattern.whole, fixed);
    const whole = filled ?? (most === Infinity ? pattern.whole : fitted(pattern.whole, most));
    const skip = (why: string): void =>
      this.#findings.skipped('CHECK_SKIPPED', column.at, path, `Not all texts meet the checks: ${why}`);
    if (whole === null) skip(`texts of the pattern are longer than ${most} characters.`);
    else if (least > 1 && patternLength(whole)[0] < least)
      skip(`texts of the pattern are shorter than ${least} characters.`);
    if (patterns.length > 1) skip('they are of one pattern, and there are several.');
    return withDirective('$pattern', whole ?? pattern.whole);
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

function ranged(type: string, min: string, max: string, ...words: readonly string[]): Draft {
  const isPlain = /^\d/.test(min) && /^\d/.test(max) && !/[-T:]/.test(min + max);
  return draft(type, ...words, isPlain ? `${min}-${max}` : `${min}..${max}`);
}

/** A text without a meaning, of a length. */
function sized(least: number, most: number, isFixed: boolean): Draft {
  const max = Math.min(most, Math.max(least, MAX_WORDS));
  return ranged('string', String(isFixed ? max : least), String(max));
}

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

/** Multiples of a number. */
function stepped({ min, max }: ColumnRules, step: string, least: number, most: number, type = 'integer'): Draft {
  const size = Number(step);
  const from = Math.ceil(Math.max(least, lowest(min, 1, 0)) / size) * size;
  const to = Math.min(most, highest(max, 1, Math.max(from + DEFAULT_MAX, from + size * 10)));
  const made = draft(type);
  for (const [name, value] of [
    ['$min', from],
    ['$max', to],
    ['$step', size],
  ] as const) {
    made.directives.set(name, { value, text: String(value) });
  }
  return made;
}

/** The upper end of numbers that begin somewhere, and have no bound above. */
function upTo(from: number): number {
  return from < DEFAULT_MAX ? DEFAULT_MAX : from + DEFAULT_MAX;
}

/** The least value at or above a bound. */
function lowest(bound: ColumnBound | null, unit: number, fallback: number): number {
  if (bound === null || Number.isNaN(Number(bound.text))) return fallback;
  const value = Number(bound.text);
  if (bound.isOpen) return unit === 1 ? Math.floor(value) + 1 : value + unit;
  return unit === 1 ? Math.ceil(value) : value;
}

function highest(bound: ColumnBound | null, unit: number, fallback: number): number {
  if (bound === null || Number.isNaN(Number(bound.text))) return fallback;
  const value = Number(bound.text);
  if (bound.isOpen) return unit === 1 ? Math.ceil(value) - 1 : value - unit;
  return unit === 1 ? Math.floor(value) : value;
}

/** What a number without a meaning is. */
const NO_INFERENCE: Inference = {
  kind: 'numbers',
  min: { value: 0, text: '0' },
  max: { value: DEFAULT_MAX, text: String(DEFAULT_MAX) },
  step: null,
  distribution: null,
};

/**
 * Whether an inference gives numbers that are within bounds.
 * @param among a number that is one of them; none if omitted.
 */
export function isWithin(
  inference: Inference | undefined,
  min: number,
  max: number,
  among: number | null = null,
): boolean {
  if (inference === undefined) return false;
  if (inference.kind === 'values') {
    const numbers = inference.values.map((value) =>
      value !== null && typeof value === 'object' ? value.value : Number.NaN,
    );
    return numbers.every((value) => value >= min && value <= max) && (among === null || numbers.includes(among));
  }
  const range = rangeOf(inference);
  if (range === null || range[0] < min || range[1] > max) return false;
  return among === null || (among >= range[0] && among <= range[1]);
}

function rangeOf(inference: Inference): readonly [min: number, max: number] | null {
  if (inference.kind === 'numbers') return [inference.min.value, inference.max.value];
  const known = inference.kind === 'generator' && Object.hasOwn(NUMBERS, inference.name);
  return known ? NUMBERS[inference.name] : null;
}

/** What generators of numbers make at least and at most. */
const NUMBERS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  age: [0, 120],
  year: [1900, 2100],
  rating: [0, 10],
  percentage: [0, 100],
  quantity: [0, 1000],
  latitude: [-90, 90],
  longitude: [-180, 180],
  port: [0, 65_535],
};

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
