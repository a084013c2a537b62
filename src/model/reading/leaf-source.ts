import { readCases } from './cases.ts';
import { readDuration, DURATION_FORM } from '../words/duration.ts';
import type { Expression } from '../expression/expression.ts';
import { isExpression, readExpression } from '../expression/expression-text.ts';
import { aggregateSource } from './aggregate-source.ts';
import { generatorSource } from './generator-source.ts';
import { DEFAULT_LENGTH, readListLength } from './length.ts';
import type { FieldContext, LeafParts, Made } from './leaf-parts.ts';
import type { Source } from '../model.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import { namesSeveral, oneOfSource } from './one-of.ts';
import { overriddenRange } from '../overrides/overridden-range.ts';
import { overriddenDirective, RELATIVE_SETTINGS } from '../overrides/overrides.ts';
import { orderSource } from './order-source.ts';
import { readPath } from './path.ts';
import { readPattern } from './pattern.ts';
import type { Location } from './location.ts';
import { rangeWish, readRange } from './range-wish.ts';
import { readTarget, readTargetNode, referenceSource } from './reference.ts';
import { seriesSource } from './series-source.ts';
import { slotSource } from './slot-source.ts';
import { originOf, soleSource, type SourceKind, sourceNode } from './sole-source.ts';
import { statesSource } from './states-source.ts';
import { readTemplate } from './template.ts';
import { checkWeekSteps, readWeekHours } from './week-hours.ts';
import { heldBy } from '../words/decimal-type.ts';
import { fits } from '../words/types.ts';
import { untilOf } from './until.ts';
import { readJsonValues, readValues } from './values.ts';

/** Where a leaf's values come from: exactly one of the ways of the language, or what its name and type suggest. */
export function sourceOf(parts: LeafParts, location: Location): Made | null {
  const made = makeSource(parts, location);
  if (made !== null) location.scope.origins.set(made.source, originOf(parts));
  if (made?.source.kind === 'object') {
    for (const member of made.source.fields) location.scope.origins.set(member.source, originOf(parts));
  }
  return made;
}

function makeSource(parts: LeafParts, location: Location): Made | null {
  const kind = soleSource(parts, location);
  if (kind === null) return null;
  const node = sourceNode(parts);
  if (kind === 'generator') return generatorOf(parts, node, location);
  const source = otherSource(kind, parts, node, location);
  // The type of an object that a directive makes is that of its members.
  const declared = source?.kind === 'object' ? null : parts.type;
  const type = source?.kind === 'values' ? heldBy(declared, source.values) : declared;
  return source === null ? null : { source, type, inferred: null };
}

function generatorOf(parts: LeafParts, node: YamlNode | null, location: Location): Made | null {
  if (node === null) return generatorSource(parts, parts.form.generator ?? null, location);
  if (node.kind === 'scalar' && node.value !== null) {
    return generatorSource(parts, { value: node.text.trim().replace(/^@/, ''), at: node.at }, location);
  }
  location.expected(node, 'the name of a generator');
  return null;
}

/** `node` is the value of the directive that makes the source; null where the short form does. */
function otherSource(kind: SourceKind, parts: LeafParts, node: YamlNode | null, location: Location): Source | null {
  if (kind === 'values') return valuesSource(parts, location);
  if (kind === 'reference') return referenceOf(parts, node, location);
  if (kind === 'list') return listSource(parts, node ?? parts.item, location);
  if (kind === 'cases') return node === null ? null : readCases(node, parts, location);
  if (node === null)
    return parts.form.expression ? { kind: 'expression', expression: parts.form.expression.value } : null;
  switch (kind) {
    case 'template': {
      const template = readTemplate(node, parts.country, location);
      return template === null ? null : { kind: 'template', parts: template };
    }
    case 'pattern':
      return readPattern(
        overriddenDirective('$pattern', parts.directives.get('$pattern'), parts, location)?.value ?? node,
        location,
      );
    case 'expression': {
      const expression = readExpression(node, location);
      return expression === null ? null : { kind: 'expression', expression };
    }
    case 'lookup':
      return lookupSource(node, location);
    case 'ordinal': {
      const path = readPath(node, location);
      return path === null ? null : { kind: 'ordinal', reference: path.join('.') };
    }
    case 'target': {
      const path = readPath(node, location);
      return path === null ? null : { kind: 'target', reference: path };
    }
    case 'level': {
      const path = readPath(node, location);
      return path === null ? null : { kind: 'level', reference: path.join('.') };
    }
    case 'aggregate':
      return aggregateSource(parts.directives, location);
    case 'order':
      return orderSource(parts.directives, location);
    case 'series':
      return seriesSource(parts, location);
    case 'slot':
      return slotSource(parts, location);
    case 'states':
      return statesSource(parts, location);
    case 'generator':
    case 'relative':
      return relativeSource(parts, location);
  }
}

