import type { RangeKind } from '../catalogue.ts';
import { DAY, readDate, readInstant, readTime } from './instant.ts';
import type { RangeBound } from '../model.ts';
import { numberOf } from '../yaml/plain-scalar.ts';

/** Which end of a range a bound is: a date means its first instant below and its last above. */
export type End = 'min' | 'max';

/** Characters of the longest text a cell can hold. */
const MAX_LENGTH = 65_536;

/** What a bound of each kind looks like, for messages. */
export const BOUND_FORM: Readonly<Record<RangeKind, string>> = {
  integer: 'a whole number',
  number: 'a number',
  date: 'a date such as 2025-12-31',
  time: 'a time such as 09:00',
  timestamp: 'a date or a date with time such as 2025-12-31T09:00',
  length: `a length from 0 to ${MAX_LENGTH}`,
  longest: `a greatest length from 1 to ${MAX_LENGTH}`,
};

/** A bound as written, read for what the range means; null where it is not of that form. */
export function readBound(text: string, kind: RangeKind, end: End): RangeBound | null {
  const value = valueOf(text.trim(), kind, end);
  return value === null ? null : { value, text: text.trim().replaceAll('_', '') };
}

function valueOf(text: string, kind: RangeKind, end: End): number | null {
  switch (kind) {
    case 'longest': {
      const value = valueOf(text, 'length', end);
      // A least length of one character leaves the texts as they are.
      return value !== null && (end === 'max' ? value >= 1 : value <= 1) ? value : null;
    }
    case 'integer':
    case 'length': {
      const value = numberOf(text)?.value ?? Number.NaN;
      if (!Number.isSafeInteger(value)) return null;
      return kind === 'length' && (value < 0 || value > MAX_LENGTH) ? null : value;
    }
    case 'number':
      return numberOf(text)?.value ?? null;
    case 'time':
      return readTime(text);
    case 'date':
      return dayOf(text, end);
    case 'timestamp':
      return dayOf(text, end) ?? readInstant(text);
  }
}

function dayOf(text: string, end: End): number | null {
  const day = readDate(text);
  return day === null || end === 'min' ? day : day + DAY - 1;
}

/** Digits after the point of a number as written: 2 for `5.00`, 0 for `5`, `5e3` and what is no number. */
export function decimalsOf(text: string): number {
  const match = /^[-+]?\d*(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text);
  return match === null ? 0 : Math.max(0, (match[1] ?? '').length - Number(match[2] ?? 0));
}
