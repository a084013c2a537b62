import { readNumber } from './constant.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { valueNode } from '../overrides/value-node.ts';
import type { Span } from '../problems/problem.ts';

/** The name in `counts` that stands for every entity whose number of rows does not follow from something else. */
export const EVERY_ENTITY = '*';

/** What the number of rows can follow from. */
const FOLLOWS = {
  $rows: '$rows has',
  $per: 'its parents have children',
  $each: 'there are combinations of $each',
} as const;

/** `$count` of an entity, or the count from outside in its place; null where neither is said. */
export function readCount(
  entity: Entry,
  written: Entry | undefined,
  counts: ReadonlyMap<string, number | string>,
  follows: keyof typeof FOLLOWS | null,
  location: Location,
): { readonly count: number | null; readonly overridden: boolean } {
  const count = written === undefined ? null : wholeNumber(written.value, written.value.at, location);
  if (written !== undefined && follows !== null) {
    const hint = follows === '$per' ? 'remove $count, or use $share in place of $per' : 'remove $count';
    location.report('COUNT_CONTRADICTION', written.key.at, `the number of rows follows from ${follows}`, hint);
  }
  const own = counts.get(entity.name);
  const override = own ?? (follows === null ? counts.get(EVERY_ENTITY) : undefined);
  if (override === undefined) return { count, overridden: false };
  const { ignoresUnfit } = location.scope;
  if (follows !== null && (follows !== '$per' || ignoresUnfit)) {
    location.report(
      location.unfit('COUNT_CONTRADICTION'),
      entity.key.at,
      `${entity.name} has as many rows as ${FOLLOWS[follows]}`,
      'remove the count',
    );
    if (ignoresUnfit) return { count, overridden: false };
  }
  const { at } = entity.key;
  const given = typeof override === 'number' ? { value: override, text: String(override) } : override;
  return { count: wholeNumber(valueNode(given, at), at, location), overridden: true };
}

/** A number of rows: a whole number, or an expression, which is rounded and gives at least one row unless it is 0. */
function wholeNumber(node: YamlNode, at: Span, location: Location): number | null {
  const number = readNumber(node, location, 'a number of rows');
  if (number === null) return null;
  const isComputed = node.kind === 'scalar' && typeof node.value === 'string';
  return checked(isComputed && number.value > 0 ? Math.max(1, Math.round(number.value)) : number.value, at, location);
}

function checked(count: number, at: Span, location: Location): number | null {
  if (Number.isSafeInteger(count) && count >= 0) return count;
  location.report('COUNT_INVALID', at, 'a count is a whole number from 0 to 9007199254740991');
  return null;
}
