import { type Expression, expressionPaths, type SlotSource, withoutFirst } from '../../model/index.ts';
import { DAY } from '../calendar.ts';
import { toTimestamp } from '../expressions/convert.ts';
import { compute } from '../expressions/elementwise.ts';
import { bound, columnNode, type ExpressionNode } from '../expressions/node.ts';
import { timeArithmetic } from '../expressions/time-arithmetic.ts';
import { valueType } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import type { Children } from '../relations/children.ts';
import { isShortPass, scan } from './passes.ts';
import type { Fields, FieldSite } from './fields.ts';

/** How much time lies between two moments, in whole units; null, if they are none, which is reported. */
export function spanBetween(start: Recipe, end: Recipe, unit: number, site: FieldSite, fields: Fields): Recipe | null {
  const [from, to] = [start, end].map((recipe) => columnNode(recipe, valueType(recipe.type)));
  const span = isMoment(from) && isMoment(to) ? timeArithmetic('-', toTimestamp(to), toTimestamp(from)) : null;
  if (span === null) {
    const kind = isMoment(from) ? end.type.kind : start.type.kind;
    const message = `$start and $end of a span are dates or timestamps, this is ${kind}`;
    return fields.report(site, 'TYPE_MISMATCH', message);
  }
  return compute({ kind: 'integer' }, [span], bound(span) / unit + 1, ([spans], out, n) => {
    for (let i = 0; i < n; i++) out[i] = Math.max(0, Math.floor(spans[i] / unit));
  });
}

function isMoment({ is }: ExpressionNode): boolean {
  return is.kind === 'date' || is.kind === 'timestamp';
}

/** Whether every parent has time for its children: a pass over the parents, which is reported if one has not. */
export function fitsParents(source: SlotSource, children: Children, site: FieldSite, fields: Fields): boolean {
  const { over, start, end, length, gap, unit, part } = source;
  const reference = fields.index(site.entity).get(over)?.source;
  const parent = reference?.kind === 'reference' ? fields.entity(reference.entity) : undefined;
  if (start === null || end === null || parent === undefined) return false;
  const ofParent = (said: Expression): Expression => withoutFirst(said, over);
  const [first, last] = [start, end].map((said) => fields.expression(ofParent(said), site, 'span:', parent));
  const paths = [start, end].flatMap((said) => expressionPaths(ofParent(said)));
  if (first === null || last === null || !isShortPass(fields, site, parent, paths, '$end')) return false;
  const span = spanBetween(first, last, unit, site, fields);
  if (span === null) return false;
  const least = (length.min + gap) / unit;
  let found: { count: number; room: number | null } | null = null;
  scan(fields.counts.rows(parent.name), [span], (frame) => {
    const { vector } = frame.column(span).value;
    if (vector.kind !== 'int53') throw new TypeError('spans are whole numbers');
    return (row, rows) => {
      for (let i = 0; i < rows && found === null; i++) {
        const count = children.count(row + i);
        const isKnown = vector.validity === null || vector.validity[i] === 1;
        const room = isKnown ? vector.values[i] : null;
        if (count > 0 && (room === null || Math.floor(room / count) < least)) found = { count, room };
      }
    };
  });
  return found === null || report(found, { least: least * unit, unit, isMoment: part === 'moment' }, site, fields);
}

function report(
  { count, room }: { count: number; room: number | null },
  { least, unit, isMoment }: { readonly least: number; readonly unit: number; readonly isMoment: boolean },
  site: FieldSite,
  fields: Fields,
): false {
  const hours = (milliseconds: number): string => `${Number((milliseconds / 3_600_000).toPrecision(3))} h`;
  const what = isMoment ? 'rows' : 'spans';
  const each = isMoment ? (unit === DAY ? 'days of their own' : 'seconds of their own') : `at least ${hours(least)}`;
  const message =
    room === null
      ? `the time of a row of the parent has no end, or no beginning, and ${count} ${what} share it`
      : `${count} ${what} ${isMoment ? 'with' : 'of'} ${each} share the time of a parent, which is ${hours(room * unit)}`;
  const hint =
    room === null
      ? 'Write $end: "= coalesce(…, now())".'
      : isMoment
        ? 'Lower $per, or let the time of the parent be longer: closed_at: { $after: opened_at, … }.'
        : 'Lower $length or $per, or let the time of the parent be longer: closed_at: { $after: opened_at, … }.';
  fields.report(site, 'SLOT_TOO_SMALL', message, hint);
  return false;
}
