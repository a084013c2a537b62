import { readNumber } from './constant.ts';
import type { Entry } from '../yaml/node.ts';
import type { Place } from './place.ts';
import type { Span } from '../problems/problem.ts';

/** The name in `counts` that stands for every entity whose number of rows does not follow from something else. */
export const EVERY_ENTITY = '*';

/** `$count` of an entity, or the count from outside in its place; null where neither is said. */
export function readCount(
  entity: Entry,
  written: Entry | undefined,
  counts: ReadonlyMap<string, number>,
  { isStatic, hasPer }: { readonly isStatic: boolean; readonly hasPer: boolean },
  place: Place,
): { readonly count: number | null; readonly overridden: boolean } {
  const count = written === undefined ? null : writtenCount(written, place);
  if (written !== undefined && (isStatic || hasPer)) {
    const what = isStatic ? '$rows' : '$per';
    const hint = isStatic ? 'remove $count' : 'remove $count, or use $share in the place of $per';
    place.report('COUNT_CONTRADICTION', written.key.at, `the number of rows follows from ${what}`, hint);
  }
  const own = counts.get(entity.name);
  const override = own ?? (isStatic || hasPer ? undefined : counts.get(EVERY_ENTITY));
  if (override === undefined) return { count, overridden: false };
  if (isStatic) {
    place.report(
      'COUNT_CONTRADICTION',
      entity.key.at,
      `${entity.name} has as many rows as $rows has`,
      'give it no count',
    );
  }
  return { count: checked(override, entity.key.at, place), overridden: true };
}

function writtenCount(entry: Entry, place: Place): number | null {
  const number = readNumber(entry.value, place, 'a number of rows');
  return number === null ? null : checked(number.value, entry.value.at, place);
}

function checked(count: number, at: Span, place: Place): number | null {
  if (Number.isSafeInteger(count) && count >= 0) return count;
  place.report('COUNT_INVALID', at, 'a count is a whole number from 0 to 9007199254740991');
  return null;
}
