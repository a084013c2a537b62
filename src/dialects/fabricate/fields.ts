import { arithmetic, quotedName, quotedText } from './expression.ts';
import { type Draft, draft } from '../draft.ts';
import { folded, generatorOf } from './generators.ts';
import { isObject, shown, type Thing } from './node.ts';
import type { Printed } from '../print.ts';
import type { Tables } from './plan.ts';
import { cell, type ColumnType, columnType, numberText, scalarNumber, typeWord } from './types.ts';

/** A field, and what surrounds it. */
export interface Column {
  readonly entity: string;
  readonly name: string;
  readonly thing: Thing;
  readonly tables: Tables;
}

type Maker = (column: Column, type: ColumnType | null) => Draft | null;

/** A field of the definition as one of ours. What cannot be said is noted, and approximated by its name and type. */
export function fieldOf(column: Column): Draft {
  const { thing } = column;
  const generator = thing.text('generator');
  const type = columnType(thing.text('data_type'));
  const maker = generator === null ? undefined : MAKERS.get(folded(generator));
  const made = maker === undefined ? named(column, generator, type) : maker(column, type);
  const field = made ?? guess(type);
  decorate(field, column, type);
  return field;
}

/** What a field of this name and type gets: our own inference decides. */
function guess(type: ColumnType | null): Draft {
  return draft(type === null ? 'string' : typeWord(type));
}

function named({ thing }: Column, generator: string | null, type: ColumnType | null): Draft {
  if (generator === null) {
    thing.note('no generator: what the name and the type suggest');
    return guess(type);
  }
  const found = generatorOf(generator);
  if (found === undefined || found.known.reason !== null) {
    const why = found === undefined ? '' : ` (${found.known.reason})`;
    thing.note(`there is no generator ${shown(generator)} here${why}: what the name and the type suggest`, 'generator');
    return guess(type);
  }
  const field = draft(...found.form.split(' '));
  for (const [name, value] of Object.entries(found.known.options)) {
    field.options.set(name, typeof value === 'number' ? scalarNumber(value) : value);
  }
  return field;
}

/** What every field may have beside its generator. */
function decorate(field: Draft, column: Column, type: ColumnType | null): void {
  const { thing, entity, name, tables } = column;
  const percent = thing.number('percent_null') ?? 0;
  field.nulls = Math.min(100, Math.max(0, percent));
  field.hidden = thing.flag('virtual');
  field.unique = thing.flag('unique') && !field.isPer;
  field.key = tables.isKey(entity, name);
  if (field.key) field.nulls = 0;
  const seed = thing.get('seed');
  if (typeof seed === 'number' || (typeof seed === 'string' && seed !== '')) {
    field.directives.set('$seed', typeof seed === 'number' ? scalarNumber(seed) : seed);
  }
  const group = thing.text('group_key');
  if (group !== null) field.directives.set('$group', group);
  if (thing.has('postprocessing_sql'))
    thing.note('left out: there is no SQL while rows are made', 'postprocessing_sql');
  const when = condition(column, type);
  if (when !== null && !field.key && !field.isPer) field.directives.set('$when', when);
}

function condition({ thing, entity, tables }: Column, _type: ColumnType | null): string | null {
  const conditions = thing.things('conditions');
  if (conditions.length === 0) return null;
  const parts: string[] = [];
  for (const one of conditions) {
    const subset = one.text('subset_field');
    const operator = one.text('operator');
    if (subset === null || !tables.hasField(entity, subset) || subset === thing.text('name')) {
      one.note('left out: it names no other field of the entity', 'subset_field');
      continue;
    }
    if (one.number('weight') !== null && one.number('weight') !== 100) {
      one.note('approximated: the condition always holds, whatever its weight', 'weight');
    }
    const path = quotedName(subset);
    if (operator === 'is_not_null') {
      parts.push(`${path} != null`);
      continue;
    }
    const values = valuesOf(one, tables.typeOf(entity, subset));
    if (values.length === 0 || (operator !== 'is_one_of' && operator !== 'is_not_one_of')) {
      one.note(`left out: ${shown(operator ?? 'no operator')} with these values has no meaning here`);
      continue;
    }
    const within = `${path} in [${values.join(', ')}]`;
    parts.push(operator === 'is_one_of' ? within : `not (${within})`);
  }
  if (thing.has('default_weight'))
    thing.note('left out: outside of its conditions the field is null', 'default_weight');
  return parts.length === 0 ? null : parts.join(' and ');
}

