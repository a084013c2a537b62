import { booleanOf, itemsOf, type JsonNode, member, textOf } from '../../json/node.ts';
import { decimalLeaf, leaf, listType, mapType, other, type ParquetNode, type ParquetNodeType } from '../node.ts';
import { notePart, type ShapeContext, type ShapeSchema } from './shape.ts';

/** Reads `{"type": "struct", "fields": [{name, type, nullable, metadata}]}`, as Spark has it. */
export function readSpark(root: JsonNode, context: ShapeContext): ShapeSchema {
  return { name: '', nodes: fieldsOf(root, context) };
}

function fieldsOf(struct: JsonNode, context: ShapeContext): readonly ParquetNode[] {
  return itemsOf(member(struct, 'fields')).flatMap((field) => {
    const name = textOf(member(field, 'name'));
    const type = member(field, 'type');
    if (name === null || type === undefined) {
      notePart(context, field, '', 'A field with `name` and `type`');
      return [];
    }
    const comment = textOf(member(member(field, 'metadata'), 'comment'));
    const isNullable = booleanOf(member(field, 'nullable')) !== false;
    return [{ ...nodeOf(name, type, isNullable, context), ...(comment === null ? {} : { comment }) }];
  });
}

function nodeOf(name: string, type: JsonNode, isNullable: boolean, context: ShapeContext): ParquetNode {
  return {
    name,
    at: context.at(type),
    repetition: isNullable ? 'optional' : 'required',
    type: typeOf(type, context),
  };
}

function typeOf(type: JsonNode, context: ShapeContext): ParquetNodeType {
  if (type.kind === 'string') return scalarOf(type.value);
  const at = context.at(type);
  const kind = textOf(member(type, 'type'));
  const [element, key, value] = ['elementType', 'keyType', 'valueType'].map((name) => member(type, name));
  if (kind === 'struct') return { kind: 'group', group: null, members: fieldsOf(type, context) };
  if (kind === 'array' && element !== undefined) {
    const isNullable = booleanOf(member(type, 'containsNull')) !== false;
    return listType(at, nodeOf('element', element, isNullable, context));
  }
  if (kind === 'map' && key !== undefined && value !== undefined) {
    const isNullable = booleanOf(member(type, 'valueContainsNull')) !== false;
    return mapType(at, nodeOf('key', key, false, context), nodeOf('value', value, isNullable, context));
  }
  const sql = member(type, 'sqlType');
  return kind === 'udt' && sql !== undefined ? typeOf(sql, context) : other(kind ?? 'a type without a name');
}

function scalarOf(text: string): ParquetNodeType {
  const name = text.trim().toLowerCase();
  const [, precision, scale] = /^decimal(?:\(\s*(\d{1,3})\s*,\s*(-?\d{1,3})\s*\))?$/.exec(name) ?? [];
  if (name.startsWith('decimal')) return decimalLeaf(Number(precision ?? 10), Number(scale ?? 0));
  if (/^(?:var)?char\(\d+\)$/.test(name)) return leaf('binary', { kind: 'string' });
  switch (name) {
    case 'string':
      return leaf('binary', { kind: 'string' });
    case 'boolean':
      return leaf('boolean');
    case 'byte':
    case 'tinyint':
      return leaf('int32', { kind: 'integer', bits: 8, isSigned: true });
    case 'short':
    case 'smallint':
      return leaf('int32', { kind: 'integer', bits: 16, isSigned: true });
    case 'integer':
    case 'int':
      return leaf('int32');
    case 'long':
    case 'bigint':
      return leaf('int64');
    case 'float':
      return leaf('float');
    case 'double':
      return leaf('double');
    case 'binary':
      return leaf('binary');
    case 'date':
      return leaf('int32', { kind: 'date' });
    case 'timestamp':
    case 'timestamp_ltz':
      return leaf('int64', { kind: 'timestamp', unit: 'micros', isUtc: true });
    case 'timestamp_ntz':
      return leaf('int64', { kind: 'timestamp', unit: 'micros', isUtc: false });
    default:
      return other(text);
  }
}
