import { itemsOf, type JsonNode, member, numberOf, textOf } from '../../json/node.ts';
import { decimalLeaf, leaf, listType, mapType, other, type ParquetNode, type ParquetNodeType } from '../node.ts';
import { unitNamed } from './logical.ts';
import { notePart, type ShapeContext } from './shape.ts';

/** A record of an Avro schema. */
export interface AvroRecord {
  readonly namespace: string;
  readonly name: string;
  readonly node: JsonNode;
  readonly doc: string | null;
  readonly nodes: readonly ParquetNode[];
}

/** Types by their full names, and the namespaces around what refers to them. */
type Named = Map<string, { readonly node: JsonNode; readonly namespace: string }>;

/** Records within one another; those that contain themselves end here at the latest. */
const MAX_DEPTH = 12;
/** Fields of a record with those in it, beyond which no further records are put into it: some would grow without end. */
const MAX_FIELDS = 2000;
const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'];

/** The records of a schema, or of a list of schemas: one for each record that is not part of another. */
export function readAvro(root: JsonNode, context: ShapeContext): readonly AvroRecord[] {
  const reader = new AvroReader(context);
  const schemas = root.kind === 'list' ? root.items : [root];
  for (const schema of schemas) reader.define(schema, '', 0);
  const records = schemas.filter((schema) => textOf(member(schema, 'type')) === 'record' || isError(schema));
  return records.map((record) => reader.record(record));
}

const isError = (schema: JsonNode): boolean => textOf(member(schema, 'type')) === 'error';

class AvroReader {
  readonly #context: ShapeContext;
  readonly #named: Named = new Map();
  #fields = 0;

  constructor(context: ShapeContext) {
    this.#context = context;
  }

  /** Learns the names of types, wherever they are defined: files may use them before. */
  define(schema: JsonNode | undefined, namespace: string, depth: number): void {
    if (schema === undefined || depth > MAX_JSON_DEPTH) return;
    if (schema.kind === 'list') for (const item of schema.items) this.define(item, namespace, depth + 1);
    if (schema.kind !== 'object') return;
    const name = textOf(member(schema, 'name'));
    const own = namespaceOf(schema, name, namespace);
    if (name !== null && member(schema, 'type')?.kind === 'string') {
      this.#named.set(fullName(name, own), { node: schema, namespace: own });
    }
    for (const field of itemsOf(member(schema, 'fields'))) this.define(member(field, 'type'), own, depth + 1);
    for (const part of ['type', 'items', 'values']) {
      const inner = member(schema, part);
      if (inner?.kind !== 'string') this.define(inner, own, depth + 1);
    }
  }

  record(node: JsonNode): AvroRecord {
    this.#fields = 0;
    const full = textOf(member(node, 'name')) ?? '';
    const namespace = namespaceOf(node, full, '');
    return {
      namespace,
      name: full.slice(full.lastIndexOf('.') + 1),
      node,
      doc: textOf(member(node, 'doc')),
      nodes: this.#members(node, namespace, [fullName(full, namespace)]),
    };
  }

  /** @param around the full names of the records that it is part of. */
  #members(record: JsonNode, namespace: string, around: readonly string[]): readonly ParquetNode[] {
    return itemsOf(member(record, 'fields')).flatMap((field) => {
      const name = textOf(member(field, 'name'));
      const type = member(field, 'type');
      if (name === null || type === undefined) {
        notePart(this.#context, field, '', 'A field with `name` and `type`');
        return [];
      }
      this.#fields++;
      const comment = textOf(member(field, 'doc'));
      return [
        {
          ...this.#node(name, field, type, { namespace, around }),
          ...(comment === null ? {} : { comment }),
        },
      ];
    });
  }

