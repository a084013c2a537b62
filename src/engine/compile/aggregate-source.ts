import { computable } from '../expressions/wide-decimals.ts';
import type { Entity, Expression, Source } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { presentOnly } from '../recipes/presence.ts';
import { countOfChildren, countOfChildrenWhere, sumOfChildren } from '../relations/aggregate.ts';
import { averageOfChildren } from '../relations/average.ts';
import { endOfChildren } from '../relations/end-child.ts';
import { extremeOfChildren } from '../relations/extreme.ts';
import type { ChildRanges } from '../relations/children.ts';
import { perReference } from './counts.ts';
import type { Fields, FieldSite } from './fields.ts';
import { treeReference } from './trees.ts';

type Aggregate = Source & { readonly kind: 'aggregate' };

/** A value made of the rows that are children of this one. */
export function aggregateRecipe(source: Aggregate, site: FieldSite, fields: Fields): Recipe | null {
  const child = fields.entity(source.entity);
  if (child === undefined) return null;
  // Whether it has a $per cannot be said, or its number has been reported to be wrong.
  if (!fields.counts.isKnown(child.name)) return null;
  if (child === site.entity) {
    const tree = treeReference(child);
    if (tree !== null && (source.via ?? tree.field.path) === tree.field.path) {
      const rows = fields.tree(child);
      const number = { min: 0, max: tree.source.tree.fan.max };
      return rows === null ? null : overChildren(source, child, number, () => rows, site, fields);
    }
  }
  const per = perReference(child);
  const isChild =
    per !== null && per.source.entity === site.entity.name && (source.via ?? per.field.path) === per.field.path;
  if (!isChild) {
    const message = `the rows of ${child.name} are not children of ${site.entity.name}`;
    const hint = `Give the reference from ${child.name} to ${site.entity.name} a $per.`;
    return fields.report(site, 'AGGREGATE_WITHOUT_PER', message, hint);
  }
  const number = { min: fields.counts.least(child.name), max: fields.counts.most(child.name) };
  return overChildren(source, child, number, () => fields.counts.children(child.name), site, fields);
}

/** @param number how many children a row has. */
function overChildren(
  source: Aggregate,
  child: Entity,
  { min, max }: { readonly min: number; readonly max: number },
  children: () => ChildRanges,
  site: FieldSite,
  fields: Fields,
): Recipe | null {
  const condition = source.where === null ? null : conditionOf(source.where, child, site, fields);
  if (source.where !== null && condition === null) return null;
  if (source.field === null) {
    return condition === null ? countOfChildren(children, min, max) : countOfChildrenWhere(children, condition, max);
  }
  const value = fields.walk(child, source.field.split('.'), site);
  if (value === null) return null;
  const always = min > 0 && condition === null;
  if (source.operator === 'first' || source.operator === 'last') {
    return endOfChildren(children, value, source.operator, condition, always);
  }
  const { kind } = value.type;
  if (!TAKEN[source.operator].includes(kind)) {
    const message = `${child.name}.${source.field} is of type ${kind}, which has no ${NAMES[source.operator]}`;
    return fields.report(site, 'NOT_NUMERIC', message);
  }
  const number = computable(value);
  const counted = condition === null ? number : onlyWhere(number, condition, site, fields);
  switch (source.operator) {
    case 'count_of':
    case 'sum':
      return sumOfChildren(children, counted, max);
    case 'min_of':
      return extremeOfChildren(children, counted, -1, always);
    case 'max_of':
      return extremeOfChildren(children, counted, 1, always);
    case 'avg_of':
      return averageOfChildren(children, counted, always);
  }
}

function conditionOf(where: Expression, child: Entity, site: FieldSite, fields: Fields): Recipe | null {
  const condition = fields.expression(where, site, 'where:', child);
  if (condition === null || condition.type.kind === 'boolean') return condition;
  const message = `$where needs true or false, this is ${condition.type.kind}`;
  return fields.report(site, 'CONDITION_TYPE', message, 'Compare the value with something.');
}

/** The value where the condition holds, else null, which every aggregate passes over. */
function onlyWhere(value: Recipe, when: Recipe, { entity, field }: FieldSite, fields: Fields): Recipe {
  const id = `where\0${entity.name}\0${field.path}`;
  return presentOnly(value, { id, nullShare: 0, key: fields.key(entity, field, 'null'), when });
}

const NUMBERS = ['integer', 'number', 'decimal'];
const ORDERED = [...NUMBERS, 'date', 'time', 'timestamp'];
const TAKEN = { sum: NUMBERS, count_of: NUMBERS, min_of: ORDERED, max_of: ORDERED, avg_of: ORDERED };
const NAMES = { sum: 'sum', count_of: 'sum', min_of: 'least value', max_of: 'greatest value', avg_of: 'mean' };
