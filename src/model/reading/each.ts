import type { Field, UniqueFields } from '../model.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { readTarget, type Target } from './reference.ts';
import { MAX_FIELDS } from './unique-fields.ts';

const FORM = 'write $each: [Store, Product], or the names of fields of this entity';

/**
 * `$each`: the fields of which every combination has one row. An entity, or a field of one, stands for the only reference to it;
 * null where nothing is said, or after a problem.
 */
export function readEach(fields: readonly Field[], entry: Entry | undefined, location: Location): UniqueFields | null {
  if (entry === undefined) return null;
  const nodes = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  if (nodes.length > MAX_FIELDS) {
    location.report(
      'LENGTH_INVALID',
      entry.value.at,
      `$each combines at most ${MAX_FIELDS} fields`,
      'remove some of them',
    );
    return null;
  }
  const found = nodes.map((node) => fieldOf(node, fields, location));
  const names = new Set<string>();
  for (const [i, field] of found.entries()) {
    if (field === null) continue;
    checkDimension(field, nodes[i], location);
    if (names.has(field.name)) {
      location.report('WORD_TWICE', nodes[i].at, `$each has ${field.name} already`, 'name another field');
    }
    names.add(field.name);
  }
  if (nodes.length === 0) location.expected(entry.value, 'entities or fields', FORM);
  return nodes.length === 0 || found.includes(null) ? null : { names: [...names], at: entry.key.at };
}

function fieldOf(node: YamlNode, fields: readonly Field[], location: Location): Field | null {
  if (node.kind !== 'scalar' || node.value === null) {
    location.expected(node, 'an entity or a field', FORM);
    return null;
  }
  const text = node.text.trim().replace(/^\$/, '');
  const own = fields.find(({ name }) => name === text);
  if (own !== undefined) return own;
  const { entities } = location.scope;
  const isTarget = entities.has(text) || text.includes('.');
  if (!isTarget) {
    const names = [...fields.map(({ name }) => name), ...entities];
    const hint = text.includes(',') ? `write $each: [${text}]` : location.nearest(text, names, FORM);
    location.report('FIELD_UNKNOWN', node.at, `there is no entity or field ${text} to combine`, hint);
    return null;
  }
  const target = readTarget(text, node.at, location);
  return target === null ? null : referenceTo(target, node, fields, location);
}

/** The one field that refers to a target. */
function referenceTo(target: Target, node: YamlNode, fields: readonly Field[], location: Location): Field | null {
  const { entity, field } = target;
  const found = fields.filter(
    ({ source }) =>
      source.kind === 'reference' &&
      source.many === null &&
      source.entity === entity &&
      (field === null || source.field === field),
  );
  if (found.length === 1) return found[0];
  // A field that could not be read may be the one.
  if (fields.some(({ source }) => source.kind === 'broken')) return null;
  const text = field === null ? entity : `${entity}.${field}`;
  if (found.length === 0) {
    const name = fieldName(entity, fields);
    const line = `${name}: $${field === null ? `${entity}.id` : text}`;
    location.report('EACH_WITHOUT_REFERENCE', node.at, `no field here refers to ${text}`, `add ${line}`);
  } else {
    const names = found.map(({ name }) => name);
    const message = `${names.join(' and ')} all refer to ${text}`;
    location.report('EACH_AMBIGUOUS', node.at, message, `write the name of the field in its place: ${names[0]}`);
  }
  return null;
}

function fieldName(entity: string, fields: readonly Field[]): string {
  const name = `${entity.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase()}_id`;
  return fields.some((field) => field.name === name) ? `${name}_2` : name;
}

/** What every combination has one row of: all rows of an entity, or all values of a choice, without exceptions. */
function checkDimension(field: Field, { at }: YamlNode, location: Location): void {
  const { source, name } = field;
  const refuse = (message: string, hint: string): void => location.report('DIRECTIVE_CONTRADICTION', at, message, hint);
  if (field.nullShare > 0 || field.when !== null) {
    refuse(`${name} can be null, and $each gives every row a value of it`, 'remove null, $null and $when');
  }
  if (field.unique) refuse(`${name} is unique, and $each repeats its values`, 'remove unique');
  if (field.seed !== null) refuse(`${name} follows from the number of the row`, 'remove its $seed');
  if (source.kind === 'reference') {
    if (source.many !== null) refuse(`${name} is a list, and $each takes one value`, 'remove it from $each');
    if (source.per !== null) refuse(`${name} has $per, and $each makes the rows`, 'remove $per');
    if (source.share !== null)
      refuse(`${name} has $share, and $each refers to every row equally often`, 'remove $share');
  } else if (source.kind === 'values') {
    if (source.weights !== null)
      refuse(`${name} has weights, and $each takes every value equally often`, 'remove them');
  } else if (source.kind !== 'broken' && !isBoolean(field)) {
    const hint = 'name a reference, an enum, $values or a boolean';
    location.report('DIRECTIVE_PLACE', at, `the values of ${name} cannot be counted beforehand`, hint);
  }
}

function isBoolean({ source }: Field): boolean {
  return source.kind === 'generator' && source.name === 'boolean';
}
