import type { ColumnType } from '../vector.ts';

/**
 * What a part of an expression gives. A `duration` is a number of milliseconds (`days`: always whole days), `months` a
 * number of calendar months. Values of `list` and `object` can only be handed on, or compared with null.
 */
export type ValueType =
  | {
      readonly kind:
        | 'integer'
        | 'float'
        | 'text'
        | 'boolean'
        | 'date'
        | 'timestamp'
        | 'time'
        | 'months'
        | 'uuid'
        | 'json'
        | 'binary'
        | 'list'
        | 'object'
        | 'null';
    }
  | { readonly kind: 'decimal'; readonly scale: number }
  | { readonly kind: 'duration'; readonly days: boolean };

/** A single value: days for a date, milliseconds for timestamp, time and duration, the unscaled number of a decimal. */
export type Scalar = null | boolean | number | bigint | string;

/** The most digits of a decimal that is computed. */
export const MAX_PRECISION = 18;
/** Integers, and decimals kept in doubles, lie within plus and minus this. */
export const MAX_INTEGER = Number.MAX_SAFE_INTEGER;
/** Decimals lie below this, unscaled: 10^18. */
export const DECIMAL_LIMIT = 1e18;

/** For problems: `a decimal number`. */
export function describe(type: ValueType): string {
  return DESCRIPTIONS[type.kind];
}

const DESCRIPTIONS: Readonly<Record<ValueType['kind'], string>> = {
  integer: 'an integer',
  float: 'a number',
  decimal: 'a decimal number',
  text: 'a text',
  boolean: 'true or false',
  date: 'a date',
  timestamp: 'a timestamp',
  time: 'a time',
  duration: 'a duration',
  months: 'a number of months',
  uuid: 'a uuid',
  json: 'a json value',
  binary: 'a binary value',
  list: 'a list',
  object: 'an object',
  null: 'null',
};

/** What a column's values are in an expression. */
export function valueType(type: ColumnType): ValueType {
  switch (type.kind) {
    case 'string':
    case 'enum':
      return { kind: 'text' };
    case 'number':
      return { kind: 'float' };
    case 'decimal':
      return type.precision > MAX_PRECISION ? { kind: 'float' } : { kind: 'decimal', scale: type.scale };
    case 'struct':
      return { kind: 'object' };
    case 'binary':
    case 'boolean':
    case 'date':
    case 'integer':
    case 'json':
    case 'list':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return { kind: type.kind };
  }
}

/** The column that holds such values. `magnitude` bounds the unscaled value of a decimal. */
export function columnType(type: ValueType, magnitude: number): ColumnType {
  switch (type.kind) {
    case 'decimal':
      return { kind: 'decimal', precision: Math.max(digits(magnitude), type.scale, 1), scale: type.scale };
    case 'float':
      return { kind: 'number' };
    case 'duration':
    case 'months':
      return { kind: 'integer' };
    case 'integer':
    case 'boolean':
    case 'date':
    case 'timestamp':
    case 'time':
    case 'uuid':
    case 'json':
    case 'binary':
      return { kind: type.kind };
    case 'list':
    case 'null':
    case 'object':
    case 'text':
      return { kind: 'string' };
  }
}

/** The decimal digits of the whole number `magnitude`, at most MAX_PRECISION. */
export function digits(magnitude: number): number {
  let count = 0;
  for (let power = 1; power <= magnitude && count < MAX_PRECISION; power *= 10) count++;
  return count;
}

/** 10^exponent for 0 ≤ exponent ≤ 22: exact in a double. */
export function powerOfTen(exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= 10;
  return power;
}

/** Whether values are kept as whole or scaled numbers, or as floats. */
export function isNumber(type: ValueType): boolean {
  return type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'float';
}

/** The decimal places of an integer or a decimal. */
export function scaleOf(type: ValueType): number {
  return type.kind === 'decimal' ? type.scale : 0;
}

/** The longest text of such a value in bytes; texts themselves are not covered. */
export function textWidth(type: ValueType, magnitude: number): number {
  switch (type.kind) {
    case 'integer':
    case 'duration':
    case 'months':
      return digits(magnitude) + 1;
    case 'decimal':
      return Math.max(digits(magnitude), type.scale + 1) + 2;
    case 'boolean':
      return 5;
    case 'date':
      return 10;
    case 'time':
      return 12;
    case 'uuid':
      return 36;
    case 'null':
      return 0;
    case 'binary':
    case 'float':
    case 'json':
    case 'list':
    case 'object':
    case 'text':
    case 'timestamp':
      return 24;
  }
}
