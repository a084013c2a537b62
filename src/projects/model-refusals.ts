import { MAX_DOCUMENT_BYTES } from '../model/index.ts';
import type { Refusal } from '../refusal.ts';
import { invalid } from './refusals.ts';

/** Why a text cannot even be kept as a draft. */
export function modelRefusals(text: string, ...path: readonly string[]): readonly Refusal[] {
  if (text.length > MAX_DOCUMENT_BYTES || Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) {
    return [invalid(`a model has at most ${MAX_DOCUMENT_BYTES / 1024} KiB: split it, or shorten its tables`, ...path)];
  }
  if (text.includes('\0') || !text.isWellFormed()) {
    return [invalid('a model must not contain NUL characters or half surrogate pairs: save it as UTF-8', ...path)];
  }
  return [];
}
