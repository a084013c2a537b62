import { readExpression } from '../expression/expression-text.ts';
import type { AggregateOperator, Source } from '../model.ts';
import type { Entry } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { readPath } from './path.ts';
import { readTargetNode } from './reference.ts';

const OPERATORS: readonly (readonly [directive: string, operator: AggregateOperator])[] = [
  ['$sum', 'sum'],
  ['$count_of', 'count_of'],
  ['$min_of', 'min_of'],
  ['$max_of', 'max_of'],
  ['$avg_of', 'avg_of'],
  ['$first', 'first'],
  ['$last', 'last'],
];

/** What `$sum`, `$count_of` and the like make of the children; null after a problem. */
export function aggregateSource(directives: ReadonlyMap<string, Entry>, location: Location): Source | null {
  for (const [name, operator] of OPERATORS) {
    const entry = directives.get(name);
    if (entry !== undefined) return ofEntry(entry, operator, directives, location);
  }
  return null;
}

function ofEntry(
  entry: Entry,
  operator: AggregateOperator,
  directives: ReadonlyMap<string, Entry>,
  location: Location,
): Source | null {
  const target = readTargetNode(entry.value, location);
  const condition = directives.get('$where');
  const where = condition === undefined ? null : readExpression(condition.value, location);
  if (target === null || (condition !== undefined && where === null)) return null;
  if ((operator === 'count_of') !== (target.field === null)) {
    const what = operator === 'count_of' ? 'an entity: Child' : 'a field of an entity: Child.amount';
    location.report('VALUE_EXPECTED', entry.value.at, `${entry.name} names ${what}`);
    return null;
  }
  const via = directives.get('$via');
  const path = via === undefined ? null : readPath(via.value, location);
  return {
    kind: 'aggregate',
    operator,
    entity: target.entity,
    field: target.field,
    via: path?.join('.') ?? null,
    where,
  };
}
