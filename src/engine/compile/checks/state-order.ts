import type { Entity, Expression, Field, State, StatesSource } from '../../../model/index.ts';
import { pathOf } from './context.ts';
import { reached } from '../../recipes/state-graph.ts';
import type { Ranges } from './ranges.ts';
import { holds, solePath } from './worlds.ts';

/** Expressions that are nothing but the name of another field are followed so far. */
const MAX_STEPS = 8;

/** A member of the history that a row has of its own. */
interface StateMember {
  readonly object: string;
  readonly source: StatesSource;
  readonly isInstant: boolean;
}

/** The member of a history that a path shows, unless a declared type rounds it. */
function memberOf(ranges: Ranges, entity: Entity, names: readonly string[], steps = 0): StateMember | null {
  const field: Field | null = ranges.own(entity, names);
  if (field === null || steps > MAX_STEPS) return null;
  const { source, type, path } = field;
  if (source.kind === 'states') {
    if (source.via !== null) return null;
    const object = source.start === null ? path : path.slice(0, path.lastIndexOf('.'));
    return { object, source, isInstant: type?.kind === 'timestamp' };
  }
  const next = source.kind === 'expression' && type === null ? pathOf(source.expression) : null;
  return next === null ? null : memberOf(ranges, entity, next, steps + 1);
}

/** Whether the first of two paths is never later than the second: when two states were entered, or the start of a history and a state. */
export function areOrderedStates(
  ranges: Ranges,
  entity: Entity,
  before: readonly string[],
  after: readonly string[],
  isStrict: boolean,
): boolean {
  const last = memberOf(ranges, entity, after);
  if (last === null || typeof last.source.part !== 'number') return false;
  const { states, start, part: to } = last.source;
  if (start?.op === 'path' && start.names.join('.') === before.join('.')) {
    return last.isInstant && (!isStrict || (to > 0 && lasts(states[0])));
  }
  const first = memberOf(ranges, entity, before);
  const from = first?.source.part;
  if (first?.object !== last.object || typeof from !== 'number' || from === to) return false;
  return !reached(states, to).has(from) && (!isStrict || (last.isInstant && lasts(states[from])));
}

function lasts({ dwell }: State): boolean {
  return dwell !== null && dwell.min > 0;
}

/** Whether a time of a history is null, or is not, in all rows in which conditions on its state hold. */
export function isNullByState(
  ranges: Ranges,
  entity: Entity,
  names: readonly string[],
  guards: readonly Expression[],
  isNull: boolean,
): boolean {
  const member = memberOf(ranges, entity, names);
  if (member === null || typeof member.source.part !== 'number') return false;
  const { states, part } = member.source;
  const conditions = guards.filter((guard) => {
    const path = solePath(guard);
    const status = path === null ? null : memberOf(ranges, entity, path);
    return status?.object === member.object && status.source.part === 'status';
  });
  const ends = [...states.keys()].filter((i) => conditions.every((one) => holds(one, states[i].name) === true));
  const later = reached(states, part);
  const without = reached(states, 0, part);
  // A history ends in a state after it, or can only have come there by it.
  return ends.every((i) => (isNull ? i !== part && !later.has(i) : i === part || !without.has(i)));
}
