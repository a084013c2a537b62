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
