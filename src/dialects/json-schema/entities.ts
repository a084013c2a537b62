import { tagFor } from './expand.ts';
import { isList, isMap, type Json, type JsonMap, textsOf } from './json.ts';
import type { References } from './references.ts';

/** A schema that becomes an entity. */
export interface EntitySchema {
  readonly name: string;
  readonly schema: Json;
  /** What the discriminator of OpenAPI demands of its values; null without one. */
  readonly tag: Json | null;
}

/** Keywords that say something about values. */
const ASSERTIONS = (
  'type properties required additionalProperties patternProperties items prefixItems enum const allOf anyOf oneOf $ref $dynamicRef ' +
  'if not minProperties maxProperties propertyNames contains dependencies dependentRequired dependentSchemas unevaluatedProperties'
).split(' ');

/**
 * The schemas of a document whose values are rows: the document itself, or, if that says nothing of values, those of its definitions
 * (of OpenAPI its components) that describe objects.
 */
export function entitiesOf(root: Json, references: References): readonly EntitySchema[] {
  // Neither is a schema that a row could meet.
  if (!isMap(root)) return [{ name: 'Document', schema: root === true, tag: null }];
  const components = componentsOf(root);
  if (components === null && ASSERTIONS.some((keyword) => root.has(keyword)))
    return [{ name: rootName(root), schema: itemsOf(root, references) ?? root, tag: null }];
  const definitions = components ?? definitionsOf(root);
  const all = [...definitions].map(([name, schema]) => ({ name, schema, tag: tagOf(name, schema, references, 0) }));
  const objects = all.filter(({ schema }) => describesObject(schema, references, 0));
  if (objects.length > 0) return objects;
  return components === null && all.length === 0
    ? [{ name: rootName(root), schema: root, tag: null }]
    : all.filter(({ schema }) => isMap(schema));
}

/** The schema of the objects of a list, which the rows are all together; null for anything else. */
function itemsOf(root: JsonMap, references: References): JsonMap | null {
  const list = resolved(root, references);
  const items = list?.get('type') === 'array' ? list.get('items') : undefined;
  return isMap(items) && describesObject(items, references, 0) ? items : null;
}

/** A schema, or the one that it is only another name of. */
function resolved(schema: JsonMap, references: References): JsonMap | null {
  let at: Json | undefined = schema;
  for (let depth = 0; depth < 8 && isMap(at); depth++) {
    const reference: Json | undefined = at.get('$ref');
    if (typeof reference !== 'string') return at;
    at = references.resolve(reference, at);
  }
  return null;
}

/** The schemas of OpenAPI; null if the document is something else. */
function componentsOf(root: JsonMap): JsonMap | null {
  if (root.has('openapi')) {
    const components = root.get('components');
    const schemas = isMap(components) ? components.get('schemas') : undefined;
    return isMap(schemas) ? schemas : new Map();
  }
  if (!root.has('swagger')) return null;
  const definitions = root.get('definitions');
  return isMap(definitions) ? definitions : new Map();
}

function definitionsOf(root: JsonMap): JsonMap {
  const found = ['$defs', 'definitions'].map((keyword) => root.get(keyword)).filter(isMap);
  return new Map(found.flatMap((map) => [...map]));
}

/** Whether a schema is about objects with properties of their own. */
function describesObject(schema: Json, references: References, depth: number): boolean {
  if (!isMap(schema) || depth > 8) return false;
  const type = schema.get('type');
  if (typeof type === 'string' && type !== 'object') return false;
  const properties = schema.get('properties');
  if (isMap(properties) && properties.size > 0) return true;
  if (textsOf(schema.get('required')).length > 0) return true;
  const reference = schema.get('$ref');
  const target = typeof reference === 'string' ? references.resolve(reference, schema) : undefined;
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list = schema.get(keyword);
    return Array.isArray(list) ? list.filter(isMap) : [];
  });
  return [...parts, ...(target === undefined ? [] : [target])].some((part) =>
    describesObject(part, references, depth + 1),
  );
}

/** The name of a schema as the value of the property that tells it from others. */
function tagOf(name: string, schema: Json, references: References, depth: number): Json | null {
  if (!isMap(schema) || depth > 8) return null;
  const discriminator = schema.get('discriminator');
  // Of alternatives, it is a property of theirs.
  if (discriminator !== undefined && !schema.has('oneOf') && !schema.has('anyOf')) return tagFor(discriminator, name);
  const reference = schema.get('$ref');
  const target = typeof reference === 'string' ? references.resolve(reference, schema) : undefined;
  const parts = schema.get('allOf');
  for (const part of [...(isList(parts) ? parts : []), ...(target === undefined ? [] : [target])]) {
    const tag = tagOf(name, part, references, depth + 1);
    if (tag !== null) return tag;
  }
  return null;
}

function rootName(root: JsonMap): string {
  const title = root.get('title');
  if (typeof title === 'string') {
    const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length > 0 && words.length <= 3) return words.map(capital).join('');
  }
  const reference = root.get('$ref');
  if (typeof reference === 'string') {
    const last = reference.split(/[#/]/).at(-1) ?? '';
    if (/^\w+$/.test(last)) return last;
  }
  const id = root.get('$id') ?? root.get('id');
  if (typeof id === 'string') {
    const words =
      (id.split(/[#?]/)[0].split('/').at(-1) ?? '')
        .replace(/(?:\.schema)?\.(?:json|ya?ml)$/, '')
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length > 0 && words.length <= 5) return words.map(capital).join('');
  }
  return 'Document';
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
