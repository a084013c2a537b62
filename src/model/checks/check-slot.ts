import { DAY } from '../words/instant.ts';
import type { Entity, SlotSource } from '../model.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';
import { checkOrder } from './check-order.ts';
import { checkStart } from './check-start.ts';
import type { FieldIndex } from './field-index.ts';
import { mostChildren } from './most-children.ts';

/** A slot: its rows are the children of a parent, whose time has room for all of them. */
export function checkSlot(entity: Entity, slot: SlotSource, at: Span, index: FieldIndex, location: Location): void {
  const { part, over, start, end, span, length, gap } = slot;
  // Both ends of a slot say the same.
  if (part === 'to') return;
  checkOrder(entity, part === 'moment' ? '$series' : '$slot', over, at, index, location, Infinity);
  if (start !== null) checkStart(start, over, location);
  if (end !== null) {
    checkStart(end, over, location, '$end');
    return;
  }
  const source = index.get(entity.name)?.all.get(over)?.source;
  if (source?.kind !== 'reference' || source.per === null) return;
  // How many there are is known once the parents are counted.
  if (source.per.expression !== null || source.per.states !== undefined) return;
  const { max } = source.per;
  const most = mostChildren(slot);
  if (max <= most) return;
  const each = durationText(length.min + gap);
  const message = `$per of ${over} allows ${max} rows, and ${durationText(span)} have room for ${most} of at least ${each}`;
  const hint = most === 0 ? 'lower $length, or widen $span' : `lower $per to ${most}, lower $length, or widen $span`;
  location.report('SLOT_TOO_SMALL', at, message, hint);
}

function durationText(milliseconds: number): string {
  for (const [name, unit] of UNITS) if (milliseconds % unit === 0) return `${milliseconds / unit}${name}`;
  return `${milliseconds}ms`;
}

const UNITS = [
  ['d', DAY],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;