function valuesOf(one: Thing, type: ColumnType | null): readonly string[] {
  const value = one.get('subset_value');
  const all: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(',').map((text) => text.trim())
      : [value];
  return all.flatMap((item) => {
    const text = typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean' ? String(item) : '';
    if (text === '' || text.length > 200) return [];
    const read = cell(text, type);
    return [typeof read === 'string' ? quotedText(read) : String(read)];
  });
}

/** Generators with settings of their own. */
const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['number', number],
  ['constant', constant],
  ['boolean', boolean],
  ['array', array],
  ['character sequence', characterSequence],
  ['lorem ipsum', lorem],
  ['datetime', datetime],
  ['date time', datetime],
  ['foreign key', foreignKey],
  ['column from another table', otherColumn],
  ['sum from another table', sum],
  ['formula', formula],
  ['phone number us', phone],
  ['custom list', customList],
  ['list', customList],
  ['source file', sourceFile],
  ...['sql', 'ai', 'unstructured data', 'rank', 'sum of previous rows', 'value from previous row'].map(
    (name) => [name, unsupported] as const,
  ),
  ['regular expression', unsupported],
]);

function unsupported({ thing }: Column, type: ColumnType | null): Draft {
  const generator = shown(thing.text('generator') ?? '');
  thing.note(`${generator} cannot be said here: what the name and the type suggest`, 'generator');
  return guess(type);
}

function number(column: Column, type: ColumnType | null): Draft {
  const { thing } = column;
  const law = thing.text('distribution')?.toLowerCase() ?? null;
  if (law === 'autoincrement' || law === 'auto_increment') {
    const start = thing.number('min', 'start');
    const field = draft('integer', '@sequence');
    if (column.tables.isKey(column.entity, column.name)) field.words = ['integer'];
    if (start !== null && start !== 1 && Number.isSafeInteger(start)) {
      field.words = ['integer', '@sequence'];
      field.options.set('start', scalarNumber(start));
    }
    return field;
  }
  const whole = type?.kind === 'integer' || (type?.kind !== 'decimal' && type?.kind !== 'number');
  const [mean, stddev] = [thing.number('mean'), thing.number('stddev', 'standard_deviation')];
  const isNormal = law === 'normal' && stddev !== null && stddev > 0;
  let min = bound(column, 'min');
  let max = bound(column, 'max');
  if (isNormal && mean !== null) {
    min ??= mean - 4 * stddev;
    max ??= mean + 4 * stddev;
  }
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    thing.note('min is greater than max: they are swapped', 'min');
    [min, max] = [max, min];
  }
  const said = thing.number('decimals', 'decimal_places', 'scale');
  const decimals =
    said === null ? (type?.kind === 'decimal' ? type.scale : null) : Math.min(MAX_SCALE, Math.max(0, Math.round(said)));
  const isWhole =
    whole &&
    (type !== null || [min, max].every((one) => typeof one !== 'number' || Number.isInteger(one))) &&
    !decimals;
  const field = isWhole ? draft('integer', '@integer') : fractional(type, decimals, [min, max]);
  const scale = isWhole ? 0 : (decimals ?? 2);
  range(field, min, max, scale, isWhole);
  if (isNormal) {
    const parameters: [string, Printed][] = mean === null ? [] : [['mean', scalarNumber(mean)]];
    field.directives.set(
      '$distribution',
      new Map([['name', 'normal'], ...parameters, ['stddev', scalarNumber(stddev)]]),
    );
  } else if (law !== null && law !== 'uniform') {
    if (LAWS.has(law)) field.directives.set('$distribution', law);
    else thing.note(`there is no distribution ${shown(law)} here: uniform`, 'distribution');
  }
  return field;
}

