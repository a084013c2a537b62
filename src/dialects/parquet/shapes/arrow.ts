import { booleanOf, itemsOf, type JsonNode, member, numberOf, textOf } from '../../json/node.ts';
import { decimalLeaf, leaf, listType, mapType, other, type ParquetNode, type ParquetNodeType } from '../node.ts';
import { notePart, type ShapeContext, type ShapeSchema } from './shape.ts';

/** Reads `{"fields": [{name, type: {name, …}, nullable, children}]}`, as Arrow has it, with the types that its writers store. */
export function readArrow(root: JsonNode, context: ShapeContext): ShapeSchema {
  return { name: '', nodes: fieldsOf(member(root, 'fields'), context) };
}

function fieldsOf(list: JsonNode | undefined, context: ShapeContext): readonly ParquetNode[] {
  return itemsOf(list).flatMap((field) => {
    const name = textOf(member(field, 'name'));
    const type = member(field, 'type');
    if (name === null || type === undefined) {
      notePart(context, field, '', 'A field with `name` and `type`');
      return [];
    }
    const isNullable = booleanOf(member(field, 'nullable')) !== false;
    return [
      {
        name,
        at: context.at(field),
        repetition: isNullable ? 'optional' : 'required',
        type: typeOf(type, field, context),
      } satisfies ParquetNode,
    ];
  });
}

function typeOf(type: JsonNode, field: JsonNode, context: ShapeContext): ParquetNodeType {
  const name = (textOf(member(type, 'name')) ?? '').toLowerCase();
  const unit = unitOf(textOf(member(type, 'unit')) ?? '');
  const at = context.at(field);
  const children = (): readonly ParquetNode[] => fieldsOf(member(field, 'children'), context);
  switch (name) {
    case 'bool':
      return leaf('boolean');
    case 'int':
      return integer(numberOf(member(type, 'bitWidth')) ?? 0, booleanOf(member(type, 'isSigned')) !== false);
    case 'floatingpoint': {
      const precision = textOf(member(type, 'precision')) ?? 'DOUBLE';
      return precision === 'DOUBLE' ? leaf('double') : precision === 'SINGLE' ? leaf('float') : other('half float');
    }
    case 'utf8':
    case 'largeutf8':
    case 'utf8view':
    case 'utf8_view':
      return leaf('binary', { kind: 'string' });
    case 'binary':
    case 'largebinary':
    case 'binaryview':
    case 'binary_view':
      return leaf('binary');
    case 'fixedsizebinary':
      return leaf('fixed_len_byte_array', null, numberOf(member(type, 'byteWidth')) ?? 0);
    case 'decimal':
    case 'decimal128':
    case 'decimal256':
      return decimalLeaf(numberOf(member(type, 'precision')) ?? 0, numberOf(member(type, 'scale')) ?? 0, true);
    case 'date':
      return leaf('int32', { kind: 'date' });
    case 'time':
      return leaf(unit === 'millis' ? 'int32' : 'int64', { kind: 'time', unit, isUtc: true });
    case 'timestamp': {
      const zone = textOf(member(type, 'timezone'));
      return leaf('int64', { kind: 'timestamp', unit, isUtc: zone !== null && zone !== '' });
    }
    case 'struct':
      return { kind: 'group', group: null, members: children() };
    case 'list':
    case 'largelist':
    case 'listview':
    case 'largelistview':
    case 'fixedsizelist': {
      const [element] = children();
      if (element === undefined) return other(`${name} without a child`);
      const length = name === 'fixedsizelist' ? numberOf(member(type, 'listSize')) : null;
      return listType(at, element, length ?? undefined);
    }
    case 'map': {
      const [entries] = children();
      const parts = entries?.type.kind === 'group' ? entries.type.members : [];
      return parts.length === 2 ? mapType(at, parts[0], parts[1]) : other('map without a key and a value');
    }
    default:
      return other(name === '' ? 'a type without a name' : name);
  }
}

function integer(bits: number, isSigned: boolean): ParquetNodeType {
  if (![8, 16, 32, 64].includes(bits)) return other(`int of ${bits} bits`);
  const isPlain = isSigned && bits >= 32;
  return leaf(bits === 64 ? 'int64' : 'int32', isPlain ? null : { kind: 'integer', bits, isSigned });
}

/** Seconds are stored as milliseconds. */
function unitOf(text: string): 'millis' | 'micros' | 'nanos' {
  const name = text.toUpperCase();
  if (name.startsWith('MICRO')) return 'micros';
  return name.startsWith('NANO') ? 'nanos' : 'millis';
}
