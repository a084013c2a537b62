import type { ParquetLogical } from '../../../model/index.ts';

/** The parameters of a logical type, as whatever shape has them. */
export interface LogicalParts {
  readonly precision: number | null;
  readonly scale: number | null;
  readonly bits: number | null;
  readonly isSigned: boolean;
  /** `MILLIS`, in any case, with or without the `S`. */
  readonly unit: string;
  readonly isUtc: boolean;
}

/** A logical type by its name in upper case; null where there is no counterpart. */
export function logicalNamed(name: string, parts: LogicalParts): ParquetLogical | null {
  switch (name) {
    case 'STRING':
    case 'UTF8':
      return { kind: 'string' };
    case 'ENUM':
      return { kind: 'enum' };
    case 'JSON':
      return { kind: 'json' };
    case 'UUID':
      return { kind: 'uuid' };
    case 'DATE':
      return { kind: 'date' };
    case 'INTEGER':
    case 'INT':
      return parts.bits === null ? null : { kind: 'integer', bits: parts.bits, isSigned: parts.isSigned };
    case 'DECIMAL':
      if (parts.precision === null) return null;
      return { kind: 'decimal', precision: parts.precision, scale: parts.scale ?? 0 };
    case 'TIME':
    case 'TIMESTAMP': {
      const unit = unitNamed(parts.unit);
      return unit === null ? null : { kind: name === 'TIME' ? 'time' : 'timestamp', unit, isUtc: parts.isUtc };
    }
    default:
      return null;
  }
}

/** `milliseconds`, `MILLIS` and the like. */
export function unitNamed(text: string): 'millis' | 'micros' | 'nanos' | null {
  const name = text.toLowerCase();
  if (name.startsWith('milli')) return 'millis';
  if (name.startsWith('micro')) return 'micros';
  return name.startsWith('nano') ? 'nanos' : null;
}
