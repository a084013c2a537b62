import type { Comparison, Condition } from '../schema.ts';
import { isNow, momentOf, momentText } from './moments.ts';

/** Conditions that are counted at once, such as `num_nonnulls(a, b, c) = 1`. */
const MAX_COUNTED = 6;
/** Conditions within one another. */
const MAX_DEPTH = 100;

const FLIPPED: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

export function flipped(operator: Comparison): Comparison {
  return FLIPPED[operator];
}

/** A condition with what many databases say in several ways said in one: literals on the right, functions of conditions resolved. */
export function simplified(condition: Condition, depth = 0): Condition {
  if (depth > MAX_DEPTH) return { kind: 'unknown', text: '' };
  const inner = (one: Condition): Condition => simplified(one, depth + 1);
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { kind: condition.kind, of: condition.of.map(inner) };
    case 'call':
      return ofCall({ ...condition, of: condition.of.map(inner) });
    case 'not':
    case 'is_true':
      return { ...condition, of: inner(condition.of) };
    case 'is_null':
      return ofNullTest(inner(condition.of));
    case 'match':
      return { ...condition, of: withoutCase(inner(condition.of)) };
    case 'in':
      return ofList(inner(condition.of), condition.values.map(inner));
    case 'arithmetic':
      return folded({ ...condition, left: inner(condition.left), right: inner(condition.right) });
    case 'compare':
      return ofComparison(inner(condition.left), condition.operator, inner(condition.right));
    case 'column':
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'duration':
    case 'unknown':
      return condition;
  }
}

export function isLiteral({ kind }: Condition): boolean {
  return kind === 'text' || kind === 'number' || kind === 'boolean' || kind === 'null';
}

/** A literal as a text. */
export function literalText(condition: Condition): string {
  if (condition.kind === 'text' || condition.kind === 'number') return condition.text;
  return condition.kind === 'boolean' ? String(condition.value) : '';
}

const not = (of: Condition): Condition => (of.kind === 'not' ? of.of : { kind: 'not', of });
const all = (...of: readonly Condition[]): Condition => ({ kind: 'and', of });
const any = (...of: readonly Condition[]): Condition => ({ kind: 'or', of });
const compare = (left: Condition, operator: Comparison, right: Condition): Condition =>
  simplified({ kind: 'compare', operator, left, right });
const number = (value: number): Condition => ({ kind: 'number', text: String(value) });

/** Whether something is a condition rather than a value. */
function isCondition({ kind }: Condition): boolean {
  return ['and', 'or', 'not', 'compare', 'in', 'is_null', 'is_true', 'match', 'boolean'].includes(kind);
}

function ofComparison(left: Condition, operator: Comparison, right: Condition): Condition {
  if ((isLiteral(left) && !isLiteral(right)) || (momentOf(left) !== null && momentOf(right) === null)) {
    return ofComparison(right, FLIPPED[operator], left);
  }
  if (left.kind === 'null' || right.kind === 'null') return { kind: 'null' };
  if (isLiteral(left) && isLiteral(right)) return { kind: 'boolean', value: holds(left, operator, right) };
  const isEquality = operator === '=' || operator === '<>';
  if (isEquality && isCondition(left) && (isCondition(right) || isBit(right))) {
    if (isLiteral(right)) return isTruth(right) === (operator === '=') ? left : not(left);
    const same = any(all(left, right), all(not(left), not(right)));
    return operator === '=' ? same : not(same);
  }
  if (isEquality && isCondition(right) && right.kind !== 'boolean') return ofComparison(right, operator, left);
  // A column of truth beside a condition: `has_end = (end_date is not null)`.
  if (isEquality && isCondition(left) && right.kind === 'column') {
    const same = any(all(left, right), all(not(left), not(right)));
    return operator === '=' ? same : not(same);
  }
  if (left.kind === 'call') return ofCompared(left, operator, right);
  if (left.kind === 'arithmetic' && right.kind === 'number') {
    const counted = summands(left);
    if (counted !== null) return countedBy(counted, operator, Number(right.text));
    // a + 5 < 9
    const { left: inner, right: more } = left;
    if (more.kind === 'number' && (left.operator === '+' || left.operator === '-') && inner.kind === 'column') {
      const total =
        left.operator === '+' ? Number(right.text) - Number(more.text) : Number(right.text) + Number(more.text);
      return compare(inner, operator, number(total));
    }
  }
  return { kind: 'compare', operator, left, right };
}

function isBit(condition: Condition): boolean {
  return condition.kind === 'number' && (condition.text === '0' || condition.text === '1');
}

function isTruth(condition: Condition): boolean {
  return /^(?:true|t|1|yes|on|y)$/i.test(literalText(condition));
}

