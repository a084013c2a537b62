import { booleanOf, type JsonNode, member, numberOf, textOf } from '../../json/node.ts';
import { convertedType, decimalLeaf, leaf, other, type ParquetNode, type ParquetNodeType } from '../node.ts';
import { notePart, type ShapeContext, type ShapeSchema } from './shape.ts';

/** Reads `{"field": {"type": "UTF8", "optional": true, "repeated": true, "fields": {}}}`, as parquetjs has it. */
export function readParquetJs(root: JsonNode, context: ShapeContext): ShapeSchema {
  return { name: '', nodes: fieldsOf(root, context) };
}

function fieldsOf(root: JsonNode | undefined, context: ShapeContext): readonly ParquetNode[] {
  if (root?.kind !== 'object') return [];
  return root.entries.flatMap(({ name, value }) => {
    if (value.kind !== 'object') {
      notePart(context, value, name, 'A field with `type` or `fields`');
      return [];
    }
    const isRepeated = booleanOf(member(value, 'repeated')) === true;
    const isOptional = booleanOf(member(value, 'optional')) === true;
    const repetition = isRepeated ? 'repeated' : isOptional ? 'optional' : 'required';
    return [{ name, at: context.at(value), repetition, type: typeOf(value, context) } satisfies ParquetNode];
  });
}

function typeOf(field: JsonNode, context: ShapeContext): ParquetNodeType {
  const type = (textOf(member(field, 'type')) ?? '').toUpperCase();
  const fields = member(field, 'fields');
  if (fields !== undefined) {
    const group = type === 'LIST' ? 'list' : type === 'MAP' ? 'map' : null;
    return { kind: 'group', group, members: fieldsOf(fields, context) };
  }
  const length = numberOf(member(field, 'typeLength')) ?? 0;
  const [precision, scale] = ['precision', 'scale'].map((name) => numberOf(member(field, name)));
  switch (type) {
    case 'BOOLEAN':
      return leaf('boolean');
    case 'INT32':
      return leaf('int32');
    case 'INT64':
      return leaf('int64');
    case 'FLOAT':
      return leaf('float');
    case 'DOUBLE':
      return leaf('double');
    case 'BYTE_ARRAY':
      return leaf('binary');
    case 'FIXED_LEN_BYTE_ARRAY':
      return leaf('fixed_len_byte_array', null, length);
    case 'DECIMAL':
      if (precision === null) return other('DECIMAL without a precision');
      return length > 0
        ? leaf('fixed_len_byte_array', { kind: 'decimal', precision, scale: scale ?? 0 }, length)
        : decimalLeaf(precision, scale ?? 0);
    default:
      break;
  }
  const logical = convertedType(type, { precision, scale });
  if (logical === null || logical === 'LIST' || logical === 'MAP') return other(type === '' ? 'no type' : type);
  if (logical.kind === 'string' || logical.kind === 'enum' || logical.kind === 'json') return leaf('binary', logical);
  const isLong =
    logical.kind === 'timestamp' ||
    (logical.kind === 'integer' && logical.bits === 64) ||
    (logical.kind === 'time' && logical.unit !== 'millis');
  return leaf(isLong ? 'int64' : 'int32', logical);
}