  #node(
    name: string,
    at: JsonNode,
    type: JsonNode,
    where: { readonly namespace: string; readonly around: readonly string[] },
  ): ParquetNode {
    const branches = type.kind === 'list' ? type.items : [type];
    const others = branches.filter((branch) => !isNull(branch));
    return {
      name,
      at: this.#context.at(at),
      repetition: others.length < branches.length ? 'optional' : 'required',
      type:
        others.length === 1
          ? this.#type(others[0], at, where)
          : other(others.length === 0 ? 'null' : `union of ${others.map(nameOf).join(', ')}`),
    };
  }

  #type(
    type: JsonNode,
    at: JsonNode,
    where: { readonly namespace: string; readonly around: readonly string[] },
  ): ParquetNodeType {
    const { namespace, around } = where;
    if (type.kind === 'string') {
      if (PRIMITIVES.includes(type.value)) return primitive(type.value, null, type);
      const full = [fullName(type.value, namespace), type.value].find((name) => this.#named.has(name));
      const named = full === undefined ? undefined : this.#named.get(full);
      if (full === undefined || named === undefined) return other(type.value);
      if (around.includes(full) || around.length >= MAX_DEPTH) return other(`${type.value}, which contains itself`);
      return this.#type(named.node, at, { namespace: named.namespace, around });
    }
    const kind = member(type, 'type');
    if (kind === undefined) return other('a type without a name');
    if (kind.kind !== 'string') return this.#type(kind, at, where);
    const place = this.#context.at(at);
    const part = (name: string): ParquetNode | null => {
      const inner = member(type, name);
      return inner === undefined ? null : this.#node('element', inner, inner, where);
    };
    switch (kind.value) {
      case 'record':
      case 'error': {
        const name = textOf(member(type, 'name')) ?? '';
        const own = namespaceOf(type, name, namespace);
        const inside = [...around, fullName(name, own)];
        if (inside.length > MAX_DEPTH || this.#fields > MAX_FIELDS) return other(`${name}, in too many others`);
        return { kind: 'group', group: null, members: this.#members(type, own, inside) };
      }
      case 'enum': {
        const values = itemsOf(member(type, 'symbols')).flatMap((symbol) => textOf(symbol) ?? []);
        return { ...leaf('binary', { kind: 'enum' }), values };
      }
      case 'array': {
        const element = part('items');
        return element === null ? other('array without items') : listType(place, element);
      }
      case 'map': {
        const value = part('values');
        const key: ParquetNode = {
          name: 'key',
          at: place,
          repetition: 'required',
          type: leaf('binary', { kind: 'string' }),
        };
        return value === null ? other('map without values') : mapType(place, key, value);
      }
      case 'union':
        return other('union');
      default:
        if (kind.value === 'fixed' || PRIMITIVES.includes(kind.value)) {
          return primitive(kind.value, textOf(member(type, 'logicalType')), type);
        }
        // The name of a type that is defined elsewhere.
        return this.#type(kind, at, where);
    }
  }
}

/** How deep a document nests, as far as names are looked for. */
const MAX_JSON_DEPTH = 256;

function namespaceOf(schema: JsonNode, name: string | null, around: string): string {
  if (name?.includes('.') === true) return name.slice(0, name.lastIndexOf('.'));
  return textOf(member(schema, 'namespace')) ?? around;
}

function fullName(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

function isNull(type: JsonNode): boolean {
  return textOf(type) === 'null' || textOf(member(type, 'type')) === 'null';
}

function nameOf(type: JsonNode): string {
  return textOf(type) ?? textOf(member(type, 'name')) ?? textOf(member(type, 'type')) ?? 'a type';
}

function primitive(name: string, logical: string | null, type: JsonNode): ParquetNodeType {
  const size = numberOf(member(type, 'size')) ?? 0;
  const moment = /^(local-)?(time|timestamp)-(millis|micros|nanos)$/.exec(logical ?? '');
  if (moment !== null && (name === 'int' || name === 'long')) {
    const unit = unitNamed(moment[3]) ?? 'millis';
    const kind = moment[2] === 'time' ? 'time' : 'timestamp';
    const isInt = kind === 'time' && unit === 'millis';
    if (isInt === (name === 'int')) {
      return leaf(isInt ? 'int32' : 'int64', { kind, unit, isUtc: moment[1] === undefined });
    }
  }
  if (logical === 'decimal' && (name === 'bytes' || name === 'fixed')) {
    const [precision, scale] = ['precision', 'scale'].map((part) => numberOf(member(type, part)) ?? 0);
    if (decimalLeaf(precision, scale).kind === 'other') return other(`decimal(${precision},${scale})`);
    const decimal = { kind: 'decimal', precision, scale } as const;
    return name === 'bytes' ? leaf('binary', decimal) : leaf('fixed_len_byte_array', decimal, size);
  }
  switch (name) {
    case 'boolean':
      return leaf('boolean');
    case 'int':
      return leaf('int32', logical === 'date' ? { kind: 'date' } : null);
    case 'long':
      return leaf('int64');
    case 'float':
      return leaf('float');
    case 'double':
      return leaf('double');
    case 'bytes':
      return leaf('binary');
    case 'string':
      return logical === 'uuid'
        ? leaf('fixed_len_byte_array', { kind: 'uuid' }, 16)
        : leaf('binary', { kind: 'string' });
    case 'fixed':
      if (logical === 'duration') return other('duration');
      return leaf('fixed_len_byte_array', logical === 'uuid' && size === 16 ? { kind: 'uuid' } : null, size);
    default:
      return other(name);
  }
}
