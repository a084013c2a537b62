import { readNumber } from './constant.ts';
import type { Entry } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { valueNode } from '../overrides/value-node.ts';
import type { Span } from '../problems/problem.ts';

/** The name in `counts` that stands for every entity whose number of rows does not follow from something else. */
export const EVERY_ENTITY = '*';

/** `$count` of an entity, or the count from outside in its place; null where neither is said. */
export function readCount(
  entity: Entry,
  written: Entry | undefined,
  counts: ReadonlyMap<string, number | string>,
  { isStatic, hasPer }: { readonly isStatic: boolean; readonly hasPer: boolean },
  location: Location,
): { readonly count: number | null; readonly overridden: boolean } {
  const count = written === undefined ? null : writtenCount(written, location);
  if (written !== undefined && (isStatic || hasPer)) {
    const what = isStatic ? '$rows' : '$per';
    const hint = isStatic ? 'remove $count' : 'remove $count, or use $share in place of $per';
    location.report('COUNT_CONTRADICTION', written.key.at, `the number of rows follows from ${what}`, hint);
  }
  const own = counts.get(entity.name);
  const override = own ?? (isStatic || hasPer ? undefined : counts.get(EVERY_ENTITY));
  if (override === undefined) return { count, overridden: false };
  const { ignoresUnfit } = location.scope;
  if (isStatic || (hasPer && ignoresUnfit)) {
    const what = isStatic ? '$rows has' : 'its parents have children';
    location.report(
      location.unfit('COUNT_CONTRADICTION'),
      entity.key.at,
      `${entity.name} has as many rows as ${what}`,
      'remove the count',
    );
    if (ignoresUnfit) return { count, overridden: false };
  }
  const { at } = entity.key;
  const given = typeof override === 'number' ? { value: override, text: String(override) } : override;
  const number = readNumber(valueNode(given, at), location, 'a number of rows');
  return { count: number === null ? null : checked(number.value, at, location), overridden: true };
}

function writtenCount(entry: Entry, location: Location): number | null {
  const number = readNumber(entry.value, location, 'a number of rows');
  return number === null ? null : checked(number.value, entry.value.at, location);
}

function checked(count: number, at: Span, location: Location): number | null {
  if (Number.isSafeInteger(count) && count >= 0) return count;
  location.report('COUNT_INVALID', at, 'a count is a whole number from 0 to 9007199254740991');
  return null;
}
