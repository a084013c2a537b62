import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/expression-text.ts';
import { expressionParts } from '../expression/paths.ts';
import type { Equality, Ordering, OrderOperator, Path, Where } from '../model.ts';
import type { Entry } from '../yaml/node.ts';
import type { Location } from './location.ts';

type Binary = Expression & { readonly op: 'binary' };

/**
 * `$where` as comparisons with the row's own fields, and the condition that is left. Two names with `=`, `<`, `<=`, `>` or `>=` between
 * them, joined to the rest by `and`, are such a comparison: the name on the left is a field of the row that is referred to, the one on
 * the right a field of the row itself. All other names are fields of the row that is referred to. Null where there is none, or after a
 * problem.
 */
export function readWhere(directives: ReadonlyMap<string, Entry>, location: Location): Where | null {
  const entry = directives.get('$where');
  if (entry === undefined) return null;
  if (entry.value.kind !== 'scalar') {
    location.expected(entry.value, 'a condition', `write $where: "status = 'active'"`);
    return null;
  }
  const expression = readExpression(entry.value, location);
  if (expression === null) return null;
  const equal: Equality[] = [];
  const ordered: Ordering[] = [];
  let condition: Expression | null = null;
  for (const part of conjuncts(expression)) {
    const sides = sidesOf(part);
    if (sides?.operator === '==') {
      equal.push({ theirs: sides.left, own: sides.right });
      continue;
    }
    if (sides !== null && isOrder(sides.operator)) {
      ordered.push({ theirs: sides.left, own: sides.right, operator: sides.operator });
      continue;
    }
    const unclear = comparisonOfNames(part);
    if (unclear !== null) reportUnclear(unclear, location);
    condition = condition === null ? part : join(condition, part);
  }
  return { at: entry.value.at, equal, ordered, condition, orNull: directives.has('$null') };
}

function conjuncts(expression: Expression): readonly Expression[] {
  if (expression.op !== 'binary' || expression.operator !== '&&') return [expression];
  return [...conjuncts(expression.left), ...conjuncts(expression.right)];
}

function join(left: Expression, right: Expression): Expression {
  return { op: 'binary', operator: '&&', left, right, at: { ...left.at, end: right.at.end } };
}

/** Two names and what is between them; null for any other expression. */
function sidesOf(part: Expression): { readonly operator: string; readonly left: Path; readonly right: Path } | null {
  if (part.op !== 'binary' || !COMPARISONS.includes(part.operator)) return null;
  const { left, right, operator } = part;
  return isField(left) && isField(right) ? { operator, left, right } : null;
}

/** Whether an expression is nothing but the name of a field. */
function isField(expression: Expression): expression is Path {
  return expression.op === 'path' && !(expression.names.length === 2 && expression.names[0] === 'vars');
}

const ORDERS: readonly string[] = ['<', '<=', '>', '>='] satisfies readonly OrderOperator[];
const COMPARISONS: readonly string[] = ['==', '!=', ...ORDERS];

function isOrder(operator: string): operator is OrderOperator {
  return ORDERS.includes(operator);
}

/** A comparison of two names, of which it would be unclear whose fields they are. */
function comparisonOfNames(expression: Expression): Binary | null {
  if (expression.op === 'binary' && COMPARISONS.includes(expression.operator)) {
    if (isField(expression.left) && isField(expression.right)) return expression;
  }
  for (const part of expressionParts(expression)) {
    const found = comparisonOfNames(part);
    if (found !== null) return found;
  }
  return null;
}

function reportUnclear({ left, right, operator, at }: Binary, location: Location): void {
  const [theirs, own] = [left, right].map((side) => (side.op === 'path' ? side.names.join('.') : ''));
  const sign = operator === '==' ? '=' : operator;
  const message =
    operator === '!='
      ? `${theirs} != ${own} compares two fields, and only =, <, <=, > and >= compare with a field of the row itself`
      : `${theirs} ${sign} ${own} compares with a field of the row itself, which is possible only if the rest is joined by "and"`;
  const hint = `if both are fields of the row that is referred to, give it a field fits: "= ${theirs} ${sign} ${own}" and write $where: "fits"`;
  const different =
    operator === '!=' ? '; for two references that differ, write $check: a_id != b_id on the entity' : '';
  location.report('WHERE_FORM', at, message, hint + different);
}
