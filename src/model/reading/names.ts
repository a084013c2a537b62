import type { Entry } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { byteLength, forbiddenCharacter } from '../yaml/scan.ts';

/** Bytes of a name in UTF-8. */
const MAX_LENGTH = 200;

/** Reports a name that is empty, too long or has control characters. */
export function checkName({ name, key }: Entry, location: Location): void {
  const fault = nameFault(name);
  if (fault !== null) location.report('NAME_INVALID', key.at, fault, '');
}

/** What is wrong with a name, wherever it comes from; null where nothing is. */
export function nameFault(name: string): string | null {
  if (name.trim() === '') return 'a name is empty';
  if (byteLength(name) > MAX_LENGTH) return `a name has at most ${MAX_LENGTH} bytes`;
  return /[\n\r\t]/.test(name) || forbiddenCharacter(name) !== -1 ? 'a name has a control character' : null;
}

/** Warns of names that differ in case only: files, databases and people mix them up. */
export function checkCase(entries: readonly Entry[], location: Location): void {
  const seen = new Map<string, string>();
  for (const { name, key } of entries) {
    const folded = name.toLowerCase();
    const other = seen.get(folded);
    if (other === undefined) seen.set(folded, name);
    else
      location.report(
        'NAME_CASE',
        key.at,
        `${name} and ${other} differ in case only`,
        'some formats treat them as one name',
      );
  }
}
