import { type Draft, draft } from '../draft.ts';
import type { Column } from './column.ts';
import { arithmetic } from './expression.ts';
import { shown } from './node.ts';
import type { Tables } from './plan.ts';
import type { Printed } from '../print.ts';
import { type ColumnType, numberText, scalarNumber, typeWord } from './types.ts';

export function number(column: Column, type: ColumnType | null): Draft {
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
    thing.note('skipped: it is too large', name);
    return null;
  }
  const text = thing.text(name);
  if (text === null) return null;
  const made = arithmetic(text, (word) => variableOf(word, tables));
  if (made?.includes('vars.') === true) return `= ${made}`;
  thing.note('skipped: it is no number', name);
  return null;
}

/** A variable that is a number, as expressions have it. */
export function variableOf(word: string, tables: Tables): string | null {
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