const LAWS = new Set(['normal', 'lognormal', 'exponential', 'pareto', 'zipf', 'poisson']);
const MAX_SCALE = 12;

function fractional(type: ColumnType | null, decimals: number | null, bounds: readonly unknown[]): Draft {
  const digits = Math.max(
    0,
    ...bounds.map((one) => (typeof one === 'number' ? String(Math.trunc(Math.abs(one))).length : 0)),
  );
  if (type?.kind === 'decimal' && digits <= type.precision - type.scale) return draft(typeWord(type), '@decimal');
  const field = draft('number', '@number');
  field.directives.set('$decimals', scalarNumber(decimals ?? 2));
  return field;
}

/** A bound as a number, or as an expression over variables; null where there is none. */
function bound({ thing, tables }: Column, name: string): number | string | null {
  const value = thing.number(name);
  if (value !== null) {
    if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
    thing.note('left out: it is too large', name);
    return null;
  }
  const text = thing.text(name);
  if (text === null) return null;
  const made = arithmetic(text, (word) => variableOf(word, tables));
  if (made?.includes('vars.') === true) return `= ${made}`;
  thing.note('left out: it is no number', name);
  return null;
}

/** A variable that is a number, as expressions have it. */
function variableOf(word: string, tables: Tables): string | null {
  const name = word.replace(/^(?:variables|vars)\./, '');
  return tables.hasVariable(name) ? `vars.${name}` : null;
}

function range(
  field: Draft,
  min: number | string | null,
  max: number | string | null,
  scale: number,
  isWhole: boolean,
): void {
  const cut = (value: number, up: boolean): string => {
    const power = 10 ** Math.min(scale, MAX_SCALE);
    const rounded = (up ? Math.ceil(value * power - 1e-9) : Math.floor(value * power + 1e-9)) / power;
    return numberText(rounded === 0 ? 0 : rounded);
  };
  if (typeof min === 'number' && typeof max === 'number') {
    let [low, high] = [cut(min, true), cut(max, false)];
    if (Number(low) > Number(high)) [low, high] = [high, low];
    field.words.push(isWhole && min >= 0 ? `${low}-${high}` : `${low}..${high}`);
    return;
  }
  const put = (name: string, value: number | string | null, up: boolean): void => {
    if (typeof value === 'string') field.directives.set(name, value);
    if (typeof value === 'number') field.directives.set(name, { value: Number(cut(value, up)), text: cut(value, up) });
  };
  put('$min', min, true);
  put('$max', max, false);
}

function constant({ thing }: Column, type: ColumnType | null): Draft {
  const text = thing.text('constant_value', 'value');
  if (text === null) return draft('string', '@blank');
  return picked([cell(text, type)], type);
}

/** A pick from values; the type goes with them where all of them have it. */
function picked(values: readonly (string | number | boolean)[], type: ColumnType | null): Draft {
  const field = draft();
  const kind = type?.kind;
  const isNumeric = kind === 'integer' || kind === 'number' || kind === 'decimal';
  const fits = values.every((value) =>
    isNumeric
      ? typeof value === 'number' && (kind !== 'integer' || Number.isInteger(value))
      : kind === 'boolean'
        ? typeof value === 'boolean'
        : kind === 'string',
  );
  if (type !== null && fits) field.words.push(typeWord(type));
  field.directives.set(
    '$values',
    values.map((value) => (typeof value === 'number' ? scalarNumber(value) : value)),
  );
  return field;
}

function boolean({ thing }: Column): Draft {
  const share = thing.number('percent_true', 'true_percent');
  const field = draft('boolean', '@boolean');
  if (share === null || share < 0 || share > 100 || share === 50) return field;
  field.options.set('share', scalarNumber(share / 100));
  return field;
}

function customList({ thing }: Column, type: ColumnType | null): Draft | null {
  const values = listOf(thing, ['values', 'items', 'list'], type);
  if (values.length > 0) return picked(values, type);
  thing.note('the list is empty: what the name and the type suggest');
  return null;
}

