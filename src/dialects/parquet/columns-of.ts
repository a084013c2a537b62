import { parquetText, readParquetType } from '../../model/index.ts';
import type { Findings } from '../report.ts';
import type { Column, ColumnType } from '../schema.ts';
import type { ParquetNode, ParquetNodeType } from './node.ts';

type Leaf = ParquetNodeType & { kind: 'leaf' };
type Group = ParquetNodeType & { kind: 'group' };

/** How files store decimals of more digits than 64 bits hold, if nothing says otherwise. */
const WIDE = { physical: 'fixed_len_byte_array', length: 16 } as const;
const DIGITS_OF_INT64 = 18;
const DIGITS_OF_INT32 = 9;

/** The columns of a schema. Of those with one name the first is kept. */
export function columnsOf(nodes: readonly ParquetNode[], path: string, findings: Findings): readonly Column[] {
  const seen = new Set<string>();
  return nodes.flatMap((node) => {
    if (!seen.has(node.name)) {
      seen.add(node.name);
      return [columnOf(node, `${path}.${node.name}`, findings)];
    }
    const message = `There is another column \`${node.name}\`, and this one is omitted.`;
    findings.skipped('NAME_REPEATED', node.at, `${path}.${node.name}`, message);
    return [];
  });
}

function columnOf(node: ParquetNode, path: string, findings: Findings): Column {
  const { name, at, repetition, comment = null } = node;
  const isRepeated = repetition === 'repeated';
  const { type, parquet } = isRepeated
    ? { type: listOf(node, path, findings), parquet: 'repeated' }
    : typeOf(node, path, findings);
  return {
    name,
    at,
    type,
    typeText: nameOf(node.type),
    notNull: repetition !== 'optional',
    default: null,
    isIdentity: false,
    isGenerated: false,
    comment,
    ...(parquet === null ? {} : { parquet }),
  };
}

interface Typed {
  readonly type: ColumnType;
  /** Null where the type decides. */
  readonly parquet: string | null;
}

function typeOf(node: ParquetNode, path: string, findings: Findings): Typed {
  const { type } = node;
  switch (type.kind) {
    case 'leaf':
      return leafOf(type);
    case 'other':
      return { type: { kind: 'other', name: 'parquet' }, parquet: null };
    case 'group':
      return groupOf(node, type, path, findings);
  }
}

function leafOf(leaf: Leaf): Typed {
  const { physical, length, logical } = leaf;
  const parquet = parquetText(leaf);
  if (readParquetType(parquet) === null) return { type: { kind: 'other', name: 'parquet' }, parquet: null };
  switch (logical?.kind) {
    case 'enum':
      if (leaf.values !== undefined) return { type: { kind: 'enum', values: leaf.values }, parquet };
      return { type: { kind: 'string', maxLength: null, isFixed: false }, parquet };
    case 'string':
      return { type: { kind: 'string', maxLength: null, isFixed: false }, parquet: null };
    case 'json':
    case 'uuid':
    case 'date':
      return { type: { kind: logical.kind }, parquet: null };
    case 'time':
      return { type: { kind: 'time' }, parquet: logical.unit === 'millis' && !logical.isUtc ? null : parquet };
    case 'timestamp':
      return { type: { kind: 'timestamp' }, parquet: logical.unit === 'millis' && logical.isUtc ? null : parquet };
    case 'integer':
      return { type: integer(logical.bits, logical.isSigned), parquet };
    case 'decimal': {
      const { precision, scale } = logical;
      const isDefault =
        scale > 0 &&
        (precision > DIGITS_OF_INT64
          ? physical === WIDE.physical && length === WIDE.length
          : physical === (precision <= DIGITS_OF_INT32 ? 'int32' : 'int64'));
      return { type: { kind: 'decimal', precision, scale }, parquet: isDefault ? null : parquet };
    }
    case 'bson':
      return { type: { kind: 'other', name: 'parquet' }, parquet: null };
    case undefined:
      break;
  }
  switch (physical) {
    case 'boolean':
      return { type: { kind: 'boolean' }, parquet: null };
    case 'int32':
    case 'int64':
      return { type: integer(physical === 'int32' ? 32 : 64, true), parquet };
    case 'float':
    case 'double':
      return { type: { kind: 'number' }, parquet };
    case 'binary':
      return { type: { kind: 'binary', maxLength: null }, parquet: null };
    case 'fixed_len_byte_array':
      return { type: { kind: 'binary', maxLength: length, isFixed: true }, parquet };
  }
}

function integer(bits: number, isSigned: boolean): ColumnType {
  // What a model can hold of 64 bits.
  const most = 2 ** Math.min(53, isSigned ? bits - 1 : bits) - 1;
  return { kind: 'integer', min: isSigned ? (bits === 64 ? -most : -most - 1) : 0, max: most };
}

function groupOf(node: ParquetNode, group: Group, path: string, findings: Findings): Typed {
  const [only] = group.members;
  if (only !== undefined && group.members.length === 1 && only.repetition === 'repeated') {
    if (group.group === 'list') return listGroup(node, group, only, path, findings);
    const parts = only.type.kind === 'group' ? only.type.members : [];
    if (group.group === 'map' && parts.length === 2) {
      return { type: listOf(only, path, findings), parquet: only.name === 'key_value' ? 'map' : `map(${only.name})` };
    }
  }
  return { type: { kind: 'struct', members: columnsOf(group.members, path, findings) }, parquet: null };
}

/** By the rules for what older writers made: https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists */
function listGroup(
  list: ParquetNode,
  { length }: Group,
  repeated: ParquetNode,
  path: string,
  findings: Findings,
): Typed {
  const members = repeated.type.kind === 'group' ? repeated.type.members : [];
  const isElement =
    members.length !== 1 ||
    repeated.name === 'array' ||
    repeated.name === `${list.name}_tuple` ||
    members[0].repetition === 'repeated';
  const element = isElement ? { ...repeated, repetition: 'required' as const } : members[0];
  const isStandard = !isElement && repeated.name === 'list' && element.name === 'element';
  const names = isElement ? repeated.name : `${repeated.name}.${element.name}`;
  return {
    type: listOf(element, path, findings, length),
    parquet: isStandard ? null : `list(${names})`,
  };
}

/** The list of what a node is. */
function listOf(node: ParquetNode, path: string, findings: Findings, length?: number): ColumnType {
  const { type, parquet } = typeOf(node, `${path}[]`, findings);
  const items = {
    notNull: node.repetition !== 'optional',
    ...(parquet === null ? {} : { parquet }),
    ...(length === undefined ? {} : { length }),
  };
  return { kind: 'list', item: type, items };
}

function nameOf(type: ParquetNodeType): string {
  if (type.kind === 'leaf') return parquetText(type);
  return type.kind === 'other' ? type.name : (type.group ?? 'group');
}
