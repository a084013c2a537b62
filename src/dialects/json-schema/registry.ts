import type { Dialect, Source } from '../dialect.ts';

/** Bytes of a text that are looked at to find out what it is. */
const MAX_LOOK = 32 * 1024 * 1024;

/** JSON Schema, and the schemas of OpenAPI. */
export const jsonSchemaDialects: readonly Dialect[] = [
  {
    name: 'json_schema',
    aliases: ['jsonschema', 'json-schema'],
    title: 'JSON Schema',
    detects: (source) =>
      looksLike(source, isJsonSchema, /^(?:\$schema|\$defs|definitions|properties|allOf|anyOf|oneOf)\s*:/m),
    read: (source, context) => read(source, 'json_schema', context),
  },
  {
    name: 'openapi',
    aliases: ['swagger'],
    title: 'OpenAPI',
    detects: (source) =>
      looksLike(
        source,
        (keys) => isText(keys['openapi']) || isText(keys['swagger']),
        /^["']?(?:openapi|swagger)["']?\s*:/m,
      ),
    read: (source, context) => read(source, 'openapi', context),
  },
];

const read: (
  source: Source,
  name: string,
  context: Parameters<Dialect['read']>[1],
) => ReturnType<Dialect['read']> = async ({ text }, name, { catalogue, problemsOf }) => {
  const { importJsonSchema } = await import('./import.ts');
  return importJsonSchema(text ?? '', name, catalogue, problemsOf);
};

function looksLike(
  { text, bytes }: Source,
  isOne: (keys: Readonly<Record<string, unknown>>) => boolean,
  yaml: RegExp,
): boolean {
  if (text === null || bytes.length > MAX_LOOK) return false;
  if (!/^\s*\{/.test(text))
    return (
      !/^\s*[[<]/.test(text) && yaml.test(text.slice(0, 100_000)) && !/\bcreate\s+table\b/i.test(text.slice(0, 100_000))
    );
  const keys = keysOf(text);
  return keys !== null && isOne(keys);
}

function keysOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const KEYWORDS = ['$defs', 'definitions', 'properties', 'patternProperties', 'additionalProperties'];
const LISTS = ['allOf', 'anyOf', 'oneOf'];
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

function isJsonSchema(keys: Readonly<Record<string, unknown>>): boolean {
  if (isText(keys['openapi']) || isText(keys['swagger'])) return false;
  if (typeof keys['$schema'] === 'string' && /json-schema|schema#?$/.test(keys['$schema'])) return true;
  if (isText(keys['$ref'])) return true;
  if (KEYWORDS.some((name) => typeof keys[name] === 'object' && keys[name] !== null && !Array.isArray(keys[name])))
    return true;
  if (LISTS.some((name) => Array.isArray(keys[name]))) return true;
  return typeof keys['type'] === 'string' && TYPES.includes(keys['type']) && !('fields' in keys);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
