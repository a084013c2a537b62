import type { Column, ColumnSchema, ColumnType, ListVector, StructVector, Vector } from '../../engine/vector.ts';
import type { Token } from './cell.ts';
import { dictionaryLeaf, escaped, escapedDictionary, verbatim } from './escape.ts';
import { jsonString, jsonText } from './json-text.ts';
import { plainTokens } from './plain.ts';
import { rendered } from './rendered.ts';
import { isShort, shortLeaf } from './short-cells.ts';
import { appendBytes, nullable, plainWriter, type CellWriter } from './writer.ts';

const encoder = new TextEncoder();
const NULL = encoder.encode('null');
const QUOTE = encoder.encode('"');

/** A row as a JSON object, in the order of the columns; null is written, never omitted. */
export function jsonRow(columns: readonly Column[]): Token[] {
  return objectTokens(
    columns,
    columns.map((column) => column.vector),
  );
}

function objectTokens(schema: readonly ColumnSchema[], vectors: readonly Vector[]): Token[] {
  const tokens = schema.flatMap((member, k) => [memberName(member, k), ...valueTokens(member.type, vectors[k])]);
  return [...tokens, encoder.encode(schema.length === 0 ? '{}' : '}')];
}

/** What is before a member's value. */
function memberName(member: ColumnSchema, k: number): Uint8Array {
  return encoder.encode(`${k === 0 ? '{' : ','}${JSON.stringify(member.name)}:`);
}

function valueTokens(type: ColumnType, vector: Vector): Token[] {
  const quoted = isQuoted(type);
  if (vector.validity !== null) {
    if (vector.kind === 'dictionary') return [dictionaryLeaf(vector, quoted ? jsonString : verbatim, NULL)];
    if (isShort(vector)) return [shortLeaf(vector, { nothing: NULL, quote: quoted ? '"' : '' })];
    return [rendered(jsonWriter(type, vector), 1)];
  }
  if (vector.kind === 'struct') return objectTokens(structMembers(type), vector.members);
  if (vector.kind === 'list') return [rendered(jsonWriter(type, vector), 2)];
  return quoted ? [QUOTE, ...plainTokens(vector, jsonText), QUOTE] : plainTokens(vector, verbatim);
}

/** Whether the values of a type are JSON strings, whatever vector carries them. */
function isQuoted(type: ColumnType): boolean {
  switch (type.kind) {
    case 'string':
    case 'enum':
    case 'uuid':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'binary':
      return true;
    case 'boolean':
    case 'decimal':
    case 'integer':
    case 'json':
    case 'list':
    case 'number':
    case 'struct':
      return false;
  }
}

/** Writes a value as JSON, `null` where it is null. */
export function jsonWriter(type: ColumnType, vector: Vector): CellWriter {
  return nullable(vector.validity, presentWriter(type, vector), NULL);
}

/** Writes a value that is not null as JSON. */
export function presentWriter(type: ColumnType, vector: Vector): CellWriter {
  if (vector.kind === 'list') return listWriter(type, vector);
  if (vector.kind === 'struct') return structWriter(type, vector);
  if (!isQuoted(type)) return plainWriter(vector);
  if (vector.kind === 'dictionary') {
    return plainWriter({ ...vector, dictionary: escapedDictionary(vector.dictionary, jsonString) });
  }
  const write = plainWriter(vector);
  const inside =
    vector.kind === 'utf8' || vector.kind === 'json' || vector.kind === 'concat' ? escaped(write, jsonText) : write;
  return (sink, row) => {
    appendBytes(sink, QUOTE, 0, 1);
    inside(sink, row);
    appendBytes(sink, QUOTE, 0, 1);
  };
}

function listWriter(type: ColumnType, vector: ListVector): CellWriter {
  if (type.kind !== 'list') throw new TypeError(`a column of type ${type.kind} cannot hold lists`);
  const writeItem = jsonWriter(type.item, vector.items);
  const [open, comma, close] = ['[', ',', ']'].map((text) => encoder.encode(text));
  return (sink, row) => {
    appendBytes(sink, open, 0, 1);
    const start = vector.offsets[row];
    const end = vector.offsets[row + 1];
    for (let item = start; item < end; item++) {
      if (item > start) appendBytes(sink, comma, 0, 1);
      writeItem(sink, item);
    }
    appendBytes(sink, close, 0, 1);
  };
}

function structWriter(type: ColumnType, vector: StructVector): CellWriter {
  const schema = structMembers(type);
  const names = schema.map(memberName);
  const values = schema.map((member, k) => jsonWriter(member.type, vector.members[k]));
  const close = encoder.encode(schema.length === 0 ? '{}' : '}');
  return (sink, row) => {
    for (let k = 0; k < values.length; k++) {
      appendBytes(sink, names[k], 0, names[k].length);
      values[k](sink, row);
    }
    appendBytes(sink, close, 0, close.length);
  };
}

function structMembers(type: ColumnType): readonly ColumnSchema[] {
  if (type.kind !== 'struct') throw new TypeError(`a column of type ${type.kind} cannot hold objects`);
  return type.members;
}
