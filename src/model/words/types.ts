import type { DeclaredType, ModelScalar } from '../model.ts';
import type { Span } from '../problems/problem.ts';
import type { Location } from '../reading/location.ts';
import { decimalType, MAX_PRECISION } from './decimal-type.ts';
import { lineInstead, referenceInstead } from './line-instead.ts';
import { SCALAR_TYPES } from './scalar-types.ts';
import { type Argument, splitArguments, type Word } from './words.ts';

/** Digits after the point of numbers that are no decimals. */
export const MAX_SCALE = 12;

/** A type as a short form names it. */
export interface TypeWord {
  readonly type: DeclaredType;
  /** One for each value of an enum; null where none is said. */
  readonly weights: readonly number[] | null;
}

/**
 * A type by the word that names it; null after a problem.
 * @param line the whole short form, for the hint.
 * @param locate gives positions within the word's own text.
 */
export function readType(
  { text }: Word,
  line: string,
  location: Location,
  locate: (start: number, end: number) => Span,
): TypeWord | null {
  const at = locate(0, text.length);
  const scalar = SCALAR_TYPES.find((name) => name === text);
  if (scalar !== undefined) return { type: { kind: scalar }, weights: null };
  if (/^enum\(.*\)$/s.test(text)) return enumOf(text, location, locate);
  if (/^decimal\(.*\)$/s.test(text)) {
    const type = decimalOf(text, location, at);
    return type === null ? null : { type, weights: null };
  }
  const name = /^[^(]*/.exec(text)?.[0] ?? '';
  if (name === 'enum' || name === 'decimal') {
    const form = name === 'enum' ? 'enum(a, b, c)' : 'decimal(10,2)';
    const hint =
      (name === 'enum' || text !== name ? lineInstead(line, location.scope) : null) ??
      `write ${form}, without a blank before (`;
    location.report('TYPE_INVALID', at, `${name} needs its parameters in parentheses`, hint);
  } else if (scalarNamed(name)) {
    const sized = /\(\s*\d/.test(text) ? lineInstead(line, location.scope) : null;
    location.report(
      'TYPE_INVALID',
      at,
      `${name} takes no parameters`,
      sized ?? `put a blank before a hint: ${name} (…)`,
    );
  } else if (name.startsWith('@')) {
    const instead = referenceInstead(name, location.scope.entities) ?? `write string ${text}`;
    location.report('TYPE_MISSING', at, 'a field begins with its type', instead);
  } else {
    const names = [...SCALAR_TYPES, 'decimal', 'enum'];
    const hint =
      lineInstead(line, location.scope) ??
      location.nearest(name, names, `write a type: ${names.join(', ')}; for a constant "= 'text'"`);
    location.report('TYPE_UNKNOWN', at, `there is no type ${name === '' ? text : name}`, hint);
  }
  return null;
}

function scalarNamed(name: string): boolean {
  return SCALAR_TYPES.some((known) => known === name);
}

function enumOf(text: string, location: Location, locate: (start: number, end: number) => Span): TypeWord | null {
  const values = splitArguments(text);
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value.text) || (value.text === '' && value.end === value.start)) {
      const what = value.text === '' ? 'a value is empty' : 'a value is repeated';
      location.report(
        'TYPE_INVALID',
        locate(value.start, Math.max(value.end, value.start + 1)),
        what,
        'write enum(a, b, c)',
      );
      return null;
    }
    seen.add(value.text);
  }
  const at = locate(0, text.length);
  const unclear = unclearEnum(values);
  if (unclear !== null) location.report('ENUM_UNCLEAR', at, unclear.message, unclear.hint);
  const weights = weightsOf(values, at, location);
  return weights === undefined ? null : { type: { kind: 'enum', values: [...seen] }, weights };
}

/** The shares of an enum's values; null where there are none, undefined after a problem. */
function weightsOf(values: readonly Argument[], at: Span, location: Location): readonly number[] | null | undefined {
  const shares = values.flatMap(({ share }) => share ?? []);
  if (shares.length === 0) return null;
  if (shares.length < values.length) {
    const message = 'some values have a share, and some have none';
    location.report('WEIGHTS_INVALID', at, message, 'give each its share, or quote a value that ends with %');
    return undefined;
  }
  const total = shares.reduce((sum, { percent }) => sum + percent, 0);
  // Rounded shares, such as three times 33%, miss 100 by less than half of their last digit each.
  const rounding = shares.length * 0.5 * 10 ** -Math.max(...shares.map(({ decimals }) => decimals));
  const missing = Math.abs(total - 100);
  if (missing < 1e-9 || missing < rounding - 1e-9) return shares.map(({ percent }) => percent);
  const message = `the shares add up to ${Number(total.toFixed(9))}%, not to 100%`;
  location.report('WEIGHTS_INVALID', at, message, 'change them; weights of any sum are $values: { a: 3, b: 1 }');
  return undefined;
}

/** Characters of a value that may be a slip. */
const MAX_UNCLEAR = 200;

/** What an enum is read as where it looks like something else; null where it does not. */
function unclearEnum(values: readonly Argument[]): { readonly message: string; readonly hint: string } | null {
  if (values.some(({ isQuoted, text }) => isQuoted || text.length > MAX_UNCLEAR)) return null;
  const texts = values.map(({ text }) => text);
  const pairs = texts.map((text) => /^(.+?)\s*[:=]\s*([\d.]+)\s*%?$/.exec(text) ?? undefined);
  if (pairs.every((pair) => pair !== undefined)) {
    const weights = pairs.map((pair) => `${pair[1]}: ${pair[2]}`).join(', ');
    return {
      message: `the values are taken as they are, such as \`${texts[0]}\``,
      hint: `for weights write { $values: { ${weights} } }, or enum(${pairs[0][1]} 70%, …) with shares that add up to 100%`,
    };
  }
  const [only] = texts;
  const isBracketed = only.startsWith('[') && (texts.at(-1) ?? '').endsWith(']');
  const parts = isBracketed
    ? texts.map((text) => text.replaceAll(/^\[|\]$/g, '').trim())
    : only.split(only.includes('|') ? '|' : only.includes(';') ? ';' : /[\s/]+/).map((part) => part.trim());
  if (!isBracketed && (texts.length > 1 || parts.length < 2)) return null;
  return {
    message: isBracketed ? 'the brackets are part of the values' : `this is one value, \`${only}\``,
    hint: `write enum(${parts.filter((part) => part !== '').join(', ')}); or quote it: enum("${texts.join('", "')}")`,
  };
}

function decimalOf(text: string, location: Location, at: Span): DeclaredType | null {
  const match = /^decimal\(\s*(\d{1,3})\s*(?:,\s*(\d{1,3})\s*)?\)$/.exec(text);
  const precision = Number(match?.[1] ?? 0);
  const scale = Number(match?.[2] ?? 0);
  if (match === null || precision < 1 || precision > MAX_PRECISION || scale > precision) {
    const message = `decimal(precision, scale) takes at most ${MAX_PRECISION} digits, and no more of them after the point`;
    location.report('TYPE_INVALID', at, message, 'write decimal(10,2)');
    return null;
  }
  return decimalType(precision, scale);
}

/** Whether a value of the document can stand for a type; texts are taken for dates, times, uuids and binary. */
export function fits(value: ModelScalar, type: DeclaredType): boolean {
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
    case 'binary':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return typeof value === 'string';
  }
}
