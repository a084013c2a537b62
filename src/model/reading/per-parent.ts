import { type Expression } from '../expression/expression.ts';
import { isExpression, readExpression } from '../expression/expression-text.ts';
import { expressionParts, expressionPaths, withoutFirst } from '../expression/paths.ts';
import type { Length } from '../model.ts';
import type { MapNode, YamlNode } from '../yaml/node.ts';
import { MAX_CHILDREN, readLength } from './length.ts';
import type { Location } from './location.ts';
import { readPath } from './path.ts';

/** States of a whole history, the first one and at most 255 moves. */
const MAX_HISTORY = 256;

/** The word of `$per` for the row that the children belong to. */
const PARENT = 'parent';

/** `$per`: a length, or an expression over the parent's row such as `parent.seats`; null after a problem. */
export function readPerParent(node: YamlNode, location: Location): Length | null {
  if (node.kind === 'map' && node.entries.some(({ name }) => name === 'states')) return wholeHistory(node, location);
  if (!followsParent(node)) {
    const name = nameOf(node, location);
    if (name !== null) {
      location.expected(node, 'a number, a range such as 1-5, or a number of the parent', `write parent.${name}`);
      return null;
    }
    return readLength(node, location, MAX_CHILDREN);
  }
  const written = readExpression(node, location);
  const expression = written === null ? null : ofParent(written, location);
  if (expression === null) return null;
  const distribution = { name: 'uniform' } as const;
  return { min: 0, max: MAX_CHILDREN, distribution, choices: null, isFallback: false, expression };
}

/** `{ states: event }`: as many children as the history of a parent has states. */
function wholeHistory(node: MapNode, location: Location): Length | null {
  const other = node.entries.find(({ name }) => name !== 'states');
  if (other !== undefined) {
    const message = `the history says how many rows there are, and not ${other.name}`;
    location.report('PARAMETER_UNKNOWN', other.key.at, message, 'write $per: { states: event }');
    return null;
  }
  const states = readPath(node.entries[0].value, location)?.join('.');
  if (states === undefined) return null;
  const distribution = { name: 'uniform' } as const;
  return { min: 1, max: MAX_HISTORY, distribution, choices: null, isFallback: false, expression: null, states };
}

/** Whether a text names something of a row; one over variables alone is a number for all parents. */
function followsParent(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return false;
  return isExpression(node) ? /\bparent\s*\./.test(node.text) : /^\s*parent\s*\./.test(node.text);
}

/** The field that a name or a path such as `order_id.seats` may mean; null for anything else. */
function nameOf(node: YamlNode, location: Location): string | null {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return null;
  const { of, name } = /^\s*(?:(?<of>\w+)\.)?(?<name>[\p{L}_]\w*)\s*$/u.exec(node.text)?.groups ?? {};
  return name === undefined || of === 'vars' || location.scope.variables.has(name) ? null : name;
}

/** The expression as the parent's own row would write it; null, with a problem, where it names another row. */
function ofParent(expression: Expression, location: Location): Expression | null {
  const other = expressionPaths(expression).find(([first]) => first !== PARENT && first !== 'vars');
  if (other !== undefined) {
    const name = other.join('.');
    const message = `$per is settled before there are children, and ${name} is not a field of their parent`;
    location.report('FIELD_UNKNOWN', atOf(expression, name), message, `write parent.${name}`);
    return null;
  }
  return withoutFirst(expression, PARENT);
}

function atOf(expression: Expression, name: string): Expression['at'] {
  if (expression.op === 'path' && expression.names.join('.') === name) return expression.at;
  const part = expressionParts(expression).find((one) => expressionPaths(one).some((path) => path.join('.') === name));
  return part === undefined ? expression.at : atOf(part, name);
}
