import type { Comparison, Condition } from '../schema.ts';

/** What is not understood. */
export const UNKNOWN: Condition = { kind: 'unknown', text: '' };

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** The opposite of a condition, pushed into comparisons. */
export function negated<T extends Condition | null>(condition: T, isNegated: boolean): T | Condition {
  if (condition === null || !isNegated) return condition;
  if (condition.kind === 'not') return condition.of;
  if (condition.kind === 'compare') return { ...condition, operator: OPPOSITE[condition.operator] };
  return { kind: 'not', of: condition };
}

/** `between low and high`. */
export function between(left: Condition, low: Condition, high: Condition): Condition {
  return {
    kind: 'and',
    of: [
      { kind: 'compare', operator: '>=', left, right: low },
      { kind: 'compare', operator: '<=', left, right: high },
    ],
  };
}

/** `is not distinct from`: alike, or both null. */
export function same(left: Condition, right: Condition): Condition {
  const both = (isNegated: boolean): readonly Condition[] =>
    [left, right].map((of) => negated<Condition>({ kind: 'is_null', of }, isNegated));
  return {
    kind: 'or',
    of: [
      { kind: 'and', of: [{ kind: 'compare', operator: '=', left, right }, ...both(true)] },
      { kind: 'and', of: both(false) },
    ],
  };
}

/** `case when … then … end` of conditions: the first one that applies decides. */
export function cases(
  whens: readonly { readonly when: Condition; readonly gives: Condition }[],
  fallback: Condition,
): Condition {
  const [first] = whens;
  // `case when a then 1 else 0 end` counts what is true.
  const [yes, no] = [first?.gives, fallback].map((one) => (one?.kind === 'number' ? Number(one.text) : -1));
  if (whens.length === 1 && yes + no === 1) return negated<Condition>({ kind: 'is_true', of: first.when }, yes === 0);
  const of: Condition[] = [];
  const before: Condition[] = [];
  for (const { when, gives } of whens) {
    // What is not known does not apply.
    const applies: Condition = { kind: 'is_true', of: when };
    of.push({ kind: 'and', of: [...before, applies, gives] });
    before.push(negated<Condition>(applies, true));
  }
  of.push({ kind: 'and', of: [...before, fallback] });
  return { kind: 'or', of };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Units of time by their first letters: calendar months, and milliseconds. */
const UNITS: readonly (readonly [unit: RegExp, months: number, ms: number])[] = [
  [/^(?:y|yr|yy|yyyy|years?)$/, 12, 0],
  [/^(?:q|qq|quarters?)$/, 3, 0],
  [/^(?:mon|mons|mm|months?)$/, 1, 0],
  [/^(?:w|wk|ww|weeks?)$/, 0, 7 * DAY],
  [/^(?:d|dd|days?)$/, 0, DAY],
  [/^(?:h|hh|hours?)$/, 0, HOUR],
  [/^(?:m|mi|n|mins?|minutes?)$/, 0, MINUTE],
  [/^(?:s|ss|secs?|seconds?)$/, 0, SECOND],
];

/** So many units of time; null for a word that is none. */
export function durationOf(amount: number, unit: string): Condition | null {
  const found = UNITS.find(([pattern]) => pattern.test(unit.toLowerCase()));
  if (found === undefined || !Number.isFinite(amount)) return null;
  return { kind: 'duration', months: amount * found[1], ms: amount * found[2] };
}

/** The text of an interval: `18 years`, `1 day 02:30:00`. */
export function intervalOf(text: string): Condition | null {
  let [months, ms] = [0, 0];
  const rest = text.trim().replaceAll(/(-?\d+(?:\.\d+)?)\s*([a-z]+)|(\d+):(\d\d)(?::(\d\d))?/gi, (part, ...groups) => {
    const [amount, unit, hours, minutes, seconds] = groups.map((group) => (group === undefined ? '' : String(group)));
    if (hours !== '') {
      ms += Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
      return '';
    }
    const one = durationOf(Number(amount), unit);
    if (one?.kind !== 'duration') return part;
    months += one.months;
    ms += one.ms;
    return '';
  });
  return rest.trim() === '' && text.trim() !== '' ? { kind: 'duration', months, ms } : null;
}

/** The values of an array as PostgreSQL writes it in a text, `{a,"b c"}`; null where it is none. */
export function arrayText(text: string): readonly Condition[] | null {
  const inner = /^\{(.*)\}$/s.exec(text)?.[1];
  if (inner === undefined) return null;
  const parts = inner.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return parts.map((part) => ({
    kind: 'text',
    text: part.startsWith('"') ? part.slice(1, -1).replaceAll(/\\(.)/g, '$1') : part,
  }));
}
