import { type Expression, expressionParts, type Field, type Source } from '../../model/index.ts';

/** What a field adds that is made from other rows of its parent: it has buffers for them, and calls that go through them. */
const OTHER_ROWS = 8;

/**
 * What a field adds to a chain of fields that are made from one another: 1, and more for a deep expression, each level of
 * which is some calls deeper on the stack just as a field is.
 */
export function stepsOf({ source, when }: Field): number {
  const depths = [...expressionsOf(source), when].map((one) => (one === null ? 0 : depthOf(one)));
  const own = Math.max(1, Math.ceil(Math.max(...depths) / 2));
  return source.kind === 'order' ? OTHER_ROWS + own : own;
}

function expressionsOf(source: Source): readonly (Expression | null)[] {
  switch (source.kind) {
    case 'expression':
      return [source.expression];
    case 'cases':
      return source.cases.map((one) => one.if);
    case 'order':
      return [source.value, source.start, source.end];
    case 'aggregate':
      return [source.where];
    case 'list':
      return [source.length.expression];
    case 'reference':
      return [source.many?.expression ?? null];
    case 'series':
      return [source.start, source.curve?.base ?? null];
    case 'slot':
      return [source.start, source.end];
    case 'states':
      return [source.start, source.end];
    case 'broken':
    case 'generator':
    case 'level':
    case 'lookup':
    case 'object':
    case 'one_of':
    case 'ordinal':
    case 'pattern':
    case 'provider':
    case 'relative':
    case 'static':
    case 'target':
    case 'template':
    case 'values':
      return [];
  }
}

function depthOf(expression: Expression): number {
  return 1 + Math.max(0, ...expressionParts(expression).map(depthOf));
}
