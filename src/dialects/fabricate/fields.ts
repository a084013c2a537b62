import { type Column, guess, type Maker, unsupported } from './column.ts';
import { arithmetic, quotedName, quotedText } from './expression.ts';
import { type Draft, draft } from '../draft.ts';
import { folded, generatorOf } from './generators.ts';
import { datetime } from './moments.ts';
import { isObject, shown, type Thing } from './node.ts';
import { number, variableOf } from './numbers.ts';
import type { Printed } from '../print.ts';
import { patternOf } from '../model/patterns.ts';
import { previousValue, rank, runningSum } from './order.ts';
import { foreignKey, otherColumn, sum } from './references.ts';
import { sizeRange, sizes } from './sizes.ts';
import { wordOf } from './tables.ts';
import { cell, type ColumnType, columnType, scalarNumber, typeWord } from './types.ts';

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
  if (thing.has('postprocessing_sql')) thing.note('skipped: there is no SQL while rows are made', 'postprocessing_sql');
  const when = condition(column, type);
  if (when !== null && !field.key && !field.isPer) field.directives.set('$when', when);
}

function condition({ thing, entity, tables }: Column, _type: ColumnType | null): string | null {
  const conditions = thing.things('conditions');
  if (conditions.length === 0) return null;
  if ((thing.number('default_weight') ?? 0) > 0) {
    thing.note('approximated: its weights are left out, since other values are possible as well', 'conditions');
    return null;
  }
  const parts: string[] = [];
  for (const one of conditions) {
    const subset = one.text('subset_field');
    const operator = one.text('operator');
    if (subset === null || !tables.hasField(entity, subset) || subset === thing.text('name')) {
      one.note('skipped: it names no other field of the entity', 'subset_field');
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
      one.note(`skipped: ${shown(operator ?? 'no operator')} with these values has no meaning here`);
      continue;
    }
    const within = `${path} in [${values.join(', ')}]`;
    parts.push(operator === 'is_one_of' ? within : `not (${within})`);
  }
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
  ['rank', rank],
  ['sum of previous rows', runningSum],
  ['value from previous row', previousValue],
  ...['sql', 'ai', 'unstructured data'].map((name) => [name, unsupported] as const),
  ['regular expression', regularExpression],
]);

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

function characterSequence({ thing }: Column): Draft | null {
  const format = thing.text('character_sequence', 'format');
  if (format === null) return null;
  const field = draft('string', '@character_sequence');
  field.options.set('format', format);
  return field;
}

/** Sentences of a paragraph, on the average. */
const PARAGRAPH = 4;
/** More sentences could be longer than a text may be. */
const MAX_PIECES = 300;

function lorem({ thing }: Column): Draft {
  const unit = thing.text('lorem_ipsum_unit', 'unit')?.toLowerCase() ?? 'sentences';
  const isParagraph = unit.startsWith('paragraph');
  const field = draft('string', unit.startsWith('word') ? '@words' : isParagraph ? '@paragraph' : '@sentence');
  field.options.set('style', 'lorem');
  const said = sizeRange(thing, MAX_PIECES);
  if (said === null || (isParagraph && said.most === 1)) return field;
  if (thing.text('distribution')?.toLowerCase() === 'normal')
    thing.note('approximated: all numbers of words, sentences or paragraphs are as likely', 'distribution');
  if (isParagraph) thing.note('approximated: one paragraph with as many sentences', 'lorem_ipsum_unit');
  const [least, most] = [said.least, said.most].map((pieces) =>
    Math.min(MAX_PIECES, Math.max(1, pieces) * (isParagraph ? PARAGRAPH : 1)),
  );
  field.options.set('least', scalarNumber(least));
  field.options.set('most', scalarNumber(most));
  return field;
}

function phone({ thing }: Column): Draft {
  const format = thing.text('format');
  const field = draft('string', '@phone');
  if (format !== null && /#/.test(format)) field.options.set('format', format);
  else field.options.set('country', 'US');
  return field;
}

/** A column of the file. All of them show the same row of it in one row. */
function sourceFile({ name, thing, file }: Column, type: ColumnType | null): Draft {
  if (file.provider === null) {
    thing.note('the entity has no file yet: what the name and the type suggest', 'generator');
    return guess(type);
  }
  const field = draft(wordOf(thing, file.columns?.find((column) => column.name === name)?.values ?? []));
  field.directives.set('$generator', `${file.provider}.${name}`);
  return field;
}

function regularExpression(column: Column, type: ColumnType | null): Draft {
  const text = column.thing.text('regular_expression', 'regex', 'pattern', 'expression');
  const pattern = text === null ? null : patternOf({ pattern: text, by: 'regex', isCaseless: false });
  if (pattern === null) return unsupported(column, type);
  const field = draft('string');
  field.directives.set('$pattern', pattern.whole);
  return field;
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
