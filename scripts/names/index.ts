import { readFileSync } from 'node:fs';

export type NameKind = 'first' | 'firstFemale' | 'firstMale' | 'last' | 'lastFemale' | 'lastMale';

/** Names of a list, the commonest first. */
export interface CommonNames {
  readonly names: readonly string[];
  /** How many people have each of the first names of the list, relative to each other; then what each other name has. */
  readonly weights: readonly number[];
}

/** Names and how many people have them, as two statistics of names count them. */
const counted = read('counted.txt');
/** Names in the order of how common they are. */
const ranked = read('ranked.txt');

function read(file: string): ReadonlyMap<string, readonly string[]> {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return new Map(
    lines.map((line) => {
      const [, code, kind, names] = /^(\S+) (\S+) (.+)$/.exec(line.normalize('NFC')) ?? [];
      return [`${code} ${kind}`, names.split(', ')] as const;
    }),
  );
}

/** A list with the names that are known to be common first; undefined where nothing is known of the locale. */
export function commonNames(code: string, kind: NameKind, list: readonly string[]): CommonNames | undefined {
  const key = `${code} ${kind}`;
  const own = new Map(list.map((name) => [plain(name), name]));
  // One source has accents, or capitals as in McKay, that the other does not write.
  const spelled = (name: string): string => {
    const known = own.get(plain(name)) ?? name;
    return marks(known) > marks(name) ? known : name;
  };
  const counts = counted.get(key);
  if (counts !== undefined) {
    const found = new Map<string, number>();
    for (const one of counts) {
      const [, name, count] = /^(.+) (\d+)$/.exec(one) ?? [];
      found.set(spelled(name), Number(count));
    }
    return { names: joined([...found.keys()], list), weights: [...found.values(), 0] };
  }
  const order = ranked.get(key);
  if (order === undefined) return undefined;
  const first = [...new Set(order.map(spelled))];
  const names = joined(first, list);
  const shares = names.map((_, rank) => share(kind, rank));
  const others = shares.slice(first.length);
  const rest = others.length === 0 ? 0 : others.reduce((a, b) => a + b) / others.length;
  return { names, weights: [...shares.slice(0, first.length), rest].map((weight) => Math.round(weight * 10_000)) };
}

/** The common names, and those of the list that are none of them in another spelling. */
function joined(common: readonly string[], list: readonly string[]): readonly string[] {
  const known = new Set(common.map(plain));
  return [...common, ...list.filter((name) => !known.has(plain(name)))];
}

/**
 * How common the name of a rank is, from 0: counts of several countries are close to both laws. Few first names are those of
 * many people; names without a rank share what the law leaves to the ranks after the others.
 */
function share(kind: NameKind, rank: number): number {
  return kind.startsWith('first') ? 1 / (rank + 6) : (rank + 1.5) ** -0.6;
}

function plain(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function marks(name: string): number {
  return (name.normalize('NFD').match(/[\p{M}\p{Lu}]/gu) ?? []).length;
}
