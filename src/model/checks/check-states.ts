import type { Entity, Field, State, StatesSource } from '../model.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';
import { checkOrder } from './check-order.ts';
import { checkStart } from './check-start.ts';
import type { FieldIndex } from './field-index.ts';
import { longestHistory } from './most-children.ts';

/** States of children: there is a history with as many states as a parent can have children. */
export function checkStates(
  entity: Entity,
  { part, states, via, start, untilAt }: StatesSource,
  at: Span,
  index: FieldIndex,
  location: Location,
): void {
  if (part !== 'status' || via === null) return;
  checkOrder(entity, '$states', via, at, index, location);
  if (start !== null) checkStart(start, via, location);
  const source = index.get(entity.name)?.all.get(via)?.source;
  if (source?.kind !== 'reference' || source.per === null) return;
  if (source.per.states !== undefined) {
    const endless = withoutEnd(states);
    if (endless === undefined) return;
    const message = `no move from ${endless.name} leads to a last state, and $per: { states: … } asks for the whole history`;
    location.report(
      'STATE_WITHOUT_END',
      at,
      message,
      'add a state without moves, or write a number of rows such as $per: 2-9',
    );
    return;
  }
  if (untilAt !== undefined) {
    const message = '$until has no meaning beside $via: there are as many states as children';
    const hint = 'remove it, or let the history say how many rows there are: $per: { states: event }';
    location.report('DIRECTIVE_PLACE', untilAt, message, hint);
  }
  if (source.per.expression !== null) return;
  const { min, max } = source.per;
  const most = longestHistory(states);
  if (max <= most) return;
  const message = `a history has at most ${most} states, and $per of ${via} allows ${max} rows`;
  const range = Math.min(min, most) === most ? String(most) : `${min}-${most}`;
  location.report('STATE_HISTORY_TOO_SHORT', at, message, `write $per: ${range}, or add moves from the last states`);
}

/** A state from which no moves lead to a last one. */
function withoutEnd(states: readonly State[]): State | undefined {
  const ended = new Set(states.flatMap(({ moves }, i) => (moves.length === 0 ? [i] : [])));
  for (let size = -1; size < ended.size;) {
    size = ended.size;
    for (const [i, { moves }] of states.entries()) if (moves.some(({ to }) => ended.has(to))) ended.add(i);
  }
  return states.find((_, i) => !ended.has(i));
}

/** `$per: { states: event }` names a field with `$states` whose rows follow one another through this reference. */
export function checkHistory(entity: Entity, field: Field, named: string, index: FieldIndex, location: Location): void {
  const found = index.get(entity.name)?.all.get(named);
  if (found === undefined) {
    if (index.get(entity.name)?.isPartial !== false) return;
    const hint = location.nearest(named, index.get(entity.name)?.all.keys() ?? [], HISTORY_FORM);
    location.report('FIELD_UNKNOWN', field.at, `there is no field ${named} in ${entity.name}`, hint);
    return;
  }
  const { source } = found.source.kind === 'object' && found.source.fields.length > 0 ? found.source.fields[0] : found;
  if (source.kind === 'broken' || (source.kind === 'states' && source.via === field.path)) return;
  const message = `$per takes the number of rows from ${named}, which has no $states with $via: ${field.path}`;
  location.report('NOT_A_REFERENCE', field.at, message, HISTORY_FORM);
}

const HISTORY_FORM =
  'write event: { $states: { new: paid, paid: shipped }, $via: order_id }, and $per: { states: event }';
