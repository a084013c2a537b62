import type { Condition } from './schema.ts';

/** The names of the columns of a condition, as often as they are in it. */
export function conditionColumns(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'column':
      return [condition.name];
    case 'and':
    case 'or':
    case 'call':
      return condition.of.flatMap(conditionColumns);
    case 'not':
    case 'is_null':
    case 'is_true':
    case 'match':
      return conditionColumns(condition.of);
    case 'in':
      return [condition.of, ...condition.values].flatMap(conditionColumns);
    case 'compare':
    case 'arithmetic':
      return [...conditionColumns(condition.left), ...conditionColumns(condition.right)];
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'duration':
    case 'unknown':
      return [];
  }
}

/** A condition with another name of a column, in any case. */
export function withColumn(condition: Condition, from: string, to: string): Condition {
  return mapped(condition, (one) =>
    one.kind === 'column' && one.name.toLowerCase() === from.toLowerCase() ? { kind: 'column', name: to } : one,
  );
}

/** A condition with each of its parts replaced, the innermost first. */
export function mapped(condition: Condition, replace: (part: Condition) => Condition): Condition {
  const inner = (one: Condition): Condition => mapped(one, replace);
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'call':
      return replace({ ...condition, of: condition.of.map(inner) });
    case 'not':
    case 'is_null':
    case 'is_true':
    case 'match':
      return replace({ ...condition, of: inner(condition.of) });
    case 'in':
      return replace({ ...condition, of: inner(condition.of), values: condition.values.map(inner) });
    case 'compare':
    case 'arithmetic':
      return replace({ ...condition, left: inner(condition.left), right: inner(condition.right) });
    case 'column':
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'duration':
    case 'unknown':
      return replace(condition);
  }
}
