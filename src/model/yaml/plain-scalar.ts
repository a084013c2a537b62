import type { NumberText, ModelScalar } from '../model.ts';

const DECIMAL = /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?$/;
const HEXADECIMAL = /^0x[\dA-Fa-f]+$/;
const OCTAL = /^0o[0-7]+$/;

/**
 * What an unquoted scalar means: null, true, false and numbers by YAML 1.2's core schema, underscores allowed between
 * digits; everything else, dates and `.inf` too, is text. Also types the values that are set on the command line.
 */
export function plainScalar(text: string): ModelScalar {
  if (text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL') return null;
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  if (text === 'false' || text === 'False' || text === 'FALSE') return false;
  return numberOf(text) ?? text;
}

/** A number of the core schema, or null. Hexadecimal and octal ones are rewritten in decimal digits. */
export function numberOf(text: string): NumberText | null {
  if (HEXADECIMAL.test(text) || OCTAL.test(text)) return { value: Number(text), text: String(Number(text)) };
  if (!DECIMAL.test(text)) return null;
  const digits = text.replaceAll('_', '');
  const value = Number(digits);
  return Number.isFinite(value) ? { value, text: digits } : null;
}
