import type { DeclaredType, ModelScalar } from '../model.ts';
import { decimalsOf } from './bounds.ts';

/** Digits of a decimal, all and after the point: what databases and Parquet have. */
export const MAX_PRECISION = 38;
/** Digits that a scaled 64-bit integer holds, and of those after the point. */
const WORD_PRECISION = 18;
const WORD_SCALE = 12;
/** Digits after the point of a wide decimal that are drawn at least, where it has them. */
const DRAWN_SCALE = 9;

type DecimalType = DeclaredType & { readonly kind: 'decimal' };

/**
 * A decimal as it is written. One of more digits than a word holds has fewer while it is computed, and keeps the written
 * ones for whoever stores it: few values use all 38.
 */
export function decimalType(precision: number, scale: number): DecimalType {
  if (precision <= WORD_PRECISION && scale <= WORD_SCALE) return { kind: 'decimal', precision, scale };
  return inWord(precision, scale, Math.max(DRAWN_SCALE, WORD_PRECISION - (precision - scale)));
}

/** The digits that a decimal is stored with. */
export function storedDigits(type: DecimalType): { readonly precision: number; readonly scale: number } {
  return type.stored ?? type;
}

/**
 * The type whose values have so many digits: in a word if they fit into one, otherwise with all that are written.
 * @param whole digits before the point. @param decimals digits after it.
 */
export function heldDigits(type: DecimalType, whole: number, decimals: number): DecimalType {
  const { precision, scale } = storedDigits(type);
  if (type.stored === undefined || (whole <= type.precision - type.scale && decimals <= type.scale)) return type;
  const word = inWord(precision, scale, WORD_PRECISION - whole);
  const isHeld = word.scale >= decimals && word.precision - word.scale >= whole;
  return isHeld ? word : { kind: 'decimal', precision, scale };
}

/** The type with the digits of values that are written. */
export function heldBy(type: DeclaredType | null, values: readonly ModelScalar[]): DeclaredType | null {
  if (type?.kind !== 'decimal') return type;
  const numbers = values.filter((value) => value !== null && typeof value === 'object');
  const whole = Math.max(0, ...numbers.map(({ text, value }) => wholeDigits(text, value)));
  return heldDigits(type, whole, Math.max(0, ...numbers.map(({ text }) => decimalsOf(text))));
}

/** Digits before the point, 0 for a number below 1: of the text, as a double of 18 digits may be rounded up to 19. */
export function wholeDigits(text: string, value: number): number {
  const written = /^[-+]?0*(\d*)(?:\.\d*)?$/.exec(text.trim().replaceAll('_', ''))?.[1];
  if (written !== undefined) return written.length;
  return Math.abs(value) < 1 ? 0 : BigInt(Math.trunc(Math.abs(value))).toString().length;
}

function inWord(precision: number, scale: number, most: number): DecimalType {
  const kept = Math.max(0, Math.min(scale, WORD_SCALE, most));
  const whole = Math.min(precision - scale, WORD_PRECISION - kept);
  return { kind: 'decimal', precision: Math.max(1, whole + kept), scale: kept, stored: { precision, scale } };
}
