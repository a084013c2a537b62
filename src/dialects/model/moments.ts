import type { Condition } from '../schema.ts';

const DAY = 86_400_000;
/** The time that a model counts from unless it says another one. */
const NOW = Date.parse('2026-01-01T00:00:00Z');
const NAMES_OF_NOW = new Set([
  'now',
  'current_timestamp',
  'current_date',
  'localtimestamp',
  'getdate',
  'sysdate',
  'curdate',
  'clock_timestamp',
  'statement_timestamp',
  'transaction_timestamp',
  'getutcdate',
  'sysdatetime',
  'systimestamp',
  'utc_timestamp',
  'today',
]);

/** Whether a value is the time at which a row is written. */
export function isNow(condition: Condition): boolean {
  if (condition.kind === 'call') return NAMES_OF_NOW.has(condition.name.toLowerCase());
  return condition.kind === 'column' && NAMES_OF_NOW.has(condition.name.toLowerCase());
}

/** A moment that is the same in every row. */
export interface Moment {
  readonly ms: number;
  /** Whether it is counted from the time at which a row is written. */
  readonly isRelative: boolean;
}

/** The moment that a value is: a date, or one that is counted from now, with durations added; null for any other. */
export function momentOf(condition: Condition): Moment | null {
  if (isNow(condition)) return { ms: NOW, isRelative: true };
  switch (condition.kind) {
    case 'text': {
      if (!/^\d{4}-\d\d-\d\d/.test(condition.text)) return null;
      const ms = Date.parse(`${condition.text.slice(0, 10)}T${timeIn(condition.text)}Z`);
      return Number.isNaN(ms) ? null : { ms, isRelative: false };
    }
    case 'arithmetic': {
      const left = momentOf(condition.left);
      const { right, operator } = condition;
      if (left === null || (operator !== '+' && operator !== '-')) return null;
      const sign = operator === '+' ? 1 : -1;
      if (right.kind === 'duration') return added(left, sign * right.months, sign * right.ms);
      // A number that is added to a date counts days.
      return right.kind === 'number' ? added(left, 0, sign * Number(right.text) * DAY) : null;
    }
    case 'call': {
      const [first, second, third] = condition.of;
      if (['date_trunc', 'trunc', 'date', 'cast', 'to_date', 'to_timestamp', 'convert'].includes(condition.name)) {
        return condition.of.map(momentOf).find((one) => one !== null) ?? null;
      }
      if (condition.name === 'dateadd' && first !== undefined && second?.kind === 'number' && third !== undefined) {
        const unit = first.kind === 'column' || first.kind === 'text' ? first : null;
        const base = momentOf(third);
        const name = unit === null ? '' : 'name' in unit ? unit.name : unit.text;
        const amount = Number(second.text);
        if (base === null) return null;
        if (/^y/i.test(name)) return added(base, amount * 12, 0);
        if (/^m(?:m|onth)/i.test(name)) return added(base, amount, 0);
        return /^d/i.test(name) ? added(base, 0, amount * DAY) : null;
      }
      if (['date_add', 'adddate', 'date_sub', 'subdate'].includes(condition.name) && second !== undefined) {
        const operator = condition.name.includes('sub') ? '-' : '+';
        return momentOf({ kind: 'arithmetic', operator, left: first, right: second });
      }
      if (condition.name === 'add_months' && second?.kind === 'number') {
        const base = momentOf(first);
        return base === null ? null : added(base, Number(second.text), 0);
      }
      return null;
    }
    case 'column':
    case 'number':
    case 'boolean':
    case 'null':
    case 'and':
    case 'or':
    case 'not':
    case 'compare':
    case 'in':
    case 'is_null':
    case 'is_true':
    case 'match':
    case 'duration':
    case 'unknown':
      return null;
  }
}

/** A moment as dates and timestamps are written: the day alone at midnight. */
export function momentText({ ms }: Moment): string {
  const text = new Date(ms).toISOString().slice(0, 19);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
}

function timeIn(text: string): string {
  return /[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)/.exec(text)?.[1] ?? '00:00:00';
}

function added({ ms, isRelative }: Moment, months: number, more: number): Moment | null {
  const date = new Date(ms);
  date.setUTCMonth(date.getUTCMonth() + months);
  const at = date.getTime() + more;
  return Number.isNaN(new Date(at).getTime()) ? null : { ms: at, isRelative };
}
