/** Characters (code points) of a name. */
const MAX_LENGTH = 128;

/**
 * What is wrong with the name of a group, project, provider or key; null where nothing is. A name is one line in Unicode form
 * NFC, without blanks at its ends, and is kept exactly as it is written. Clients leave `.` and `..` out of the path of a URL,
 * also where they are percent-encoded, so that nothing of these names could be asked for.
 */
export function nameFault(name: string): string | null {
  // A code point is at most two units: what is longer need not be counted.
  if (name.length > 2 * MAX_LENGTH || Array.from(name).length > MAX_LENGTH)
    return `a name has at most ${MAX_LENGTH} characters`;
  if (name.trim() === '') return 'a name must not be empty';
  if (/[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]/u.test(name))
    return 'a name must not contain control characters or half surrogate pairs';
  if (name !== name.trim()) return 'a name must not begin or end with a blank: remove it';
  if (name === '.' || name === '..')
    return 'a name must not be `.` or `..`, which a URL cannot have: choose another one';
  return name === name.normalize('NFC')
    ? null
    : 'a name must be in the Unicode form NFC: compose its letters and accents';
}
