import { type Draft, draft } from '../draft.ts';
import type { Column } from './column.ts';
import { quotedName } from './expression.ts';
import type { Thing } from './node.ts';
import type { ColumnType } from './types.ts';

export function datetime(column: Column, type: ColumnType | null): Draft {
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
      'skipped: it is no date such as 2024-01-31',
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
