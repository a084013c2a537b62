import { DAY } from '../words/instant.ts';
import type { SlotSource } from '../model.ts';
import type { LeafParts } from './leaf-parts.ts';
import type { Location } from './location.ts';
import { readValue } from './order-source.ts';

const SECOND = 1000;
const FORM = 'write { $series: trip_id, $start: trip_id.left_at, $end: trip_id.arrived_at }';

/**
 * `$series` with `$end`: the rows of a parent at moments between two of its times, each within a piece of its own; null after a problem.
 * @param over the reference with `$per`; null for all rows of the entity, undefined after a problem.
 */
export function seriesUntil(
  over: string | null | undefined,
  { directives, type }: LeafParts,
  location: Location,
): SlotSource | null {
  const [start, end] = [directives.get('$start'), directives.get('$end')];
  if (over === undefined || end === undefined) return null;
  const other = [...directives.values()].find(({ name }) => BESIDE.includes(name));
  if (other !== undefined) {
    const message = `$end spreads the rows between two times, and ${other.name} says how far they are apart`;
    location.report('DIRECTIVE_CONTRADICTION', other.key.at, message, 'keep only one of them');
    return null;
  }
  if (type !== null && type.kind !== 'date' && type.kind !== 'timestamp') {
    const message = `$end spreads the rows between two times, and the field is declared ${type.kind}`;
    location.report('DIRECTIVE_CONTRADICTION', end.key.at, message, 'for numbers write $every: 5, or $gap: 1-9');
    return null;
  }
  if (over === null || start === undefined) {
    const message =
      over === null ? '$end is a time of a parent, and this series is over all rows' : '$end needs $start beside it';
    location.report('DIRECTIVE_CONTRADICTION', end.key.at, message, FORM);
    return null;
  }
  const [first, last] = [start, end].map(({ value }) => readValue(value, location));
  if (first === null || last === null) return null;
  const unit = type?.kind === 'date' ? DAY : SECOND;
  const length = { min: unit, max: unit, distribution: { name: 'uniform' } } as const;
  return { kind: 'slot', part: 'moment', over, begin: null, start: first, span: 0, end: last, length, gap: 0, unit };
}

/** What says the distance of the rows, or that the values are none of times. */
const BESIDE: readonly string[] = [
  '$every',
  '$gap',
  '$jitter',
  '$timezone',
  '$weekdays',
  '$base',
  '$trend',
  '$season',
  '$noise',
  '$walk',
  '$clock',
];
