import type { Entry } from './node.ts';
import type { Place } from './place.ts';
import { byteLength, forbiddenCharacter } from './scan.ts';

/** Bytes of a name in UTF-8. */
const LONGEST = 200;

/** Reports a name that is empty, too long or has control characters. */
export function checkName(entry: Entry, place: Place): void {
  const { name, key } = entry;
  if (name.trim() === '') place.report('NAME_INVALID', key.at, 'a name is empty', '');
  else if (byteLength(name) > LONGEST) place.report('NAME_INVALID', key.at, `a name has at most ${LONGEST} bytes`, '');
  else if (/[\n\r\t]/.test(name) || forbiddenCharacter(name) !== -1) {
    place.report('NAME_INVALID', key.at, 'a name has a control character', '');
  }
}

/** Warns of names that differ in case only: files, databases and people mix them up. */
export function checkCase(entries: readonly Entry[], place: Place): void {
  const seen = new Map<string, string>();
  for (const { name, key } of entries) {
    const folded = name.toLowerCase();
    const other = seen.get(folded);
    if (other === undefined) seen.set(folded, name);
    else
      place.report('NAME_CASE', key.at, `${name} and ${other} differ in case only`, 'some formats take them for one');
  }
}
