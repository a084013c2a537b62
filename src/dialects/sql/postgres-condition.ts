import type { Comparison, Condition } from '../schema.ts';
import type { AstNode } from './ast-node.ts';
import { arrayText, between, cases, intervalOf, negated, same, UNKNOWN } from './condition-forms.ts';

/** Nodes within one another that are read. */
const MAX_DEPTH = 100;
/** Cases of a CASE. */
const MAX_CASES = 12;

/** A condition or value, from the syntax tree of PostgreSQL's own parser. */
export function conditionOf(statement: AstNode, depth = 0): Condition {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const of = (node: AstNode): Condition => conditionOf(node, depth + 1);
  const [kind, node] = statement.only();
  switch (kind) {
    case 'A_Const':
      return constant(node);
    case 'ColumnRef':
      return { kind: 'column', name: node.texts('fields').at(-1) ?? '' };
    case 'ParamRef':
      return { kind: 'column', name: `$${node.number('number') ?? 0}` };
    case 'TypeCast': {
      const inner = of(node.get('arg'));
      const isInterval = node.get('typeName').texts('names').at(-1) === 'interval';
      return isInterval && inner.kind === 'text' ? (intervalOf(inner.text) ?? inner) : inner;
    }
    case 'CollateClause':
      return of(node.get('arg'));
    case 'BoolExpr': {
      const args = node.list('args').map(of);
      const operator = node.text('boolop');
      if (operator === 'NOT_EXPR') return negated(args[0] ?? UNKNOWN, true);
      return { kind: operator === 'OR_EXPR' ? 'or' : 'and', of: args };
    }
    case 'NullTest': {
      const test: Condition = { kind: 'is_null', of: of(node.get('arg')) };
      return negated<Condition>(test, node.text('nulltesttype') === 'IS_NOT_NULL');
    }
    case 'BooleanTest': {
      const type = node.text('booltesttype') ?? 'IS_TRUE';
      const arg = of(node.get('arg'));
      const isNegated = type.startsWith('IS_NOT');
      if (type.endsWith('UNKNOWN')) return negated<Condition>({ kind: 'is_null', of: arg }, isNegated);
      const test: Condition = {
        kind: 'is_true',
        of: type.endsWith('TRUE') ? arg : negated<Condition>(arg, true),
      };
      return negated<Condition>(test, isNegated);
    }
    case 'FuncCall': {
      const name = (node.texts('funcname').at(-1) ?? '').toLowerCase();
      return { kind: 'call', name, of: node.list('args').map(of) };
    }
    case 'CoalesceExpr':
      return { kind: 'call', name: 'coalesce', of: node.list('args').map(of) };
    case 'MinMaxExpr': {
      const name = node.text('op') === 'IS_LEAST' ? 'least' : 'greatest';
      return { kind: 'call', name, of: node.list('args').map(of) };
    }
    case 'CaseExpr':
      return caseOf(node, of);
    case 'SQLValueFunction':
      return { kind: 'call', name: (node.text('op') ?? '').replace(/^SVFOP_/, '').toLowerCase(), of: [] };
    case 'A_Expr':
      return operationOf(node, of);
    default:
      return UNKNOWN;
  }
}

function caseOf(node: AstNode, of: (node: AstNode) => Condition): Condition {
  const subject = node.has('arg') ? of(node.get('arg')) : null;
  const whens = node.list('args').map((arg) => {
    const value = of(arg.get('CaseWhen').get('expr'));
    const when: Condition = subject === null ? value : { kind: 'compare', operator: '=', left: subject, right: value };
    return { when, gives: of(arg.get('CaseWhen').get('result')) };
  });
  if (whens.length > MAX_CASES) return UNKNOWN;
  return cases(whens, node.has('defresult') ? of(node.get('defresult')) : { kind: 'null' });
}

