import { readFileSync } from 'node:fs';

/** Words that faker has no list of, by locale and list: a line each. */
const lists = new Map(
  readFileSync(new URL('local-words.txt', import.meta.url), 'utf8')
    .normalize('NFC')
    .trim()
    .split('\n')
    .map((line) => {
      const [, key, words] = /^(\S+ \S+) (.+)$/.exec(line) ?? [];
      return [key, words.split(', ')] as const;
    }),
);

/** The words of a locale, or of the language that it falls back to: `de` for `de_AT`. */
export function localWords(code: string, kind: string): readonly string[] | undefined {
  const parent = code.slice(0, code.lastIndexOf('_'));
  return lists.get(`${code} ${kind}`) ?? (parent === '' ? undefined : localWords(parent, kind));
}
