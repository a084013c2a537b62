import { itemsOf, type JsonNode, member, textOf } from '../../json/node.ts';
import {
  convertedType,
  decimalLeaf,
  leaf,
  listType,
  mapType,
  other,
  type ParquetNode,
  type ParquetNodeType,
} from '../node.ts';
import { logicalNamed } from './logical.ts';
import { notePart, type ShapeContext, type ShapeSchema } from './shape.ts';

/** Reads `{"Tag": "name=…, type=INT32, repetitiontype=…", "Fields": […]}`, as parquet-go has it. */
export function readParquetGo(root: JsonNode, context: ShapeContext): ShapeSchema {
  return { name: tagOf(root).get('name') ?? '', nodes: fieldsOf(root, context) };
}

function fieldsOf(node: JsonNode, context: ShapeContext): readonly ParquetNode[] {
  return itemsOf(member(node, 'Fields')).flatMap((field) => {
    const tag = tagOf(field);
    const name = tag.get('name') ?? tag.get('inname');
    if (name !== undefined) return [nodeOf(field, name, tag, context)];
    notePart(context, field, '', '`Tag` with a `name`');
    return [];
  });
}

/** `name=age, type=INT32` by its keys in lower case. Only commas before a key part it: names may have others. */
function tagOf(node: JsonNode): ReadonlyMap<string, string> {
  const text = textOf(member(node, 'Tag')) ?? '';
  const parts = text.split(/,(?=\s*[\w.]+\s*=)/);
  return new Map(
    parts.flatMap((part) => {
      const [key, ...value] = part.split('=');
      return value.length === 0 ? [] : [[key.trim().toLowerCase(), value.join('=').trim()] as const];
    }),
  );
}

function nodeOf(node: JsonNode, name: string, tag: ReadonlyMap<string, string>, context: ShapeContext): ParquetNode {
  const repetition = (tag.get('repetitiontype') ?? 'REQUIRED').toLowerCase();
  return {
    name,
    at: context.at(node),
    repetition: repetition === 'optional' || repetition === 'repeated' ? repetition : 'required',
    type: typeOf(node, tag, context),
  };
}

function typeOf(node: JsonNode, tag: ReadonlyMap<string, string>, context: ShapeContext): ParquetNodeType {
  const type = (tag.get('type') ?? '').toUpperCase();
  const at = context.at(node);
  const fields = fieldsOf(node, context);
  if (type === 'LIST' && fields.length === 1) return listType(at, fields[0]);
  if (type === 'MAP' && fields.length === 2) return mapType(at, fields[0], fields[1]);
  if (type === '' || type === 'STRUCT') return { kind: 'group', group: null, members: fields };
  return leafOf(type, tag);
}

function leafOf(type: string, tag: ReadonlyMap<string, string>): ParquetNodeType {
  const numberOf = (...names: readonly string[]): number | null => {
    const text = names.map((name) => tag.get(name)).find((found) => found !== undefined);
    return text === undefined || !/^\d+$/.test(text) ? null : Number(text);
  };
  const precision = numberOf('precision', 'logicaltype.precision');
  const scale = numberOf('scale', 'logicaltype.scale');
  const parts = { precision, scale };
  const named = (tag.get('logicaltype') ?? '').toUpperCase();
  const logical =
    named === ''
      ? convertedType((tag.get('convertedtype') ?? '').toUpperCase(), parts)
      : logicalNamed(named, {
          ...parts,
          bits: numberOf('logicaltype.bitwidth'),
          isSigned: tag.get('logicaltype.issigned') !== 'false',
          unit: tag.get('logicaltype.unit') ?? '',
          isUtc: tag.get('logicaltype.isadjustedtoutc') === 'true',
        });
  const said = named === '' ? tag.get('convertedtype') : named;
  const length = numberOf('length') ?? 0;
  if ((said !== undefined && logical === null) || logical === 'LIST' || logical === 'MAP')
    return other(`${type} (${said})`);
  switch (type) {
    case 'BOOLEAN':
      return leaf('boolean');
    case 'INT32':
      return leaf('int32', logical);
    case 'INT64':
      return leaf('int64', logical);
    case 'FLOAT':
      return leaf('float');
    case 'DOUBLE':
      return leaf('double');
    case 'BYTE_ARRAY':
      return leaf('binary', logical);
    case 'FIXED_LEN_BYTE_ARRAY':
      return leaf('fixed_len_byte_array', logical, length);
    default:
      return ofConverted(type, (tag.get('basetype') ?? '').toUpperCase(), length, parts);
  }
}

/** A type by its older name alone: `type=UTF8`, `type=DECIMAL, basetype=INT32`. */
function ofConverted(
  type: string,
  base: string,
  length: number,
  parts: { readonly precision: number | null; readonly scale: number | null },
): ParquetNodeType {
  const logical = convertedType(type, parts);
  if (logical === null || logical === 'LIST' || logical === 'MAP') return other(type);
  switch (logical.kind) {
    case 'string':
    case 'enum':
    case 'json':
      return leaf('binary', logical);
    case 'date':
      return leaf('int32', logical);
    case 'integer':
      return leaf(logical.bits === 64 ? 'int64' : 'int32', logical);
    case 'time':
      return leaf(logical.unit === 'millis' ? 'int32' : 'int64', logical);
    case 'timestamp':
      return leaf('int64', logical);
    case 'decimal':
      if (base === 'FIXED_LEN_BYTE_ARRAY' && length > 0) return leaf('fixed_len_byte_array', logical, length);
      if (base === 'BYTE_ARRAY') return leaf('binary', logical);
      if (base === 'INT64') return leaf('int64', logical);
      return decimalLeaf(logical.precision, logical.scale, base === 'FIXED_LEN_BYTE_ARRAY');
    case 'bson':
    case 'uuid':
      return other(type);
  }
}