function listOf(
  thing: Thing,
  names: readonly string[],
  type: ColumnType | null,
): readonly (string | number | boolean)[] {
  for (const name of names) {
    const value = thing.get(name);
    const all: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
    const read = all.slice(0, MAX_VALUES).flatMap((item) => {
      if (typeof item === 'number' || typeof item === 'boolean') return [item];
      return typeof item === 'string' && item.trim() !== '' && item.length <= 1000 ? [cell(item.trim(), type)] : [];
    });
    if (read.length > 0) return read;
  }
  return [];
}

const MAX_VALUES = 1000;
const MAX_ITEMS = 1000;

function array(column: Column): Draft {
  const { thing } = column;
  const field = draft();
  const inner = thing.get('items');
  const values = listOf(thing, ['items', 'values'], null);
  if (isObject(inner)) {
    const item = thing.thing('items');
    if (folded(item.text('generator') ?? '') === 'array') item.note('a list of lists is a list here');
    const made =
      folded(item.text('generator') ?? '') === 'array'
        ? draft('string')
        : fieldOf({ ...column, name: `${column.name}[]`, thing: item });
    field.directives.set('$items', made.isPer ? 'string' : itemOf(made));
  } else if (values.length > 0) {
    field.directives.set(
      '$items',
      new Map([['$values', values.map((value) => (typeof value === 'number' ? scalarNumber(value) : value))]]),
    );
  } else {
    thing.note('the items are not said: words', 'items');
    field.directives.set('$items', 'string @word');
  }
  const length = sizes(thing, MAX_ITEMS);
  if (length !== null) field.directives.set('$length', length);
  return field;
}

/** An item is no key, unique or hidden. */
function itemOf(made: Draft): Printed {
  made.key = false;
  made.unique = false;
  made.hidden = false;
  const { words, directives, options } = made;
  if (directives.size + options.size === 0) return words.join(' ');
  return new Map<string, Printed>([
    ...(words.length === 0 ? [] : [['$type', words.join(' ')] as const]),
    ...directives,
    ...(options.size === 0 ? [] : [['$options', new Map<string, Printed>(options)] as const]),
  ]);
}

/** A number of items or children: `3`, `1-5`, or with a law. Null where nothing is said. */
function sizes(thing: Thing, most: number): Printed | null {
  const whole = (value: number): number => Math.min(most, Math.max(0, Math.round(value)));
  const law = thing.text('distribution')?.toLowerCase() ?? null;
  const exact = thing.number('exact_value', 'value');
  const [min, max, mean, stddev] = [
    thing.number('min'),
    thing.number('max'),
    thing.number('mean'),
    thing.number('stddev'),
  ];
  if (law === 'fixed' && (exact ?? min ?? max) !== null) return scalarNumber(whole(exact ?? min ?? max ?? 0));
  if (law === 'normal' && mean !== null && stddev !== null && stddev > 0) {
    const low = whole(min ?? mean - 3 * stddev);
    const high = Math.max(low, whole(max ?? mean + 3 * stddev));
    return new Map<string, Printed>([
      ['min', scalarNumber(low)],
      ['max', scalarNumber(high)],
      ['distribution', 'normal'],
      ['mean', scalarNumber(mean)],
      ['stddev', scalarNumber(stddev)],
    ]);
  }
  if (min === null && max === null) return exact === null ? null : scalarNumber(whole(exact));
  const ends = [whole(min ?? 0), whole(max ?? Math.max(min ?? 0, 1))].toSorted((a, b) => a - b);
  return ends[0] === ends[1] ? scalarNumber(ends[0]) : `${ends[0]}-${ends[1]}`;
}

function characterSequence({ thing }: Column): Draft | null {
  const format = thing.text('character_sequence', 'format');
  if (format === null) return null;
  const field = draft('string', '@character_sequence');
  field.options.set('format', format);
  return field;
}

function lorem({ thing }: Column): Draft {
  const unit = thing.text('lorem_ipsum_unit', 'unit')?.toLowerCase() ?? 'sentences';
  const sized = ['exact_value', 'min', 'max', 'mean'].some((name) => (thing.number(name) ?? 1) !== 1);
  if (sized) thing.note('approximated: the number of words, sentences or paragraphs cannot be said');
  if (unit.startsWith('word')) return draft('string', '@words');
  const field = draft('string', unit.startsWith('paragraph') ? '@paragraph' : '@sentence');
  field.options.set('style', 'lorem');
  return field;
}

