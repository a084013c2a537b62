import { computable } from '../expressions/wide-decimals.ts';
import {
  type Expression,
  mostChildren,
  type OrderSource,
  type SeriesSource,
  type SlotSource,
  type StatesSource,
} from '../../model/index.ts';
import { aligned } from '../expressions/align.ts';
import { arithmetic } from '../expressions/arithmetic.ts';
import { isNarrow } from '../expressions/elementwise.ts';
import { finished } from '../expressions/expect.ts';
import { columnNode } from '../expressions/node.ts';
import { selection } from '../expressions/select.ts';
import { valueType } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import type { Children } from '../relations/children.ts';
import type { Link } from '../relations/link.ts';
import { isFirst, isLast, next, previous } from '../relations/previous.ts';
import { partOf } from '../relations/parts.ts';
import { rank } from '../relations/rank.ts';
import { runningSum } from '../relations/running.ts';
import { perReference } from './counts.ts';
import type { Fields, FieldSite } from './fields.ts';

/** How the rows of an entity are in order within their parents. */
export interface Order {
  readonly link: Link;
  readonly children: () => Children;
  /** The most children a parent can have. */
  readonly most: number;
}

/**
 * The order of a field's rows within the parents that `via` names; null where there is none, or where a parent has more than the source
 * has values for, which has been reported.
 */
export function orderOf(
  via: string | null,
  source: OrderSource | SeriesSource | SlotSource | StatesSource,
  site: FieldSite,
  fields: Fields,
): Order | null {
  const { entity } = site;
  const per = perReference(entity);
  if (per === null || (via !== null && via !== per.field.path) || !fields.counts.isKnown(entity.name)) return null;
  const link = fields.link(entity, per.field);
  if (link === null) return null;
  const most = fields.counts.most(entity.name);
  const allowed = mostChildren(source);
  if (most > allowed) {
    // All members of a span, or of states, are of one object.
    if ('part' in source && source.part !== 'from' && source.part !== 'moment' && source.part !== 'status') return null;
    const message = `a parent has ${most} rows of ${entity.name}, and there are values for at most ${allowed}`;
    const hint = `Bound them: $per: "= min(parent.…, ${allowed})".`;
    return fields.report(site, TOO_MANY[source.kind], message, hint);
  }
  return { link, children: () => fields.counts.children(entity.name), most };
}

const TOO_MANY = {
  order: 'CHILDREN_TOO_MANY',
  series: 'CHILDREN_TOO_MANY',
  slot: 'SLOT_TOO_SMALL',
  states: 'STATE_HISTORY_TOO_SHORT',
} as const;

/** The recipe of a field, path or expression that a directive names. */
export function valueOf(said: Expression, site: FieldSite, fields: Fields, stream: string): Recipe | null {
  return said.op === 'path' ? fields.path(said.names, site, said.at) : fields.expression(said, site, stream);
}

/** What follows from the rows before it, or from all rows of the parent. */
export function orderRecipe(source: OrderSource, site: FieldSite, fields: Fields): Recipe | null {
  const order = orderOf(source.via, source, site, fields);
  const value = valueOf(source.value, site, fields, 'of:');
  const start = source.start === null ? undefined : valueOf(source.start, site, fields, 'start:');
  const end = source.end === null ? undefined : valueOf(source.end, site, fields, 'end:');
  if (order === null || value === null || start === null || end === null) return null;
  const { link, children, most } = order;
  const { kind } = value.type;
  switch (source.operator) {
    case 'previous':
      return replaced('$start', start, isFirst(link), previous(link, value), value.nullable, site, fields);
    case 'next':
      return replaced('$end', end, isLast(link, children), next(link, children, value), value.nullable, site, fields);
    case 'running': {
      for (const one of [value, start]) {
        if (one === undefined || NUMBERS.includes(one.type.kind)) continue;
        return fields.report(site, 'TYPE_MISMATCH', `$running adds up numbers, this is of type ${one.type.kind}`);
      }
      const sum = runningSum(link, computable(value), most);
      if (start === undefined) return sum;
      const total = arithmetic('+', columnNode(start, valueType(start.type)), columnNode(sum, valueType(sum.type)));
      return finished(total, total.type);
    }
    case 'rank':
      if (ORDERED.includes(kind)) return rank(link, children, computable(value), source.ascending, most);
      return fields.report(site, 'TYPE_MISMATCH', `$rank orders numbers, dates and times, this is of type ${kind}`);
    case 'part_of': {
      const whole = columnNode(value, valueType(value.type));
      const isExact = kind === 'integer' || (whole.is.kind === 'decimal' && isNarrow(whole));
      if (isExact) {
        const parts = partOf(link, children, whole, fields.key(site.entity, site.field, 'value'), most);
        return { ...parts, type: value.type };
      }
      const message = `$part_of cuts integers and decimals within 2^53 units, this is of type ${kind}`;
      return fields.report(
        site,
        'TYPE_MISMATCH',
        message,
        'Declare it as a decimal with bounds: decimal(10,2) 1.00-999.00.',
      );
    }
  }
}

const NUMBERS = ['integer', 'number', 'decimal'];
const ORDERED = [...NUMBERS, 'date', 'time', 'timestamp'];

/** The value of a neighbor, in the row that has none another one. */
function replaced(
  name: string,
  instead: Recipe | undefined,
  isAtEnd: Recipe,
  beside: Recipe,
  nullable: boolean,
  site: FieldSite,
  fields: Fields,
): Recipe | null {
  if (instead === undefined) return beside;
  const nodes = aligned([instead, beside].map((recipe) => columnNode(recipe, valueType(recipe.type))));
  if (nodes === null) {
    const message = `${name} is of type ${instead.type.kind}, and the values of the other rows are of type ${beside.type.kind}`;
    return fields.report(site, 'TYPE_MISMATCH', message, `Make ${name} a value of the same type.`);
  }
  const node = selection(columnNode(isAtEnd, { kind: 'boolean' }), nodes[0], nodes[1], instead.nullable || nullable);
  return finished(node, node.type);
}
