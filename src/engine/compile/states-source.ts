import { type Entity, type Expression, expressionPaths, type StatesSource, withoutFirst } from '../../model/index.ts';
import { DAY } from '../calendar.ts';
import { toTimestamp } from '../expressions/convert.ts';
import { finished } from '../expressions/expect.ts';
import { columnNode } from '../expressions/node.ts';
import { timeArithmetic } from '../expressions/time-arithmetic.ts';
import { valueType } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import {
  type BindStates,
  Machine,
  MAX_MOVES,
  historiesOfRows,
  lengthOfHistory,
  statusOf,
  timeOf,
} from '../recipes/states.ts';
import { historiesOfChildren, historiesOfParents } from '../relations/state-histories.ts';
import { perReference } from './counts.ts';
import { orderOf, valueOf } from './order-source.ts';
import { isShortPass } from './passes.ts';
import type { Fields, FieldSite } from './fields.ts';

const MAX_SPAN = 7000 * 366 * DAY;

/** The state of a row, or when it entered one. */
export function statesRecipe(source: StatesSource, site: FieldSite, fields: Fields): Recipe | null {
  const { entity, field } = site;
  const { part, states, via } = source;
  // All members of an object of states are of one history, and are named from outside of it.
  const id = source.start === null ? field.path : field.path.slice(0, field.path.lastIndexOf('.'));
  const outside = { ...site, field: { ...field, path: id } };
  const start = source.start === null ? undefined : momentOf(source.start, '$start', outside, fields);
  const isOfRow = via === null;
  const end = source.end === null || !isOfRow ? undefined : momentOf(source.end, '$until', outside, fields);
  const order = via === null ? undefined : orderOf(via, source, site, fields);
  if (start === null || end === null || order === null) return null;
  const key = fields.key(entity, outside.field, 'value');
  const isWhole = via !== null && perReference(entity)?.source.per.states !== undefined;
  const moves = order === undefined || isWhole ? MAX_MOVES : order.most;
  const magnitude = moves * Math.max(0, ...states.map(({ dwell }) => dwell?.max ?? 0));
  if (magnitude > MAX_SPAN && start !== undefined) {
    const message = 'the last states would be too far from the first';
    return fields.report(site, 'SERIES_TOO_LONG', message, 'Lower $dwell, or the number of rows.');
  }
  let bind: BindStates;
  if (order === undefined) {
    const room = start === undefined || end === undefined ? null : timeArithmetic('-', end, start);
    bind = historiesOfRows(id, new Machine(states, key, 0), room);
  } else if (isWhole) {
    bind = historiesOfParents(id, new Machine(states, key, 0), order.link);
  } else {
    bind = historiesOfChildren(id, new Machine(states, key, order.most), order.link, order.children, order.most);
  }
  if (part === 'status') return statusOf(bind, states);
  if (start === undefined) return null;
  const state = part === 'at' ? 0 : part;
  const offset = timeOf(bind, state, state === 0, magnitude);
  const moment = timeArithmetic('+', start, columnNode(offset, { kind: 'duration', days: false }));
  return moment === null ? null : finished(moment, moment.type);
}

function momentOf(said: NonNullable<StatesSource['start']>, name: string, site: FieldSite, fields: Fields) {
  const value = valueOf(said, site, fields, `${name}:`);
  if (value === null) return null;
  if (value.type.kind === 'date' || value.type.kind === 'timestamp') {
    return toTimestamp(columnNode(value, valueType(value.type)));
  }
  const message = `${name} of states is a date or a timestamp, this is ${value.type.kind}`;
  return fields.report(site, 'TYPE_MISMATCH', message);
}

/**
 * How many states the whole history of each parent has, over the rows of the parent; null after a problem, or where the field that `$per`
 * names has none, which has been reported.
 */
export function historyLength(named: string, site: FieldSite, parent: Entity, fields: Fields): Recipe | null {
  const { entity, field } = site;
  const owner = fields.index(entity).get(named);
  const status = owner?.source.kind === 'object' ? owner.source.fields[0] : owner;
  if (owner === undefined || status?.source.kind !== 'states' || status.source.via !== field.path) return null;
  const { states, start, end } = status.source;
  const outside = { entity, field: { ...status, path: named }, depth: null };
  const machine = new Machine(states, fields.key(entity, outside.field, 'value'), 0);
  const ofParent = (said: Expression): Expression => withoutFirst(said, field.path);
  const paths = start === null ? [] : expressionPaths(ofParent(start));
  if (!isShortPass(fields, site, parent, paths, '$per')) return null;
  if (start === null || end === null) return lengthOfHistory(machine, null);
  const moments = [start, end].map((said) => {
    const recipe = fields.expression(ofParent(said), outside, 'span:', parent);
    const isMoment = recipe?.type.kind === 'date' || recipe?.type.kind === 'timestamp';
    return recipe === null || !isMoment ? null : toTimestamp(columnNode(recipe, valueType(recipe.type)));
  });
  const [first, last] = moments;
  // What is no moment is reported where the states are made.
  const room = first === null || last === null ? null : timeArithmetic('-', last, first);
  return room === null ? null : lengthOfHistory(machine, room);
}
