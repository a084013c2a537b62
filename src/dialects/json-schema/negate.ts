import { isList, isMap, type Json, type JsonMap, textsOf } from './json.ts';
import type { References } from './references.ts';

/** How many references and lists of schemas deep a negation is made. */
const MAX_DEPTH = 8;

const TYPES = ['string', 'object', 'array', 'number', 'boolean', 'null'];

/**
 * Schemas one of which is met by what a schema does not accept, as far as keywords say it: what is missing here is found out by
 * checking. They use three words of their own: `$absent` (names that an object does not have), `$unlike` (a pattern that a text does
 * not match) and `$indivisible`.
 */
export function negationsOf(schema: Json, references: References, depth = 0): readonly Json[] {
  if (typeof schema === 'boolean') return schema ? [] : [true];
  if (!isMap(schema) || depth > MAX_DEPTH) return [];
  const not = (inner: Json): readonly Json[] => negationsOf(inner, references, depth + 1);
  return [...schema].flatMap(([name, value]): readonly Json[] => {
    switch (name) {
      case 'type': {
        const types = typeof value === 'string' ? [value] : textsOf(value);
        const others = TYPES.filter((type) => !types.includes(type));
        return [schemaOf({ type: others })];
      }
      case 'enum':
        return isList(value) ? [schemaOf({ $except: value })] : [];
      case 'const':
        return [schemaOf({ $except: [value] })];
      case 'required':
        return textsOf(value).map((one) => schemaOf({ type: 'object', $absent: [one] }));
      case 'properties':
        return isMap(value)
          ? [...value].flatMap(([key, inner]) => not(inner).map((other) => property(key, other)))
          : [];
      case 'minimum':
        return [
          schemaOf({
            type: 'number',
            [schema.get('exclusiveMinimum') === true ? 'maximum' : 'exclusiveMaximum']: value,
          }),
        ];
      case 'maximum':
        return [
          schemaOf({
            type: 'number',
            [schema.get('exclusiveMaximum') === true ? 'minimum' : 'exclusiveMinimum']: value,
          }),
        ];
      case 'exclusiveMinimum':
        return typeof value === 'number' ? [schemaOf({ type: 'number', maximum: value })] : [];
      case 'exclusiveMaximum':
        return typeof value === 'number' ? [schemaOf({ type: 'number', minimum: value })] : [];
      case 'multipleOf':
        return [schemaOf({ type: 'number', $indivisible: value })];
      case 'minLength':
        return typeof value === 'number' && value > 0 ? [schemaOf({ type: 'string', maxLength: value - 1 })] : [];
      case 'maxLength':
        return typeof value === 'number' ? [schemaOf({ type: 'string', minLength: value + 1 })] : [];
      case 'pattern':
        return [schemaOf({ type: 'string', $unlike: value })];
      case 'minItems':
        return typeof value === 'number' && value > 0 ? [schemaOf({ type: 'array', maxItems: value - 1 })] : [];
      case 'maxItems':
        return typeof value === 'number' ? [schemaOf({ type: 'array', minItems: value + 1 })] : [];
      case 'minProperties':
        return typeof value === 'number' && value > 0 ? [schemaOf({ type: 'object', maxProperties: value - 1 })] : [];
      case 'maxProperties':
        return typeof value === 'number' ? [schemaOf({ type: 'object', minProperties: value + 1 })] : [];
      case 'items':
        return isList(value) ? [] : not(value).map((other) => schemaOf({ type: 'array', minItems: 1, items: other }));
      case 'contains':
        return not(value).map((other) => schemaOf({ type: 'array', items: other }));
      case 'allOf':
        return isList(value) ? value.flatMap(not) : [];
      case 'anyOf':
      case 'oneOf':
        return isList(value) ? [schemaOf({ allOf: value.map((inner) => schemaOf({ not: inner })) })] : [];
      case 'not':
        return [value];
      case 'if':
        return [];
      case '$ref': {
        const target = typeof value === 'string' ? references.resolve(value, schema) : undefined;
        return target === undefined ? [] : not(target);
      }
      default:
        return [];
    }
  });
}

function property(key: string, schema: Json): Json {
  return new Map<string, Json>([
    ['type', 'object'],
    ['required', [key]],
    ['properties', new Map([[key, schema]])],
  ]);
}

/** A schema that is not in the document. */
export function schemaOf(keywords: Readonly<Record<string, Json>>): JsonMap {
  return new Map(Object.entries(keywords));
}