function holds(left: Condition, operator: Comparison, right: Condition): boolean {
  const [a, b] = [literalText(left), literalText(right)];
  const isNumeric = [a, b].every((text) => text !== '' && !Number.isNaN(Number(text)));
  const order = isNumeric ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Conditions that are added up as 0 and 1; null where something else is added. */
function summands(condition: Condition): readonly Condition[] | null {
  if (condition.kind !== 'arithmetic') return isCondition(condition) ? [condition] : null;
  if (condition.operator !== '+') return null;
  const [left, right] = [summands(condition.left), summands(condition.right)];
  return left === null || right === null ? null : [...left, ...right];
}

/** So many of the conditions are true. */
function countedBy(of: readonly Condition[], operator: Comparison, wanted: number): Condition {
  const least = (count: number): Condition => all(...subsets(of, of.length - count + 1).map((some) => any(...some)));
  const most = (count: number): Condition => all(...subsets(of, count + 1).map((some) => any(...some.map(not))));
  if (of.length > MAX_COUNTED || !Number.isInteger(wanted)) return { kind: 'unknown', text: '' };
  switch (operator) {
    case '=':
      return all(least(wanted), most(wanted));
    case '<>':
      return wanted === 0 ? least(1) : wanted === of.length ? most(wanted - 1) : { kind: 'unknown', text: '' };
    case '<':
      return most(wanted - 1);
    case '<=':
      return most(wanted);
    case '>':
      return least(wanted + 1);
    case '>=':
      return least(wanted);
  }
}

/** All subsets of a size; none where there are fewer, or the size is below 1, the empty one where it is 0. */
function subsets(of: readonly Condition[], size: number): readonly (readonly Condition[])[] {
  if (size <= 0) return size === 0 ? [[]] : [];
  if (size > of.length) return [];
  const [first, ...others] = of;
  return [...subsets(others, size - 1).map((some) => [first, ...some]), ...subsets(others, size)];
}

function ofCall(call: Condition & { kind: 'call' }): Condition {
  const [first, second] = call.of;
  switch (call.name.split('.').at(-1)) {
    case 'coalesce':
    case 'ifnull':
    case 'nvl':
    case 'isnull': {
      if (call.of.length !== 2) return { ...call, name: 'coalesce' };
      // coalesce(a > 5, false)
      if (isCondition(first) && isLiteral(second)) {
        return isTruth(second) ? not({ kind: 'is_true', of: not(first) }) : { kind: 'is_true', of: first };
      }
      return { ...call, name: 'coalesce' };
    }
    case 'starts_with':
      return first !== undefined && second?.kind === 'text' ? like(first, `${escaped(second.text)}%`) : call;
    case 'regexp_like':
    case 'regexp_matches':
      if (first === undefined || second?.kind !== 'text') return call;
      return { kind: 'match', of: withoutCase(first), pattern: second.text, by: 'regex', isCaseless: false };
    case 'json_valid':
    case 'isfinite':
      return { kind: 'boolean', value: true };
    case 'isjson':
      return number(1);
    default:
      return call;
  }
}

function like(of: Condition, pattern: string): Condition {
  return { kind: 'match', of: withoutCase(of), pattern, by: 'like', isCaseless: false };
}

function escaped(text: string): string {
  return text.replaceAll(/[%_\\]/g, String.raw`\$&`);
}

const LETTERS = new Set(['lower', 'upper', 'lcase', 'ucase']);

/** `lower(a) like …`: the value that is written matches. */
function withoutCase(condition: Condition): Condition {
  return condition.kind === 'call' && LETTERS.has(condition.name) && condition.of.length === 1
    ? condition.of[0]
    : condition;
}

const SEARCHES = new Set(['position', 'strpos', 'instr', 'charindex', 'locate', 'patindex']);

function ofCompared(call: Condition & { kind: 'call' }, operator: Comparison, right: Condition): Condition {
  const same: Condition = { kind: 'compare', operator, left: call, right };
  const [first, second, third] = call.of;
  const { name } = call;
  if (name === 'coalesce' && call.of.length === 2 && isLiteral(second) && isLiteral(right)) {
    const isNull: Condition = { kind: 'is_null', of: first };
    const own = compare(first, operator, right);
    return holds(second, operator, right) ? any(isNull, own) : all(not(isNull), own);
  }
  if (name === 'num_nonnulls' || name === 'num_nulls') {
    if (right.kind !== 'number') return same;
    const tests = call.of.map((of): Condition => ({ kind: 'is_null', of }));
    return countedBy(name === 'num_nulls' ? tests : tests.map(not), operator, Number(right.text));
  }
  if (name === 'abs' && right.kind === 'number') {
    const least = number(-Number(right.text));
    if (operator === '<' || operator === '<=') {
      return all(compare(first, operator, right), compare(first, FLIPPED[operator], least));
    }
    if (operator === '>' || operator === '>=') {
      return any(compare(first, operator, right), compare(first, FLIPPED[operator], least));
    }
    return same;
  }
  if (name === 'greatest' || name === 'least') {
    const each = call.of.map((one) => compare(one, operator, right));
    const isUpper = operator === '<' || operator === '<=';
    if (operator === '=' || operator === '<>') return same;
    return isUpper === (name === 'greatest') ? all(...each) : any(...each);
  }
  if (['extract', 'date_part', 'datepart', 'year', 'strftime'].includes(name))
    return ofYear(call, operator, right) ?? same;
  if (SEARCHES.has(name) && right.kind === 'number') {
    const [needle, hay] = name === 'strpos' || name === 'instr' ? [second, first] : [first, second];
    const isFound = (operator === '>' && Number(right.text) >= 0) || (operator === '>=' && Number(right.text) > 0);
    // PostgreSQL’s parser puts the text first in position(a in b).
    const [of, text] = needle?.kind === 'text' ? [hay, needle] : [needle, hay];
    if (of === undefined || text?.kind !== 'text') return same;
    const isLater = Number(right.text) + (operator === '>' ? 1 : 0) > 1;
    if (isFound) return like(of, `${isLater ? '_' : ''}%${escaped(text.text)}%`);
    const isAbsent = operator === '=' && Number(right.text) === 0;
    return isAbsent ? not(like(of, `%${escaped(text.text)}%`)) : same;
  }
  if (right.kind === 'text' && (operator === '=' || operator === '<>')) {
    const isStart =
      (name === 'left' && second?.kind === 'number') ||
      (/^substr(?:ing)?$/.test(name) && second?.kind === 'number' && Number(second.text) === 1 && third !== undefined);
    const isEnd = name === 'right' && second?.kind === 'number';
    const found = isStart
      ? like(first, `${escaped(right.text)}%`)
      : isEnd
        ? like(first, `%${escaped(right.text)}`)
        : same;
    return found === same || operator === '=' ? found : not(found);
  }
  return same;
}

/** `extract(year from a) >= 2000`. */
function ofYear(call: Condition & { kind: 'call' }, operator: Comparison, right: Condition): Condition | null {
  const [unit, of] = call.name === 'year' ? [{ kind: 'text', text: 'year' } as Condition, call.of[0]] : call.of;
  const name = unit?.kind === 'text' ? unit.text : unit?.kind === 'column' ? unit.name : '';
  if (!/^(?:year|yyyy|yy|%y)$/i.test(name) || of?.kind !== 'column') return null;
  const year = Number(literalText(right));
  if (!isLiteral(right) || !Number.isInteger(year) || year < 1 || year > 9998) return null;
  const from: Condition = { kind: 'text', text: `${String(year).padStart(4, '0')}-01-01` };
  const to: Condition = { kind: 'text', text: `${String(year + 1).padStart(4, '0')}-01-01` };
  switch (operator) {
    case '=':
      return all(compare(of, '>=', from), compare(of, '<', to));
    case '<>':
      return any(compare(of, '<', from), compare(of, '>=', to));
    case '<':
      return compare(of, '<', from);
    case '<=':
      return compare(of, '<', to);
    case '>':
      return compare(of, '>=', to);
    case '>=':
      return compare(of, '>=', from);
  }
}

function ofNullTest(of: Condition): Condition {
  if (isLiteral(of)) return { kind: 'boolean', value: of.kind === 'null' };
  if (of.kind === 'call' && of.name === 'nullif' && of.of.length === 2) {
    return any({ kind: 'is_null', of: of.of[0] }, compare(of.of[0], '=', of.of[1]));
  }
  if (of.kind === 'call' && of.name === 'coalesce') {
    return all(...of.of.map((one): Condition => ({ kind: 'is_null', of: one })));
  }
  return { kind: 'is_null', of };
}

function ofList(of: Condition, values: readonly Condition[]): Condition {
  if (isCondition(of) || values.some((value) => !isLiteral(value))) {
    if (!values.some((value) => isNow(value) || isLiteral(value) || value.kind === 'column'))
      return { kind: 'in', of, values };
    return any(...values.map((value) => compare(of, '=', value)));
  }
  if (of.kind === 'call' && of.name === 'coalesce' && of.of.length === 2 && isLiteral(of.of[1])) {
    const isNull: Condition = { kind: 'is_null', of: of.of[0] };
    const own = ofList(of.of[0], values);
    return values.some((value) => holds(of.of[1], '=', value)) ? any(isNull, own) : all(not(isNull), own);
  }
  return { kind: 'in', of, values };
}

/** Arithmetic of literals, worked out. */
function folded(condition: Condition & { kind: 'arithmetic' }): Condition {
  const { operator, left, right } = condition;
  if (left.kind === 'number' && right.kind === 'number') {
    const [a, b] = [Number(left.text), Number(right.text)];
    const value = operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : Number.NaN;
    return Number.isNaN(value) ? condition : number(Number(value.toPrecision(15)));
  }
  if (left.kind === 'text' && right.kind === 'duration') {
    const moment = momentOf(condition);
    return moment === null ? condition : { kind: 'text', text: momentText(moment) };
  }
  if (left.kind === 'duration' && right.kind === 'duration' && (operator === '+' || operator === '-')) {
    const sign = operator === '+' ? 1 : -1;
    return { kind: 'duration', months: left.months + sign * right.months, ms: left.ms + sign * right.ms };
  }
  if (left.kind === 'number' && right.kind === 'duration' && operator === '*') {
    return { kind: 'duration', months: right.months * Number(left.text), ms: right.ms * Number(left.text) };
  }
  return left.kind === 'duration' && operator === '*' ? folded({ ...condition, left: right, right: left }) : condition;
}