function phone({ thing }: Column): Draft {
  const format = thing.text('format');
  const field = draft('string', '@phone');
  if (format !== null && /#/.test(format)) field.options.set('format', format);
  else field.options.set('country', 'US');
  return field;
}

function sourceFile({ thing }: Column, type: ColumnType | null): Draft {
  thing.note('a source file fills static entities only: what the name and the type suggest', 'generator');
  return guess(type);
}

function formula(column: Column, type: ColumnType | null): Draft {
  const { thing, entity, name, tables } = column;
  const text = thing.text('formula', 'expression', 'value');
  const made =
    text === null
      ? null
      : arithmetic(text, (word) => {
          if (word !== name && tables.hasField(entity, word)) return quotedName(word);
          return variableOf(word, tables);
        });
  if (made === null) {
    thing.note('this formula cannot be said here: what the name and the type suggest', 'formula');
    return guess(type);
  }
  const field = draft();
  if (type !== null) field.words.push(typeWord(type));
  field.directives.set('$expression', made);
  return field;
}

function datetime(column: Column, type: ColumnType | null): Draft {
  const { thing } = column;
  const kind = thing.flag('date_only') || type?.kind === 'date' ? 'date' : 'timestamp';
  const how = thing.text('date_type')?.toLowerCase() ?? 'absolute';
  const start = thing.text('date_relative_to_field', 'start_field');
  if (how === 'series') {
    thing.note('approximated: dates of the range, not in even steps', 'date_type');
  } else if (how === 'relative') {
    const made = relative(column, start, kind);
    if (made !== null) return made;
  }
  const field = draft(kind, `@${kind}`);
  const [from, to] = [day(thing, 'start_date', 'min_date'), day(thing, 'end_date', 'max_date')];
  if (from !== null && to !== null) field.words.push(from <= to ? `${from}..${to}` : `${to}..${from}`);
  else if (from !== null) field.directives.set('$min', from);
  else if (to !== null) field.directives.set('$max', to);
  const law = thing.text('distribution')?.toLowerCase();
  if (law === 'normal') field.directives.set('$distribution', 'normal');
  return field;
}

/** A date, or a date with time, as the language has it. */
function day(thing: Thing, ...names: readonly string[]): string | null {
  const text = thing.text(...names);
  if (text === null) return null;
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text.trim());
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  const date =
    iso?.[1] ??
    (american === null ? null : `${american[3]}-${american[1].padStart(2, '0')}-${american[2].padStart(2, '0')}`);
  if (
    date === null ||
    Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ||
    new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date
  ) {
    thing.note(
      'left out: it is no date such as 2024-01-31',
      names.find((name) => thing.has(name)),
    );
    return null;
  }
  const time = iso?.[2];
  return time === undefined || Number.isNaN(Date.parse(`${date}T${time}Z`)) ? date : `${date}T${time}`;
}

/** Days, and how they are written; months and years are about as long. */
const UNITS: Readonly<Record<string, readonly [letter: string, times: number, days: string]>> = {
  second: ['s', 1, 'seconds'],
  minute: ['m', 1, 'minutes'],
  hour: ['h', 1, 'hours'],
  day: ['d', 1, 'days'],
  week: ['w', 1, 'weeks'],
  month: ['d', 30, 'months'],
  year: ['d', 365, 'years'],
};

