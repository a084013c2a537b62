import type { Refusal } from '../refusal.ts';
import { invalid } from './refusals.ts';

/** Bytes of a model in UTF-8: the model language takes no more. */
const MAX_BYTES = 256 * 1024;

/** Why a text cannot even be kept as a draft. */
export function modelRefusals(text: string, ...path: readonly string[]): readonly Refusal[] {
  if (text.length > MAX_BYTES || Buffer.byteLength(text) > MAX_BYTES) {
    return [invalid('a model has at most 256 KiB: split it, or shorten its tables', ...path)];
  }
  if (text.includes('\0') || !text.isWellFormed()) {
    return [invalid('a model has neither NUL characters nor halves of characters: save it as UTF-8', ...path)];
  }
  return [];
}
