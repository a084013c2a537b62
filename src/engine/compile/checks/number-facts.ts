import type { Expression, Field } from '../../../model/index.ts';
import { powerOfTen } from '../../expressions/value-type.ts';
import type { CheckContext } from './context.ts';
import { type Fact, factsOf, type Interval } from './interval.ts';
import { totalOf } from './linear.ts';
import type { Edge } from './network.ts';
import { type NumberNode, type NumberNodes, outward } from './number-nodes.ts';
import type { SumRule } from './number-rules.ts';
import { siteOf } from './ranges.ts';

/** What is known of a number and those that it is made from; `at` gives their variables. */
export function factsOfNode(
  node: NumberNode,
  context: CheckContext,
  numbers: NumberNodes,
  at: (id: string) => number,
): readonly Edge[] {
  const { field, names } = node;
  if (field === null) return [];
  const own = at(names.join('.'));
  const power = node.kind === 'number' ? powerOfTen(numbers.scale) : 1;
  const { source } = field;
  const edges = (from: readonly string[], { low, high }: Interval): readonly Edge[] => {
    const other = at(from.join('.'));
    if (other === 0 || other === own) return [];
    return [
      { from: other, to: own, most: high },
      { from: own, to: other, most: -low },
    ];
  };
  if (source.kind === 'expression') {
    const facts = factsIn(context, source.expression);
    const rounding = roundingOf(context, field, source.expression);
    return facts.flatMap(({ from, low, high }) =>
      edges(from, {
        low: outward((low + rounding.low) * power, Math.floor),
        high: outward((high + rounding.high) * power, Math.ceil),
      }),
    );
  }
  if (source.kind === 'lookup') return edges(source.path, { low: 0, high: 0 });
  if (source.kind !== 'relative') return [];
  const isDate = field.type?.kind === 'date';
  const step = isDate ? 1 : (source.range.step ?? 1000);
  const moment = (said: Expression | null): readonly (Interval & { readonly from: readonly string[] })[] =>
    said === null ? [] : factsIn(context, said);
  const both = source.after !== null && source.before !== null;
  const within = source.within ?? (both ? Infinity : 30 * 86_400_000);
  return [
    ...moment(source.after).flatMap(({ from, low, high }) => edges(from, { low: low + step, high: high + within })),
    ...moment(source.before).flatMap(({ from, low, high }) =>
      edges(from, { low: both ? -Infinity : low - within - (isDate ? 86_400_000 : 0), high: high - step }),
    ),
  ];
}

function factsIn(context: CheckContext, expression: Expression): readonly Fact[] {
  return factsOf(
    expression,
    (one) => context.ranges.expression(context.entity, one),
    (one) => one.op === 'path' && context.ranges.recipe(context.entity, one.names)?.type.kind === 'date',
  );
}

/** A member is at most the total without the least of the others. */
export function factsOfSum(
  { members, total, constant, kind }: SumRule,
  numbers: NumberNodes,
  at: (id: string) => number,
): readonly Edge[] {
  const more = totalOf(constant, kind, numbers.scale) ?? 0;
  const ranges = members.map((id) => numbers.range(id, kind));
  const [least, most] = [
    ranges.reduce((sum, { low }) => sum + low, 0),
    ranges.reduce((sum, { high }) => sum + high, 0),
  ];
  return members.flatMap((id, i) => [
    { from: at(total), to: at(id), most: more - (least - ranges[i].low) },
    { from: at(id), to: at(total), most: most - ranges[i].high - more },
  ]);
}

/** By how much the declared type rounds the values of an expression. */
function roundingOf(context: CheckContext, field: Field, expression: Expression): Interval {
  const { type } = field;
  if (type === null || type.kind === 'timestamp' || type.kind === 'number') return { low: 0, high: 0 };
  const recipe = context.bare.expression(expression, siteOf(context.entity), '');
  if (type.kind === 'date') return { low: recipe?.type.kind === 'date' ? 0 : -86_400_000, high: 0 };
  const own = type.kind === 'decimal' ? type.scale : 0;
  const isExact = recipe?.type.kind === 'integer' || (recipe?.type.kind === 'decimal' && recipe.type.scale <= own);
  return isExact ? { low: 0, high: 0 } : { low: -1 / powerOfTen(own), high: 1 / powerOfTen(own) };
}
