import type { ModelScalar } from '../../model/index.ts';

/** What a data type is here. */
export interface ColumnType {
  readonly kind:
    | 'string'
    | 'integer'
    | 'number'
    | 'decimal'
    | 'boolean'
    | 'date'
    | 'time'
    | 'timestamp'
    | 'uuid'
    | 'json'
    | 'binary';
  /** Of a decimal. */
  readonly precision: number;
  readonly scale: number;
}

const KINDS: readonly (readonly [pattern: RegExp, kind: ColumnType['kind']])[] = [
  [/^(?:big|small|tiny|medium)?(?:int|integer|serial)\d?\b|^int\d+\b|^long\b/, 'integer'],
  [/^(?:numeric|decimal|money|number)\b/, 'decimal'],
  [/^(?:float|double|real)/, 'number'],
  [/^bool/, 'boolean'],
  [/^date$/, 'date'],
  [/^(?:timestamp|datetime)/, 'timestamp'],
  [/^time/, 'time'],
  [/^uuid|^uniqueidentifier/, 'uuid'],
  [/^json/, 'json'],
  [/^(?:bytea|blob|binary|varbinary)/, 'binary'],
  [/^(?:varchar|char|character|text|string|citext|nvarchar|enum)/, 'string'],
];

const MAX_PRECISION = 38;
const DEFAULT_PRECISION = 18;
/** Digits after the point of a number as models write it. */
const MAX_SCALE = 12;

/** The type that a `data_type` names; null where it names none that is known. */
export function columnType(name: string | null): ColumnType | null {
  const text = (name ?? '').trim().toLowerCase();
  const found = KINDS.find(([pattern]) => pattern.test(text));
  if (found === undefined) return null;
  const [, digits, scale] = /\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)/.exec(text) ?? [];
  const precision = Number(digits ?? DEFAULT_PRECISION);
  const decimals = Number(scale ?? (digits === undefined ? 2 : 0));
  const kind = found[1];
  if (kind !== 'decimal') return { kind, precision, scale: decimals };
  if (precision > MAX_PRECISION || decimals > precision) {
    return { kind: 'number', precision, scale: Math.min(decimals, 2) };
  }
  return decimals === 0 && digits !== undefined
    ? { kind: 'integer', precision, scale: 0 }
    : { kind, precision, scale: decimals };
}

/** A type, as the short form writes it. */
export function typeWord(type: ColumnType): string {
  return type.kind === 'decimal' ? `decimal(${type.precision},${type.scale})` : type.kind;
}

/** A value of a table or a constant, as its type has it; a text where it cannot be. */
export function cell(text: string, type: ColumnType | null): string | number | boolean {
  if (type === null) return text;
  switch (type.kind) {
    case 'integer':
    case 'number':
    case 'decimal': {
      const number = Number(text);
      return text.trim() !== '' && Number.isFinite(number) ? number : text;
    }
    case 'boolean':
      return /^(?:true|t|1|yes)$/i.test(text) ? true : /^(?:false|f|0|no)$/i.test(text) ? false : text;
    case 'binary':
    case 'date':
    case 'json':
    case 'string':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return text;
  }
}

/** A number as models write it. */
export function numberText(value: number): string {
  return Number.isSafeInteger(value)
    ? String(value)
    : String(value).includes('e')
      ? value.toFixed(MAX_SCALE).replace(/\.?0+$/, '')
      : String(value);
}

export function scalarNumber(value: number): ModelScalar {
  return { value, text: numberText(value) };
}
