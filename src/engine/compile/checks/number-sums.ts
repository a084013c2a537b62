import { powerOfTen } from '../../expressions/value-type.ts';
import type { CheckContext } from './context.ts';
import { linearOf, totalOf } from './linear.ts';
import type { NumberNodes } from './number-nodes.ts';
import type { Difference, DrawnPlan, SumRule } from './number-rules.ts';

/** Draws the members of a sum; returns what the total must fulfil. @param sums all of them. */
export function drawSum(
  rule: SumRule,
  sums: readonly SumRule[],
  context: CheckContext,
  numbers: NumberNodes,
  drawn: Map<string, DrawnPlan>,
): readonly Difference[] {
  const { check, guards, kind, members, total } = rule;
  const constant = totalOf(rule.constant, kind, numbers.scale) ?? 0;
  const totalNode = numbers.get(total);
  if (totalNode?.field?.source.kind === 'expression') {
    const linear = linearOf(context.entity, totalNode.field.source.expression, context.ranges);
    const names = linear?.terms.filter(({ sign }) => sign === 1).map((term) => term.names.join('.')) ?? [];
    const isSame =
      names.length === members.length &&
      members.every((id) => names.includes(id)) &&
      linear?.terms.length === names.length;
    if (isSame && linear.constants.length === 0 && constant === 0) return [];
  }
  const nodes = members.flatMap((id) => numbers.get(id) ?? []);
  const fixed = nodes.find(({ isDrawn }) => !isDrawn);
  if (fixed !== undefined || kind !== 'number') {
    const name = fixed?.names.join('.') ?? members[0];
    context.unproven(
      check,
      `${name} is not drawn from a range of numbers`,
      `Make the total an expression: "= ${members.join(' + ')}".`,
    );
    return [];
  }
  if (sums.some((other) => other.members.includes(total))) {
    context.unproven(check, `${total} is part of another sum`, 'Make one of the totals an expression.');
    return [];
  }
  const taken = members.find((id, i) => members.indexOf(id) !== i || drawn.has(id));
  if (taken !== undefined) {
    context.unproven(check, `${taken} is part of two sums`, 'Make one of the totals an expression.');
    return [];
  }
  const steps = new Set(nodes.map((node) => numbers.step(node)));
  const [step] = steps;
  const totalGrid = totalNode?.recipe.grid;
  const totalStep = totalNode === undefined ? step : numbers.step(totalNode);
  const ranges = members.map((id) => numbers.range(id, kind));
  const least = ranges.reduce((sum, { low }) => sum + low, 0);
  const most = ranges.reduce((sum, { high }) => sum + high, 0);
  const offset =
    (totalNode === undefined ? constant : (totalGrid === undefined ? 0 : numbers.range(total, kind).low) + constant) -
    least;
  const ownStep = totalNode !== undefined && totalGrid === undefined ? numbers.unit(totalNode) : totalStep;
  if (steps.size > 1 || ownStep % step !== 0 || offset % step !== 0) {
    context.unproven(
      check,
      'its fields have different decimals or steps',
      'Give all of them the same type, such as decimal(10,2).',
    );
    return [];
  }
  const range = totalNode === undefined ? { low: 0, high: 0 } : numbers.range(total, kind);
  const shown = (value: number): string => String(value / powerOfTen(numbers.scale));
  const [low, high] = [range.low + constant, range.high + constant];
  if (high < least || low > most) {
    context.contradiction(
      check,
      `${members.join(' + ')} is ${shown(least)} to ${shown(most)}, and the total is ${low === high ? shown(low) : `${shown(low)} to ${shown(high)}`}`,
      'Widen the range of one of them.',
    );
    return [];
  }
  if (totalNode !== undefined && !totalNode.isDrawn && (low < least || high > most)) {
    context.unproven(
      check,
      `${members.join(' + ')} is ${shown(least)} to ${shown(most)}, and ${numbers.shown(total, kind)}`,
      'Widen the ranges of the summands, so that every total can be reached.',
    );
    return [];
  }
  if (totalNode?.field != null && !totalNode.isDrawn && context.dependsOn(totalNode.field, new Set(members))) {
    context.unproven(
      check,
      `${total} is made from ${members.join(' and ')}`,
      `Write ${total}: "= ${members.join(' + ')}".`,
    );
    return [];
  }
  const isTotal = total === '' ? 0 : 1;
  for (const [i, id] of members.entries()) {
    const later = ranges.slice(i + 1);
    drawn.set(id, {
      others: [...(isTotal === 1 ? [total] : []), ...members.slice(0, i)].map((one, k) => ({
        names: one.split('.'),
        isDrawn: k >= isTotal || totalNode?.isDrawn === true,
      })),
      conditions: [],
      limits: new Map([[0, [{ other: -1, up: ranges[i].high, down: -ranges[i].low }]]]),
      excluded: [],
      sum: {
        total: isTotal - 1,
        constant,
        before: members.slice(0, i).map((_, k) => isTotal + k),
        least: later.reduce((sum, one) => sum + one.low, 0),
        most: later.reduce((sum, one) => sum + one.high, 0),
        after: members.length - 1 - i,
      },
      when: guards,
      scale: numbers.scale,
    });
  }
  if (totalNode === undefined || !totalNode.isDrawn) return [];
  const base = { check, guards, operator: '<=' } as const;
  return [
    { ...base, from: '', to: total, most: most - constant },
    { ...base, from: total, to: '', most: constant - least },
  ];
}
