import type { Source } from '../dialect.ts';
import { Lines } from '../sql/lines.ts';
import type { SourcePosition } from '../schema.ts';
import { JsonFault, type JsonNode, readJsonNode } from './node.ts';

/** Characters of a schema; samples may be larger, and are not read as a whole. */
export const MAX_JSON = 8 * 1024 * 1024;

const read = new WeakMap<Source, JsonNode | JsonFault>();

/** A source as JSON, read once for all who ask; a fault where it is none, or too large for a schema. */
export function jsonOf(source: Source): JsonNode | JsonFault {
  const known = read.get(source);
  if (known !== undefined) return known;
  const found = parsed(source.text);
  read.set(source, found);
  return found;
}

function parsed(text: string | null): JsonNode | JsonFault {
  if (text === null || !/^\s*[[{]/.test(text.slice(0, MAX_BLANK))) return new JsonFault('JSON is expected here', 0);
  if (text.length > MAX_JSON) return new JsonFault(`a schema has at most ${MAX_JSON / 1024 / 1024} MiB`, 0);
  try {
    return readJsonNode(text);
  } catch (error) {
    if (error instanceof JsonFault) return error;
    throw error;
  }
}

/** Blanks before a document. */
const MAX_BLANK = 10_000;

/** Turns the offsets of a source into places. */
export function positionsOf(source: Source): (offset: number) => SourcePosition {
  const lines = new Lines(source.text ?? '');
  return (offset) => lines.at(offset);
}
