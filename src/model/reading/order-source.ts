import { isExpression, readExpression } from '../expression/expression-text.ts';
import type { Expression } from '../expression/expression.ts';
import type { OrderSource } from '../model.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import { readDate, readInstant } from '../words/instant.ts';
import type { Location } from './location.ts';
import { readPath } from './path.ts';

/** The field, path, expression or constant of a directive; null after a problem. */
export function readValue(node: YamlNode, location: Location): Expression | null {
  if (node.kind !== 'scalar' || node.value === null) {
    location.expected(node, 'a field, a path or an expression', 'write amount, or "= if(condition, amount, 0)"');
    return null;
  }
  if (isExpression(node) || typeof node.value !== 'string' || COMPUTED.test(node.text)) {
    return readExpression(node, location);
  }
  const moment =
    readDate(node.text.trim()) !== null ? 'date' : readInstant(node.text.trim()) !== null ? 'timestamp' : null;
  if (moment !== null) {
    const { at } = node;
    return { op: 'call', name: moment, args: [{ op: 'literal', value: node.text.trim(), at }], at };
  }
  if (/^\s*\d{4}-\d\d/.test(node.text)) {
    location.report(
      'TIME_INVALID',
      node.at,
      `${node.text} is not a date or time`,
      'write 2025-12-31, or 2025-12-31T09:00',
    );
    return null;
  }
  const names = readPath(node, location);
  return names === null ? null : { op: 'path', names, at: node.at };
}

/** A call, a choice, a text, or an operator with blanks around it; names with a hyphen in them are names. */
const COMPUTED = /[(?'"]|\s[-+*/]\s|^\s*-/;

/** What `$via` names; null where it is absent, or after a problem. */
export function readVia(directives: ReadonlyMap<string, Entry>, location: Location): string | null {
  const via = directives.get('$via');
  return via === undefined ? null : (readPath(via.value, location)?.join('.') ?? null);
}

/** Directives that say where the values of an order begin or end, beside those that have them. */
const ENDS: Readonly<Record<'$start' | '$end', readonly OrderSource['operator'][]>> = {
  $start: ['previous', 'running'],
  $end: ['next'],
};

/** `$previous`, `$next`, `$running`, `$rank` or `$part_of`; null after a problem. */
export function orderSource(directives: ReadonlyMap<string, Entry>, location: Location): OrderSource | null {
  for (const operator of ['previous', 'next', 'running', 'rank', 'part_of'] as const) {
    const entry = directives.get(`$${operator}`);
    if (entry === undefined) continue;
    const [start, end] = (['$start', '$end'] as const).map((name) => {
      const written = directives.get(name);
      if (written === undefined) return null;
      if (!ENDS[name].includes(operator)) {
        const hint = operator === 'next' ? 'the last row has no next one: write $end' : 'remove it';
        location.report('DIRECTIVE_PLACE', written.key.at, `${name} has no meaning beside $${operator}`, hint);
      }
      return readValue(written.value, location) ?? undefined;
    });
    const [value, ascending] =
      operator === 'rank' ? readRanked(entry.value, location) : [readValue(entry.value, location), true];
    if (value === null || start === undefined || end === undefined) return null;
    return { kind: 'order', operator, value, via: readVia(directives, location), start, end, ascending };
  }
  return null;
}

/** `score`, or `{ by: score, order: ascending }`. */
function readRanked(node: YamlNode, location: Location): [value: Expression | null, ascending: boolean] {
  if (node.kind !== 'map') return [readValue(node, location), false];
  const find = (name: string): YamlNode | undefined => node.entries.find((entry) => entry.name === name)?.value;
  for (const { name, key } of node.entries) {
    if (name === 'by' || name === 'order') continue;
    const hint = location.nearest(name, ['by', 'order'], RANKED);
    location.report('PARAMETER_UNKNOWN', key.at, `$rank has no parameter ${name}`, hint);
  }
  const by = find('by');
  const order = find('order');
  const word = order?.kind === 'scalar' ? order.text.trim() : 'descending';
  if (by === undefined) location.expected(node, 'the field to rank by', RANKED);
  if (order !== undefined && (order.kind !== 'scalar' || !['ascending', 'descending'].includes(word))) {
    location.expected(order, 'ascending or descending');
  }
  return [by === undefined ? null : readValue(by, location), word === 'ascending'];
}

const RANKED = 'write $rank: score, or { by: lap_time, order: ascending }';
