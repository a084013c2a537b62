import type { Expression } from '../../../model/index.ts';

/** Every value lies from `low` to `high`: numbers as they are, dates, times and durations in milliseconds. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const ANY: Interval = { low: -Infinity, high: Infinity };

const SPANS: Readonly<Record<string, number>> = {
  weeks: 7 * 86_400_000,
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
};

/**
 * Between which values an expression lies.
 * @param ofPath of a field, by its path.
 * @param constantOf the value of a part that is the same in every row, where it is a number or a time.
 */
export function intervalOf(
  expression: Expression,
  ofPath: (names: readonly string[]) => Interval,
  constantOf: (expression: Expression) => number | null,
): Interval {
  const of = (one: Expression): Interval => intervalOf(one, ofPath, constantOf);
  const constant = constantOf(expression);
  if (constant !== null) return { low: constant, high: constant };
  switch (expression.op) {
    case 'path':
      return ofPath(expression.names);
    case 'unary': {
      const { low, high } = of(expression.operand);
      return expression.operator === '-' ? { low: -high, high: -low } : ANY;
    }
    case 'binary': {
      const [a, b] = [of(expression.left), of(expression.right)];
      if (expression.operator === '+') return { low: a.low + b.low, high: a.high + b.high };
      if (expression.operator === '-') return { low: a.low - b.high, high: a.high - b.low };
      if (expression.operator === '*') return extremes(a, b, (x, y) => (x === 0 || y === 0 ? 0 : x * y));
      if (expression.operator === '/') return b.low > 0 || b.high < 0 ? extremes(a, b, (x, y) => x / y) : ANY;
      return ANY;
    }
    case 'call':
      return ofCall(expression.name, expression.args, of);
    case 'list':
    case 'literal':
    case 'number':
      return ANY;
  }
}

function ofCall(name: string, args: readonly Expression[], of: (one: Expression) => Interval): Interval {
  const span = SPANS[name];
  const [a, b, c] = args.map(of);
  if (span !== undefined) return { low: a.low * span, high: a.high * span };
  switch (name) {
    case 'abs':
      return { low: Math.max(0, a.low, -a.high), high: Math.max(Math.abs(a.low), Math.abs(a.high)) };
    case 'min':
      return { low: least(args.map((one) => of(one).low)), high: least(args.map((one) => of(one).high)) };
    case 'max':
      return { low: most(args.map((one) => of(one).low)), high: most(args.map((one) => of(one).high)) };
    case 'clamp':
      return { low: Math.min(Math.max(a.low, b.low), c.high), high: Math.max(Math.min(a.high, c.high), c.low) };
    case 'sign':
    case 'sin':
    case 'cos':
      return { low: -1, high: 1 };
    case 'random_int':
      return { low: a.low, high: b.high };
    case 'random':
      return args.length === 0 ? { low: 0, high: 1 } : { low: a.low, high: b.high };
    case 'floor':
      return { low: Math.floor(a.low), high: Math.floor(a.high) };
    case 'ceil':
      return { low: Math.ceil(a.low), high: Math.ceil(a.high) };
    case 'round':
      return { low: Math.floor(a.low), high: Math.ceil(a.high) };
    case 'timestamp':
      return a;
    case 'date':
      return { low: a.low - 86_400_000, high: a.high };
    case 'length':
      return { low: 0, high: 65_536 };
    case 'coalesce':
      return { low: least(args.map((one) => of(one).low)), high: most(args.map((one) => of(one).high)) };
    case 'if':
      return { low: Math.min(b.low, c.low), high: Math.max(b.high, c.high) };
    default:
      return ANY;
  }
}

const least = (values: readonly number[]): number => Math.min(...values);
const most = (values: readonly number[]): number => Math.max(...values);

function extremes(a: Interval, b: Interval, apply: (x: number, y: number) => number): Interval {
  const all = [a.low, a.high].flatMap((x) => [apply(x, b.low), apply(x, b.high)]);
  return all.some(Number.isNaN) ? ANY : { low: least(all), high: most(all) };
}

/** That `from` + interval contains the field: what its expression or its `$after` says of another field beside it. */
export interface Fact extends Interval {
  readonly from: readonly string[];
}

/**
 * What an expression says of the fields that it is made from.
 * @param isDate whether a part of it is a date, not an instant.
 */
export function factsOf(
  expression: Expression,
  of: (one: Expression) => Interval,
  isDate: (one: Expression) => boolean,
): readonly Fact[] {
  const facts = (one: Expression): readonly Fact[] => factsOf(one, of, isDate);
  switch (expression.op) {
    case 'path':
      return expression.names[0] === 'vars' ? [] : [{ from: expression.names, low: 0, high: 0 }];
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator !== '+' && operator !== '-') return [];
      const [a, b] = [of(left), of(right)];
      const ofLeft = facts(left).map(({ from, low, high }) =>
        operator === '+'
          ? { from, low: low + b.low, high: high + b.high }
          : { from, low: low - b.high, high: high - b.low },
      );
      const ofRight = operator === '-' ? [] : facts(right);
      return [...ofLeft, ...ofRight.map(({ from, low, high }) => ({ from, low: low + a.low, high: high + a.high }))];
    }
    case 'call': {
      const [first, second, third] = expression.args;
      // Null fulfils every check.
      if (expression.name === 'if' && third?.op === 'literal' && third.value === null) return facts(second);
      if (expression.name === 'timestamp' && first !== undefined) return facts(first);
      if (expression.name === 'date' && first !== undefined) {
        const earlier = isDate(first) ? 0 : 86_400_000 - 1;
        return facts(first).map(({ from, low, high }) => ({ from, low: low - earlier, high }));
      }
      // The largest is at least as large as each, the smallest at most as large.
      if (expression.name !== 'max' && expression.name !== 'min') return [];
      return expression.args
        .flatMap(facts)
        .map((fact) => (expression.name === 'max' ? { ...fact, high: Infinity } : { ...fact, low: -Infinity }));
    }
    case 'list':
    case 'literal':
    case 'number':
    case 'unary':
      return [];
  }
}
