import { expressionParts } from '../expression/paths.ts';
import type { Expression } from '../expression/expression.ts';
import type { Entity, Field } from '../model.ts';
import { Location, type ModelScope } from '../reading/location.ts';
import type { FieldIndex } from './field-index.ts';
import { prefixesOutward } from './field-path.ts';
import { referencesOf } from './references-of.ts';

/** Warns where an expression of a field compares one of a few values with a text that is none of them: it is never equal. */
export function checkCompared(entity: Entity, field: Field, index: FieldIndex, scope: ModelScope): void {
  const location = new Location(scope, `${entity.name}.${field.path}`);
  const { source, when } = field;
  const conditions = source.kind === 'cases' ? source.cases.map((one) => one.if) : [];
  for (const expression of [when, source.kind === 'expression' ? source.expression : null, ...conditions]) {
    if (expression === null) continue;
    checkTexts(expression, index.get(entity.name)?.all ?? new Map<string, Field>(), location);
    visit(expression, (path) => fieldAt(entity, field.path, path, index), location);
  }
  for (const { entity: target, where } of referencesOf(source)) {
    if (where?.condition == null) continue;
    visit(where.condition, (path) => fieldAt({ name: target }, '', path, index), location);
  }
  if (source.kind !== 'aggregate' || source.where === null) return;
  visit(source.where, (path) => fieldAt({ name: source.entity }, '', path, index), location);
}

/** Warns of a text with the name of a field in braces, as only templates have. */
function checkTexts(expression: Expression, fields: ReadonlyMap<string, Field>, location: Location): void {
  for (const part of expressionParts(expression)) checkTexts(part, fields, location);
  if (expression.op !== 'literal' || typeof expression.value !== 'string') return;
  const name = [...expression.value.matchAll(/\{([^{}]{1,200})\}/g)]
    .map((match) => match[1])
    .find((one) => fields.has(one));
  if (name === undefined) return;
  const message = `{${name}} is literal text here, not the value of the field`;
  location.report(
    'TEMPLATE_UNUSED',
    expression.at,
    message,
    `join texts with +: 'a ' + ${name}; or write { $template: "…" }`,
  );
}

function visit(
  expression: Expression,
  fieldOf: (path: readonly string[]) => Field | undefined,
  location: Location,
): void {
  for (const part of expressionParts(expression)) visit(part, fieldOf, location);
  if (expression.op !== 'binary' || !['==', '!=', 'in'].includes(expression.operator)) return;
  const sides = [expression.left, expression.right];
  const path = sides.find(({ op }) => op === 'path');
  const other = sides.find((side) => side !== path);
  if (path?.op !== 'path' || other === undefined) return;
  const found = fieldOf(path.names);
  if (found?.source.kind !== 'values' || found.type?.kind !== 'enum') return;
  const { values } = found.type;
  for (const literal of other.op === 'list' ? other.items : [other]) {
    if (literal.op !== 'literal' || typeof literal.value !== 'string' || values.includes(literal.value)) continue;
    const message = `${path.names.join('.')} is never \`${literal.value}\``;
    location.report(
      'ENUM_VALUE_UNKNOWN',
      literal.at,
      message,
      location.nearest(literal.value, values, `it is one of ${values.slice(0, 10).join(', ')}`),
    );
  }
}

/** The field that a path names, itself or through references; undefined where it leads nowhere, which is told elsewhere. */
function fieldAt(
  entity: Pick<Entity, 'name'>,
  path: string,
  names: readonly string[],
  index: FieldIndex,
): Field | undefined {
  let fields = index.get(entity.name)?.all;
  let prefixes: readonly string[] = prefixesOutward(path);
  for (let used = 0; used < names.length; used++) {
    const name = names[used];
    const field: Field | undefined = prefixes
      .map((prefix) => fields?.get(prefix + name))
      .find((one) => one !== undefined);
    if (field === undefined || used === names.length - 1) return field;
    if (field.source.kind === 'reference') {
      fields = index.get(field.source.entity)?.all;
      prefixes = [''];
    } else {
      prefixes = [`${field.path}.`];
    }
  }
  return undefined;
}
