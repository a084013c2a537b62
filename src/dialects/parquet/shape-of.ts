import { itemsOf, type JsonNode, type JsonObject, member, textOf } from '../json/node.ts';

/** The ways in which Parquet schemas are written as JSON. */
export type ShapeName = 'parquet-go' | 'spark' | 'parquetjs' | 'thrift' | 'arrow' | 'avro';

/** The names of types that parquetjs has. */
const TYPES = new RegExp(
  `^(?:${[
    'BOOLEAN|INT32|INT64|INT96|FLOAT|DOUBLE|BYTE_ARRAY|FIXED_LEN_BYTE_ARRAY|UTF8|ENUM|JSON|BSON|DATE|DECIMAL|INTERVAL|LIST|MAP',
    'TIME_MILLIS|TIME_MICROS|TIMESTAMP_MILLIS|TIMESTAMP_MICROS|U?INT_(?:8|16|32|64)',
  ].join('|')})$`,
);

/** The shape of a schema; null where it is none of them. Quick, however large the value is. */
export function shapeOf(node: JsonNode): ShapeName | null {
  if (node.kind === 'list') {
    if (node.items.length > 0 && isAvro(node.items)) return 'avro';
    return member(node.items[0], 'num_children')?.kind === 'number' ? 'thrift' : null;
  }
  if (node.kind !== 'object' || node.entries.length === 0) return null;
  if (member(node, 'Tag')?.kind === 'string') return 'parquet-go';
  const type = textOf(member(node, 'type'));
  const fields = member(node, 'fields');
  if (type === 'struct' && fields?.kind === 'list') return 'spark';
  if (type === 'record' && fields?.kind === 'list') return 'avro';
  const [first] = itemsOf(fields);
  if (first !== undefined) return member(member(first, 'type'), 'name')?.kind === 'string' ? 'arrow' : null;
  return isParquetJs(node) ? 'parquetjs' : null;
}

/** A document is a schema, has it as `schema`, or has one for each of several names. */
export interface ShapedSchema {
  /** '' where the document has no name for it. */
  readonly name: string;
  readonly shape: ShapeName;
  readonly node: JsonNode;
}

/** The schemas of a document; none if it has any part that is no schema. */
export function schemasOf(root: JsonNode): readonly ShapedSchema[] {
  const found = schemaOf('', root);
  if (found !== null) return [found];
  if (root.kind !== 'object') return [];
  const schemas = root.entries.flatMap(({ name, value }) => schemaOf(name, value) ?? []);
  return schemas.length === root.entries.length ? schemas : [];
}

function schemaOf(name: string, node: JsonNode): ShapedSchema | null {
  const shape = shapeOf(node);
  if (shape !== null) return { name, shape, node };
  const inner = member(node, 'schema');
  const nested = inner === undefined ? null : shapeOf(inner);
  return inner === undefined || nested === null ? null : { name, shape: nested, node: inner };
}

function isAvro(items: readonly JsonNode[]): boolean {
  return items.every((item) => {
    const type = textOf(member(item, 'type'));
    return ['record', 'enum', 'fixed', 'error'].includes(type ?? '') && member(item, 'name')?.kind === 'string';
  });
}

function isParquetJs({ entries }: JsonObject): boolean {
  return entries.every(({ value }) => {
    if (value.kind !== 'object') return false;
    const type = textOf(member(value, 'type'));
    return (type !== null && TYPES.test(type)) || (type === null && isFields(member(value, 'fields')));
  });
}

function isFields(node: JsonNode | undefined): boolean {
  return node?.kind === 'object' && isParquetJs(node);
}
