import type { DeclaredType, Scalar, ScalarTypeName } from '../model.ts';
import type { Span } from '../problems/problem.ts';
import type { Place } from '../reading/place.ts';
import { splitArguments, type Word } from './words.ts';

/** The types without parameters. */
export const SCALAR_TYPES: readonly ScalarTypeName[] = [
  'string',
  'number',
  'integer',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
  'json',
  'binary',
];

/** Digits of a decimal, all and after the point: what a scaled 64-bit integer holds. */
export const MAX_PRECISION = 18;
export const MAX_SCALE = 12;

/** Names of other languages and what they are here. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['bigint', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['numeric', 'decimal(10,2)'],
  ['text', 'string'],
  ['str', 'string'],
  ['varchar', 'string'],
  ['char', 'string'],
  ['bool', 'boolean'],
  ['datetime', 'timestamp'],
  ['bytes', 'binary'],
  ['array', '[string]'],
  ['list', '[string]'],
  ['object', 'a map of fields'],
]);

/** A type by the word that names it; null after a problem. `locate` gives positions within the word's own text. */
export function readType(word: Word, place: Place, locate: (start: number, end: number) => Span): DeclaredType | null {
  const { text } = word;
  const at = locate(0, text.length);
  const scalar = SCALAR_TYPES.find((name) => name === text);
  if (scalar !== undefined) return { kind: scalar };
  if (/^enum\(.*\)$/s.test(text)) return enumOf(text, place, locate);
  if (/^decimal\(.*\)$/s.test(text)) return decimalOf(text, place, at);
  const name = /^[^(]*/.exec(text)?.[0] ?? '';
  if (name === 'enum' || name === 'decimal') {
    const form = name === 'enum' ? 'enum(a, b, c)' : 'decimal(10,2)';
    place.report(
      'TYPE_INVALID',
      at,
      `${name} needs its parameters in parentheses`,
      `write ${form}, without a blank before (`,
    );
  } else if (scalarNamed(name)) {
    place.report('TYPE_INVALID', at, `${name} takes no parameters`, `put a blank before a hint: ${name} (…)`);
  } else if (name.startsWith('@')) {
    place.report('TYPE_MISSING', at, 'a field begins with its type', `write string ${text}`);
  } else {
    const foreign = FOREIGN.get(name.toLowerCase());
    const names = [...SCALAR_TYPES, 'decimal', 'enum'];
    const hint = foreign === undefined ? place.nearest(name, names, names.join(' ')) : `write ${foreign}`;
    place.report('TYPE_UNKNOWN', at, `there is no type ${name === '' ? text : name}`, hint);
  }
  return null;
}

function scalarNamed(name: string): boolean {
  return SCALAR_TYPES.some((known) => known === name);
}

function enumOf(text: string, place: Place, locate: (start: number, end: number) => Span): DeclaredType | null {
  const values = splitArguments(text);
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value.text) || (value.text === '' && value.end === value.start)) {
      const what = value.text === '' ? 'a value is empty' : 'a value stands twice';
      place.report(
        'TYPE_INVALID',
        locate(value.start, Math.max(value.end, value.start + 1)),
        what,
        'write enum(a, b, c)',
      );
      return null;
    }
    seen.add(value.text);
  }
  return { kind: 'enum', values: [...seen] };
}

function decimalOf(text: string, place: Place, at: Span): DeclaredType | null {
  const match = /^decimal\(\s*(\d{1,3})\s*(?:,\s*(\d{1,3})\s*)?\)$/.exec(text);
  const precision = Number(match?.[1] ?? 0);
  const scale = Number(match?.[2] ?? 0);
  if (match === null || precision < 1 || precision > MAX_PRECISION || scale > MAX_SCALE || scale > precision) {
    const message = `decimal(precision, scale) takes at most ${MAX_PRECISION} digits, ${MAX_SCALE} of them after the point`;
    place.report('TYPE_INVALID', at, message, 'write decimal(10,2)');
    return null;
  }
  return { kind: 'decimal', precision, scale };
}

/** Whether a value of the document can stand for a type; texts are taken for dates, times, uuids and binary. */
export function fits(value: Scalar, type: DeclaredType): boolean {
  if (value === null) return true;
  const isNumber = typeof value === 'object';
  switch (type.kind) {
    case 'integer':
      return isNumber && Number.isSafeInteger(value.value);
    case 'number':
    case 'decimal':
      return isNumber;
    case 'boolean':
      return typeof value === 'boolean';
    case 'enum':
      return type.values.includes(isNumber ? value.text : String(value));
    case 'string':
    case 'json':
      return true;
    default:
      return typeof value === 'string';
  }
}
