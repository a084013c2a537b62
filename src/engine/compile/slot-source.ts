import type { SlotSource } from '../../model/index.ts';
import { DAY } from '../calendar.ts';
import { finished } from '../expressions/expect.ts';
import { columnNode, constantNode } from '../expressions/node.ts';
import { timeArithmetic } from '../expressions/time-arithmetic.ts';
import { valueType } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import { slotEnd } from '../relations/slot.ts';
import { fitsParents, spanBetween } from './slot-span.ts';
import { orderOf, valueOf } from './order-source.ts';
import type { Fields, FieldSite } from './fields.ts';

/** The beginning or the end of a span that no other row of the parent overlaps. */
export function slotRecipe(source: SlotSource, site: FieldSite, fields: Fields): Recipe | null {
  const { entity, field } = site;
  const order = orderOf(source.over, source, site, fields);
  // Both ends are of one object, and are named from outside of it.
  const isAlone = source.part === 'moment';
  const object = isAlone ? field.path : field.path.slice(0, field.path.lastIndexOf('.'));
  const outside = { ...site, field: { ...field, path: object } };
  const start = source.start === null ? undefined : valueOf(source.start, outside, fields, 'start:');
  if (order === null || start === null) return null;
  const { part, begin, span, length, gap, unit } = source;
  const end = source.end === null ? null : valueOf(source.end, outside, fields, 'end:');
  if (source.end !== null) {
    if (end === null || start === undefined) return null;
    // Both ends of a span share the time of the parent.
    if (part !== 'to' && !fitsParents(source, order.children(), site, fields)) return null;
  }
  const shared = end === null || start === undefined ? null : spanBetween(start, end, unit, site, fields);
  if (end !== null && shared === null) return null;
  const offset = slotEnd(order.link, order.children, part === 'to' ? 'to' : 'from', {
    id: object,
    span: shared ?? Math.floor(span / unit),
    min: length.min / unit,
    max: length.max / unit,
    distribution: length.distribution,
    gap: gap / unit,
    unit,
    key: fields.key(entity, outside.field, 'value'),
  });
  const isDay = unit === DAY && field.type?.kind === 'date';
  const first =
    start === undefined ? constantNode({ kind: 'timestamp' }, begin ?? 0) : columnNode(start, valueType(start.type));
  const moment = timeArithmetic('+', first, columnNode(offset, { kind: 'duration', days: isDay }));
  if (moment !== null && (moment.is.kind === 'date' || moment.is.kind === 'timestamp')) {
    return finished(moment, moment.type);
  }
  const kind = start?.type.kind ?? 'null';
  return fields.report(
    site,
    'TYPE_MISMATCH',
    `$start of a ${isAlone ? 'series' : 'span'} is a date or a timestamp, this is ${kind}`,
  );
}