function valuesSource(parts: LeafParts, location: Location): Source | null {
  const written = parts.directives.get('$values');
  const entry = overriddenDirective('$values', written, parts, location);
  const law = parts.directives.get('$distribution');
  const { type } = parts;
  if (entry === undefined) {
    if (law !== undefined)
      location.report('DISTRIBUTION_UNKNOWN', law.key.at, 'an enum does not take a distribution', WEIGHTED);
    const weights = parts.form.weights?.value ?? null;
    return type?.kind === 'enum' ? { kind: 'values', values: type.values, weights } : null;
  }
  if (parts.form.weights !== undefined && written !== undefined) {
    const message = '$values repeats the shares of the enum';
    location.report('DIRECTIVE_CONTRADICTION', parts.form.weights.at, message, 'keep only one of them');
  }
  const read = type?.kind === 'json' ? readJsonValues(entry.value, location) : readValues(entry.value, location);
  if (law !== undefined && !(law.value.kind === 'scalar' && law.value.text === 'weighted' && read?.weights)) {
    location.report('DISTRIBUTION_UNKNOWN', law.value.at, 'values are distributed only by their weights', WEIGHTED);
  }
  if (read === null) return null;
  if (type !== null && !read.values.every((value) => fits(value, type))) {
    location.report(
      'VALUE_TYPE',
      entry.value.at,
      `some of the values are not of type ${type.kind}`,
      'change them, or the type',
    );
  }
  return { kind: 'values', ...read };
}

const WEIGHTED = 'write $values: { a: 3, b: 1 }, or enum(a 75%, b 25%)';

function referenceOf(parts: LeafParts, node: YamlNode | null, location: Location): Source | null {
  const { form, directives } = parts;
  if (node !== null && namesSeveral(node)) return oneOfSource(node, overriddenReference(parts, location), location);
  const per = directives.get('$per');
  if (per !== undefined && parts.depth > 0) {
    location.report(
      'DIRECTIVE_PLACE',
      per.key.at,
      '$per has no meaning inside objects and lists',
      'put the reference into the entity',
    );
  }
  let target = form.reference ? readTarget(form.reference.value, form.reference.at, location) : null;
  if (node !== null) target = readTargetNode(node, location);
  const source = target === null ? null : referenceSource(target, overriddenReference(parts, location), location);
  return source;
}

/** The directives with what is overridden of a reference. A `$per` that is not there cannot be: it would make the rows. */
function overriddenReference(parts: LeafParts, location: Location): ReadonlyMap<string, Entry> {
  const { directives } = parts;
  const names = directives.has('$per') ? (['$per', '$depth'] as const) : chosenBy(directives);
  const changed = names.flatMap((name) => {
    const entry = overriddenDirective(name, directives.get(name), parts, location);
    return entry === undefined ? [] : [[name, entry] as const];
  });
  return new Map([...directives, ...changed]);
}

/** What may be overridden of a reference without `$per`: how its rows are chosen is not. */
function chosenBy(directives: ReadonlyMap<string, Entry>): readonly `$${string}`[] {
  if (directives.has('$tree')) return ['$tree', '$depth'];
  return directives.has('$cap') ? ['$cap', '$depth'] : ['$share', '$depth'];
}

