import type { Frame } from '../../frame.ts';
import { fillUnit } from '../../random/fill.ts';
import type { Rows } from '../../rows.ts';
import { toFloat, toText } from '../convert.ts';
import { compute } from '../elementwise.ts';
import { BOOLEAN, CHOICE, INTEGER, NUMBER, SCALAR } from '../function.ts';
import type { FunctionCall, ExpressionFunction } from '../function.ts';
import { hashText } from '../hash.ts';
import { hull, intervalOf, within } from '../interval.ts';
import { randomIntegers, randomNumbers } from '../kernels/random.ts';
import { presence } from '../logic.ts';
import { bound, makeNode } from '../node.ts';
import type { ExpressionNode } from '../node.ts';
import { selection } from '../select.ts';
import { textNode } from '../text-node.ts';
import { MAX_INTEGER } from '../value-type.ts';
import type { ValueType } from '../value-type.ts';

const FLOAT: ValueType = { kind: 'float' };

/** A number in [0, 1) for each row. */
function unit(call: FunctionCall): ExpressionNode {
  const key = call.key();
  const bind = (frame: Frame) => {
    const values = frame.arena.float64(frame.capacity);
    return {
      vector: { kind: 'float64' as const, values, validity: null },
      fill: (rows: Rows) => fillUnit(values, key, rows, 0),
    };
  };
  return within(makeNode(FLOAT, false, 1, bind), [0, 1]);
}

function coalesced(values: readonly ExpressionNode[]): ExpressionNode {
  const [first, ...others] = values;
  if (others.length === 0) return first;
  const rest = coalesced(others);
  return selection(presence(first), first, rest, first.nullable && rest.nullable);
}

/** Functions that choose, and seeded chance. */
export const otherFunctions: readonly ExpressionFunction[] = [
  {
    name: 'if',
    parameters: { condition: BOOLEAN, value: CHOICE, fallback: CHOICE },
    summary:
      'The second value if the condition is true, otherwise (also if it is null) the third. The short form is c ? a : b.',
    example: ["if(2 > 1, 'yes', 'no')", 'yes'],
    build: ([condition, ...choices], call) => {
      const values = call.align(choices, 1);
      return values === null ? null : selection(condition, values[0], values[1]);
    },
  },
  {
    name: 'coalesce',
    parameters: { value: CHOICE, '…': CHOICE },
    summary: 'The first of the values that is not null.',
    example: ["coalesce(null, 'a', 'b')", 'a'],
    build: (args, call) => {
      const values = call.align(args, 0);
      return values === null ? null : coalesced(values);
    },
  },
  {
    name: 'hash',
    parameters: { value: SCALAR },
    summary: "An integer from 0 to 2^53 - 1 that depends on the value's text alone (cyrb53).",
    example: ["hash('rowmill') % 10", '9'],
    build: ([value]) =>
      textNode({ kind: 'integer' }, [toText(value)], ([text]) => hashText(text), { magnitude: MAX_INTEGER }),
  },
  {
    name: 'random',
    parameters: { 'lowest?': NUMBER, 'highest?': NUMBER },
    summary: 'A float from 0 to 1, or between two numbers, without the upper end; another one in every row.',
    example: ['random() < 1 and random(5, 6) >= 5', 'true'],
    build: (args, call) => {
      if (args.length === 1) return call.fail(0, 'random takes no value, or two', 'write random(lowest, highest)');
      const fraction = unit(call);
      if (args.length === 0) return fraction;
      const [lowest, highest] = args.map(toFloat);
      const magnitude = Math.max(bound(lowest), bound(highest));
      const most = magnitude * 2 < Number.MAX_VALUE ? undefined : Number.MAX_VALUE;
      const drawn = compute(
        FLOAT,
        [fraction, lowest, highest],
        magnitude,
        ([u, a, b], out, n) => randomNumbers(u, a, b, out, n),
        most,
      );
      return within(drawn, hull([intervalOf(lowest), intervalOf(highest)]));
    },
  },
  {
    name: 'random_int',
    parameters: { lowest: INTEGER, highest: INTEGER },
    summary: 'An integer between two others, both included; another one in every row, null if the two are reversed.',
    example: ['random_int(5, 5)', '5'],
    build: ([lowest, highest], call) => {
      const [a, b] = [lowest.constant, highest.constant];
      const fixed = typeof a === 'number' && typeof b === 'number';
      if (fixed && a > b) return call.fail(0, `there is no integer from ${a} to ${b}`, 'put the smaller one first');
      const magnitude = Math.max(bound(lowest), bound(highest));
      const [low, high] = [intervalOf(lowest), intervalOf(highest)];
      const drawn = compute(
        { kind: 'integer' },
        [unit(call), lowest, highest],
        magnitude,
        ([u, x, y], out, n) => randomIntegers(u, x, y, out, n),
        fixed || low[1] <= high[0] ? undefined : MAX_INTEGER,
      );
      return within(drawn, [low[0], high[1]]);
    },
  },
];