function operationOf(node: AstNode, of: (node: AstNode) => Condition): Condition {
  const operator = node.texts('name').at(-1) ?? '';
  const isBare = !node.has('lexpr');
  const left = isBare ? UNKNOWN : of(node.get('lexpr'));
  const matched = (by: (Condition & { kind: 'match' })['by'], right: Condition, isCaseless = false): Condition => {
    if (right.kind !== 'text') return UNKNOWN;
    return negated<Condition>(
      { kind: 'match', of: left, pattern: right.text, by, isCaseless },
      operator.startsWith('!'),
    );
  };
  switch (node.text('kind') ?? '') {
    case 'AEXPR_OP': {
      const right = of(node.get('rexpr'));
      if (isBare) {
        if (operator !== '-') return operator === '+' ? right : UNKNOWN;
        if (right.kind === 'number') return { kind: 'number', text: `-${right.text}` };
        return { kind: 'arithmetic', operator: '-', left: { kind: 'number', text: '0' }, right };
      }
      if (isComparison(operator)) return { kind: 'compare', operator, left, right };
      if (/^!?~\*?$/.test(operator)) return matched('regex', right, operator.endsWith('*'));
      if (/^!?~~\*?$/.test(operator)) return matched('like', right, operator.endsWith('*'));
      return ['+', '-', '*', '/', '%', '||'].includes(operator)
        ? { kind: 'arithmetic', operator, left, right }
        : UNKNOWN;
    }
    case 'AEXPR_IN': {
      const values = node.get('rexpr').get('List').list('items').map(of);
      return negated<Condition>({ kind: 'in', of: left, values }, operator === '<>');
    }
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL': {
      const isAll = node.text('kind') === 'AEXPR_OP_ALL';
      const values = arrayOf(node.get('rexpr'), of);
      if (values === null) return UNKNOWN;
      if (operator === (isAll ? '<>' : '=')) return negated<Condition>({ kind: 'in', of: left, values }, isAll);
      const single = values.map((value) => operationOn(operator, left, value));
      return { kind: isAll ? 'and' : 'or', of: single };
    }
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN': {
      const [low, high] = node.get('rexpr').get('List').list('items').map(of);
      if (low === undefined || high === undefined) return UNKNOWN;
      return negated(between(left, low, high), node.text('kind') === 'AEXPR_NOT_BETWEEN');
    }
    case 'AEXPR_LIKE':
      return matched('like', of(node.get('rexpr')));
    case 'AEXPR_ILIKE':
      return matched('like', of(node.get('rexpr')), true);
    case 'AEXPR_SIMILAR': {
      // The parser wraps the pattern in a function that escapes it.
      const right = of(node.get('rexpr'));
      return matched('similar', right.kind === 'call' ? (right.of[0] ?? UNKNOWN) : right);
    }
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT':
      return negated(same(left, of(node.get('rexpr'))), node.text('kind') === 'AEXPR_DISTINCT');
    case 'AEXPR_NULLIF':
      return { kind: 'call', name: 'nullif', of: [left, of(node.get('rexpr'))] };
    default:
      return UNKNOWN;
  }
}

function operationOn(operator: string, left: Condition, right: Condition): Condition {
  if (isComparison(operator)) return { kind: 'compare', operator, left, right };
  if (right.kind !== 'text') return UNKNOWN;
  if (/^~\*?$/.test(operator)) {
    return { kind: 'match', of: left, pattern: right.text, by: 'regex', isCaseless: operator.endsWith('*') };
  }
  if (/^~~\*?$/.test(operator)) {
    return { kind: 'match', of: left, pattern: right.text, by: 'like', isCaseless: operator.endsWith('*') };
  }
  return UNKNOWN;
}

function isComparison(operator: string): operator is Comparison {
  return ['=', '<>', '<', '<=', '>', '>='].includes(operator);
}

/** `ARRAY[…]` and `'{…}'::text[]`. */
function arrayOf(node: AstNode, of: (node: AstNode) => Condition): readonly Condition[] | null {
  let inner = node;
  for (let i = 0; i < 5 && inner.has('TypeCast'); i++) inner = inner.get('TypeCast').get('arg');
  if (inner.has('A_ArrayExpr')) return inner.get('A_ArrayExpr').list('elements').map(of);
  const literal = of(inner);
  return literal.kind === 'text' ? arrayText(literal.text) : null;
}

export function constant(node: AstNode): Condition {
  if (node.has('isnull')) return { kind: 'null' };
  if (node.has('boolval')) return { kind: 'boolean', value: node.get('boolval').has('boolval') };
  if (node.has('sval')) return { kind: 'text', text: node.get('sval').text('sval') ?? '' };
  if (node.has('fval')) return { kind: 'number', text: node.get('fval').text('fval') ?? '0' };
  if (node.has('ival')) return { kind: 'number', text: String(node.get('ival').number('ival') ?? 0) };
  return UNKNOWN;
}