function lookupSource(node: YamlNode, location: Location): Source | null {
  const path = readPath(node, location);
  if (path === null) return null;
  if (path.length > 1) return { kind: 'lookup', path };
  location.report('NOT_A_REFERENCE', node.at, 'a look-up names a reference and a field', `write ${path[0]}.name`);
  return null;
}

function relativeSource(parts: LeafParts, location: Location): Source | null {
  const { directives, type } = parts;
  if (type !== null && type.kind !== 'date' && type.kind !== 'timestamp') {
    location.report(
      'DIRECTIVE_CONTRADICTION',
      parts.at,
      `$after and $before make dates and timestamps, not values of type ${type.kind}`,
      '',
    );
    return null;
  }
  const within = overriddenDirective('$within', directives.get('$within'), parts, location)?.value;
  const duration = within?.kind === 'scalar' ? readDuration(within.text) : null;
  if (within !== undefined && duration === null) {
    location.report('DURATION_INVALID', within.at, '$within is not a duration', `write ${DURATION_FORM}`);
  }
  const [after, before] = ['$after', '$before'].map((name) => momentOf(directives.get(name), location));
  if (after === null && before === null) return null;
  const wish = overriddenRange(rangeWish(parts.form, directives, location), RELATIVE_SETTINGS, parts, location);
  const range = readRange(wish, type?.kind === 'date' ? 'date' : 'timestamp', type, location);
  const until = untilOf(overriddenDirective('$until', directives.get('$until'), parts, location), location);
  const ahead = until === null ? range.max !== null || location.scope.catalogue.isAhead(parts.name) : until === 'never';
  const what = type?.kind === 'date' ? 'date' : 'timestamp';
  const week = readWeekHours(parts, what, location);
  checkWeekSteps(week, what, range, directives, location);
  return { kind: 'relative', after, before, within: duration, ahead, range, ...(week && { week }) };
}

/** A name or path as the field it is, anything else as an expression; null after a problem, or where nothing is said. */
function momentOf(entry: Entry | undefined, location: Location): Expression | null {
  if (entry === undefined) return null;
  const { name, value } = entry;
  if (value.kind !== 'scalar' || value.value === null) {
    location.expected(value, 'a field, a path or an expression', `write ${name}: placed_at, or ${name}: now()`);
    return null;
  }
  if (/^\s*\d{4}-\d\d/.test(value.text)) {
    const bound = name === '$after' ? '$min' : '$max';
    location.report(
      'VALUE_EXPECTED',
      value.at,
      `${name} takes a field, but this is a date`,
      `write ${bound}: ${value.text.trim()}`,
    );
    return null;
  }
  if (isExpression(value) || COMPUTED.test(value.text)) return readExpression(value, location);
  const names = readPath(value, location);
  return names === null ? null : { op: 'path', names, at: value.at };
}

/** A call, a choice, or an operator with blanks around it; names with a hyphen in them are names. */
const COMPUTED = /[(?]|\s[-+]\s/;

function listSource(parts: LeafParts, node: YamlNode | null, location: Location): Source | null {
  const written = overriddenDirective('$length', parts.directives.get('$length'), parts, location);
  const length = written === undefined ? DEFAULT_LENGTH : readListLength(written.value, location);
  if (node === null) return null;
  const context: FieldContext = {
    ...parts,
    path: `${parts.path}[]`,
    at: node.at,
    depth: parts.depth + 1,
    implicitKey: false,
    isNamedKey: false,
  };
  const item = parts.readItem(context, node, location);
  if (item === null || length === null) return null;
  if (item.unique || item.key || item.hidden) {
    location.report(
      'DIRECTIVE_PLACE',
      node.at,
      'the items of a list are not unique, hidden or keys',
      'write it on the list instead',
    );
  }
  if (item.source.kind !== 'reference' || item.source.many !== null) return { kind: 'list', item, length };
  if (item.nullShare > 0 || item.when !== null) {
    location.report(
      'DIRECTIVE_PLACE',
      node.at,
      'the references of a list are not null',
      'write it on the list instead',
    );
  }
  return { ...item.source, many: length };
}
