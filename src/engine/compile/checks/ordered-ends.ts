import type { Entity, Field } from '../../../model/index.ts';
import { pathOf } from './context.ts';
import type { Ranges } from './ranges.ts';

/** Expressions that are nothing but the name of another field are followed so far. */
const MAX_STEPS = 8;

/** Whether the first of two paths is the beginning of a `$slot` and the second its end, which is always later. */
export function areOrderedEnds(
  ranges: Ranges,
  entity: Entity,
  before: readonly string[],
  after: readonly string[],
): boolean {
  const [from, to] = [before, after].map((names) => endOf(ranges, entity, names));
  if (from?.source.kind !== 'slot' || to?.source.kind !== 'slot') return false;
  return objectOf(from) === objectOf(to) && from.source.part === 'from' && to.source.part === 'to';
}

function objectOf({ path }: Field): string {
  return path.slice(0, path.lastIndexOf('.'));
}

/** The member of a slot that a path shows, unless a declared type rounds it. */
function endOf(ranges: Ranges, entity: Entity, names: readonly string[], steps = 0): Field | null {
  const field = ranges.own(entity, names);
  if (field === null || field.source.kind !== 'expression') return field;
  const next = pathOf(field.source.expression);
  return next === null || field.type !== null || steps > MAX_STEPS ? null : endOf(ranges, entity, next, steps + 1);
}
