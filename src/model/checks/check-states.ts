import type { Entity, StatesSource } from '../model.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';
import { checkOrder } from './check-order.ts';
import { checkStart } from './check-start.ts';
import type { FieldIndex } from './field-index.ts';
import { longestHistory } from './most-children.ts';

/** States of children: there is a history with as many states as a parent can have children. */
export function checkStates(
  entity: Entity,
  { part, states, via, start }: StatesSource,
  at: Span,
  index: FieldIndex,
  location: Location,
): void {
  if (part !== 'status' || via === null) return;
  checkOrder(entity, '$states', via, at, index, location);
  if (start !== null) checkStart(start, via, location);
  const source = index.get(entity.name)?.all.get(via)?.source;
  if (source?.kind !== 'reference' || source.per === null || source.per.expression !== null) return;
  const { min, max } = source.per;
  const most = longestHistory(states);
  if (max <= most) return;
  const message = `a history has at most ${most} states, and $per of ${via} allows ${max} rows`;
  const range = Math.min(min, most) === most ? String(most) : `${min}-${most}`;
  location.report('STATE_HISTORY_TOO_SHORT', at, message, `write $per: ${range}, or add moves from the last states`);
}
