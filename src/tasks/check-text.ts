import type { Refusal } from '../refusal.ts';

/** Why a text from outside cannot be stored, for neither NUL nor half a surrogate pair can be; nothing where it can. */
export function checkText(text: string, path: readonly string[], most: number): Refusal[] {
  const refuse = (message: string): Refusal[] => [{ kind: 'invalid-input', code: 'INVALID_INPUT', message, path }];
  if (text.length > most) return refuse(`expected at most ${most} characters, got ${text.length}`);
  if (text.includes('\0')) return refuse('a NUL character cannot be stored: remove it');
  if (!text.isWellFormed()) return refuse('the text contains half a surrogate pair: send valid Unicode');
  return [];
}
