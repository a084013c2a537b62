import type { Inference } from '../../model/index.ts';
import { AHEAD_PREFIXES } from './ahead.ts';
import { AMOUNT_RULES } from './amounts.ts';
import { CATEGORY_RULES } from './categories.ts';
import { FLAG_PREFIXES, FLAG_RULES } from './flags.ts';
import { kindOf } from './kinds.ts';
import { NAME_RULES, TITLE_RULES } from './names.ts';
import { type Rule, split, type TypeName } from './rule.ts';
import { TEXT_RULES, TIME_RULES } from './texts.ts';

/**
 * The whole list. It is apart from the names and aliases of generators: what is not in it is not inferred, so that a new
 * generator changes nobody's data. Of the rules for a name those for a kind of thing come first, then the order counts.
 */
export const rules: readonly Rule[] = [
  ...NAME_RULES,
  ...TITLE_RULES,
  ...FLAG_RULES,
  ...TIME_RULES,
  ...TEXT_RULES,
  ...CATEGORY_RULES,
  ...AMOUNT_RULES,
];

const index = new Map<string, readonly Rule[]>();
for (const rule of [...rules.filter(({ kinds }) => kinds !== null), ...rules.filter(({ kinds }) => kinds === null)]) {
  for (const name of rule.names) index.set(name, [...(index.get(name) ?? []), rule]);
}

/** Words before a name that do not say whose it is: the `max_temperature` of a patient is the patient's. */
const QUALIFIERS = new Set(
  split(`
    alternate alternative average avg base billing common current default delivery display emergency estimated expected
    external final first former full gross home initial internal last latest legal local long lower main max maximum mean
    median min minimum new next official old original other preferred previous primary private public registered second
    secondary shipping short target third total upper work your
  `),
);

/**
 * What a field may get by its name in snake case, its declared type (null if none is written) and its owners: the names
 * of the objects around it from the inside out, then the entity's. The best comes first; none if nothing is known.
 */
export function infer(name: string, type: TypeName | null, owners: readonly string[]): readonly Inference[] {
  const isFlag = FLAG_PREFIXES.some((prefix) => name.startsWith(prefix) && name.length > prefix.length);
  if (isFlag && type !== null && type !== 'boolean') return [];
  const wanted = isFlag ? 'boolean' : type;
  const kind = owners.map(kindOf).find((known) => known !== undefined);
  const found: Inference[] = [];
  const words = name.split('_');
  const add = (key: string, of: string | undefined): void => {
    for (const { types, kinds, gives } of index.get(key) ?? []) {
      if (wanted !== null && !types.includes(wanted)) continue;
      if (kinds === null || (of !== undefined && kinds.includes(of))) found.push(gives);
    }
  };
  // What lies ahead does so whatever its last words are: a `next_visit_date` is no past date.
  const ahead = AHEAD_PREFIXES.find(
    (prefix) => name.startsWith(prefix) && (wanted === 'date' || wanted === 'timestamp'),
  );
  if (ahead !== undefined) add(ahead, kind);
  for (let first = 0; first < words.length; first++) {
    const before = words.slice(0, first);
    const rest = words.slice(first).join('_');
    const of = before.every((word) => QUALIFIERS.has(word)) ? kind : kindOf(before.join('_'));
    if (first > 0) add(`_${rest}`, of);
    add(rest, of);
  }
  for (let end = words.length - 1; end > 0; end--) {
    const prefix = `${words.slice(0, end).join('_')}_`;
    if (prefix !== ahead) add(prefix, kind);
  }
  return found;
}
