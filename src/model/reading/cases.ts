import { readExpression } from '../expression/expression-text.ts';
import type { Case, Field, Source } from '../model.ts';
import type { Entry, ListNode, YamlNode } from '../yaml/node.ts';
import { readNumber } from './constant.ts';
import type { FieldContext, LeafParts } from './leaf-parts.ts';
import { Location } from './location.ts';
import { weightsFault } from './values.ts';

/** Cases of one field. */
export const MAX_CASES = 64;

const FORM = `write [{ if: "kind = 'fee'", then: number 1-5 }, { then: number 10-900 }]`;

/** The cases of `$when: [{ if, then, weight }]`; null after a problem. */
export function readCases(node: YamlNode, parts: LeafParts, location: Location): Source | null {
  if (node.kind !== 'list') return null;
  if (node.items.length === 0 || node.items.length > MAX_CASES) {
    location.report(
      'VALUE_EXPECTED',
      node.at,
      `$when has 1 to ${MAX_CASES} cases, here are ${node.items.length}`,
      FORM,
    );
    return null;
  }
  const read = node.items.map((item, i) => readCase(item, i, parts, location));
  const cases = read.flatMap((one) => (one === null ? [] : [one.case]));
  if (cases.length < read.length) return null;
  const isWeighted = read.some((one) => one?.isWeighted === true);
  const fault = isWeighted ? weightsFault(cases.map(({ weight }) => weight)) : null;
  if (fault !== null) location.report('WEIGHTS_INVALID', node.at, fault, 'give one of the cases a weight above 0');
  if (!isWeighted) reportUnreachable(cases, node, location);
  return { kind: 'cases', cases, isWeighted };
}

interface ReadCase {
  readonly case: Case;
  readonly isWeighted: boolean;
}

function readCase(node: YamlNode, i: number, parts: LeafParts, location: Location): ReadCase | null {
  if (node.kind !== 'map') {
    location.expected(node, 'a case', FORM);
    return null;
  }
  const entries = new Map(node.entries.map((entry) => [entry.name, entry]));
  for (const { name, key } of node.entries) {
    if (['if', 'then', 'weight'].includes(name)) continue;
    const hint = name === 'else' ? 'write { then: … } without if as the last case' : 'a case has if, then and weight';
    location.report('PARAMETER_UNKNOWN', key.at, `a case has no ${name}`, hint);
    return null;
  }
  const then = entries.get('then');
  if (then === undefined) {
    location.report('VALUE_EXPECTED', node.at, 'this case has no then', FORM);
    return null;
  }
  const condition = entries.get('if');
  const test = condition === undefined ? null : readExpression(condition.value, location);
  const weight = readWeight(entries.get('weight'), location);
  const value = readThen(then.value, i, parts, location);
  if (weight === null || value === undefined || (condition !== undefined && test === null)) return null;
  return { case: { if: test, weight, value }, isWeighted: entries.has('weight') };
}

/** 1 where nothing is written; null after a problem. */
function readWeight(entry: Entry | undefined, location: Location): number | null {
  if (entry === undefined) return 1;
  const weight = readNumber(entry.value, location, 'a number')?.value;
  if (weight === undefined || weight >= 0) return weight ?? null;
  location.report('WEIGHTS_INVALID', entry.value.at, `the weight ${weight} is negative`, 'write 0 or more');
  return null;
}

/** What a case gives: a field in any of its forms, a number, a truth value, or null; undefined after a problem. */
function readThen(node: YamlNode, i: number, parts: LeafParts, outer: Location): Field | null | undefined {
  const location = new Location(outer.scope, `${outer.path}(${i + 1})`);
  const context: FieldContext = {
    ...parts,
    path: `${parts.path}(${i + 1})`,
    at: node.at,
    depth: parts.depth + 1,
    implicitKey: false,
    isNamedKey: false,
  };
  if (node.kind === 'scalar' && typeof node.value !== 'string') {
    const { value, at } = node;
    if (value === null) return node.text === '' ? expectThen(node, location) : null;
    const expression =
      typeof value === 'object' ? ({ op: 'number', ...value, at } as const) : ({ op: 'literal', value, at } as const);
    return { ...CONSTANT, name: context.name, path: context.path, at, source: { kind: 'expression', expression } };
  }
  const field = parts.readItem(context, node, location);
  if (field === null || field.source.kind === 'broken') return undefined;
  if (field.unique || field.key || field.hidden) {
    const message = 'a case is not unique, hidden or a key';
    location.report('DIRECTIVE_PLACE', node.at, message, 'write it beside $when');
  }
  return { ...field, unique: false, key: false, hidden: false };
}

const CONSTANT = {
  type: null,
  inferred: null,
  nullShare: 0,
  unique: false,
  hidden: false,
  key: false,
  seed: null,
  group: '',
  from: [],
  when: null,
} as const;

function expectThen(node: YamlNode, location: Location): undefined {
  location.report('VALUE_EXPECTED', node.at, 'then has no value', 'write a type, "= …" for an expression, or null');
}

/** Without weights, a case without a condition hides those after it. */
function reportUnreachable(cases: readonly Case[], node: ListNode, location: Location): void {
  const certain = cases.findIndex((one) => one.if === null);
  if (certain === -1 || certain === cases.length - 1) return;
  const message = `case ${certain + 1} has no if, so that the cases after it never apply`;
  location.report('DIRECTIVE_UNUSED', node.items[certain + 1].at, message, 'put it last, or give the cases weights');
}