function relative({ thing, entity, name, tables }: Column, start: string | null, kind: string): Draft | null {
  const type = start === null ? null : tables.typeOf(entity, start);
  const isDate = start !== null && tables.isMoment(entity, start);
  if (
    start !== null &&
    (start === name ||
      !tables.hasField(entity, start) ||
      (!isDate && type?.kind !== 'date' && type?.kind !== 'timestamp'))
  ) {
    thing.note('approximated: the field that it is relative to is no date of this entity', 'date_relative_to_field');
    return null;
  }
  const unit = (thing.text('date_unit') ?? 'days').toLowerCase().replace(/s$/, '');
  const [letter, times, words] = UNITS[unit] ?? UNITS['day'];
  const before = /before|-|minus|ago/.test(thing.text('date_operator')?.toLowerCase() ?? '');
  const [mean, stddev] = [thing.number('mean'), thing.number('stddev')];
  const ends = [
    thing.number('min') ?? (mean === null ? 0 : mean - 3 * (stddev ?? 0)),
    thing.number('max', 'exact_value') ?? (mean === null ? 30 : mean + 3 * (stddev ?? 0)),
  ].map((value) => Math.max(0, Math.round(value)));
  const [least, most] = ends.toSorted((a, b) => a - b);
  const from = start === null ? 'now()' : quotedName(start);
  const away = least === 0 ? '' : ` ${before ? '-' : '+'} ${words}(${least})`;
  const field = draft(kind);
  field.directives.set(before ? '$before' : '$after', `${from}${away}`);
  field.directives.set('$within', `${Math.max(1, (most - least) * times)}${letter}`);
  return field;
}

function foreignKey(column: Column, type: ColumnType | null): Draft {
  const { thing, entity, name, tables } = column;
  const parent = thing.text('primary_key_entity', 'entity');
  const target = thing.text('primary_key_field', 'field') ?? (parent === null ? null : tables.keyOf(parent));
  if (parent === null || target === null || !tables.hasField(parent, target)) {
    thing.note('the entity or field that it refers to is not in the definition', 'primary_key_entity');
    return guess(type);
  }
  const field = referenceTo(parent, target);
  const per = tables.perOf(entity);
  if (per?.field !== name) {
    if (per?.refused.has(name) === true)
      thing.note(`approximated: parents are picked, ${per.refused.get(name)}`, 'distribution');
    return field;
  }
  let children = sizes(thing, 1_000_000);
  if (children === null) {
    thing.note('approximated: 1 to 3 children for each parent', 'distribution');
    children = '1-3';
  }
  field.words = [];
  field.directives.set('$ref', `${parent}.${target}`);
  field.directives.set('$per', children);
  field.isPer = true;
  return field;
}

/** A reference, in the short form where its names have no blanks or dots. */
function referenceTo(entity: string, target: string): Draft {
  if (/^\w+$/.test(entity) && /^\w+$/.test(target)) return draft(`$${entity}.${target}`);
  const field = draft();
  field.directives.set('$ref', `${entity}.${target}`);
  return field;
}

function otherColumn(column: Column, type: ColumnType | null): Draft {
  const { thing, entity, tables } = column;
  const parent = thing.text('primary_key_entity', 'entity');
  const value = thing.text('value_field', 'primary_key_field', 'field');
  const through = thing.text('foreign_key_field');
  if (parent === null || value === null || !tables.hasField(parent, value)) {
    thing.note('the entity or field that it reads is not in the definition', 'value_field');
    return guess(type);
  }
  const isPlain = (text: string): boolean => /^[^.`\s][^.`]*$/.test(text);
  if (through !== null && tables.isReference(entity, through, parent) && isPlain(through) && isPlain(value)) {
    const field = draft();
    field.directives.set('$lookup', `${through}.${value}`);
    return field;
  }
  if (parent === entity) {
    thing.note('a field of the same entity cannot be picked from: what the name and the type suggest');
    return guess(type);
  }
  if (through !== null)
    thing.note('approximated: any row, since the field refers to no row of that entity', 'foreign_key_field');
  return referenceTo(parent, value);
}

function sum(column: Column, type: ColumnType | null): Draft {
  const { thing, entity, tables } = column;
  const child = thing.text('entity', 'foreign_key_entity', 'primary_key_entity');
  const value = thing.text('value_field', 'field', 'sum_field');
  const references = child === null ? 0 : tables.referencesTo(child, entity);
  if (child === null || value === null || references !== 1 || !tables.hasField(child, value)) {
    thing.note('the sum names no field of an entity that refers to this one: what the name and the type suggest');
    return guess(type);
  }
  const field = draft();
  field.directives.set('$sum', `${child}.${value}`);
  return field;
}
