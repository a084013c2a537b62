import type { ColumnSchema, ColumnType } from '../../engine/vector.ts';
import type { ParquetType } from '../../model/index.ts';
import { type LeafType, leafType, storedLeaf } from './leaf-type.ts';

/** How often a node is in its parent, by the numbers of parquet.thrift. */
export const REPETITIONS = { required: 0, optional: 1, repeated: 2 } as const;

/** What groups are, by the numbers of parquet.thrift: of the older form, and in the union LogicalType. */
export const CONVERTED = { map: 1, list: 3 } as const;
export const LOGICAL_GROUPS = { [CONVERTED.map]: 2, [CONVERTED.list]: 3 } as const;

/** A node of a file's schema. */
export type SchemaNode = Leaf | Group;

interface AnyNode {
  readonly name: string;
  readonly repetition: number;
}
export interface Leaf extends AnyNode {
  readonly type: LeafType;
}
export interface Group extends AnyNode {
  readonly members: readonly SchemaNode[];
  /** One of CONVERTED; absent for objects. */
  readonly converted?: keyof typeof LOGICAL_GROUPS;
}

/** A column without parts, and the names that lead to it. */
export interface LeafPath {
  readonly type: LeafType;
  readonly path: readonly string[];
}

/** The node of a column. */
export function schemaNode({ name, type, nullable, parquet }: ColumnSchema): SchemaNode {
  const repetition = nullable ? REPETITIONS.optional : REPETITIONS.required;
  if (type.kind === 'list') return listNode(name, type, repetition, parquet);
  if (type.kind === 'struct' && type.members.length > 0) {
    return { name, repetition, members: type.members.map(schemaNode) };
  }
  return { name, repetition, type: parquet?.kind === 'leaf' ? storedLeaf(parquet) : leafType(type) };
}

function listNode(
  name: string,
  type: ColumnType & { kind: 'list' },
  repetition: number,
  parquet: ParquetType | undefined,
): SchemaNode {
  const item = (of: string): SchemaNode =>
    schemaNode({
      name: of,
      type: type.item,
      nullable: type.nullableItems,
      ...(type.parquet && { parquet: type.parquet }),
    });
  const { repeated } = REPETITIONS;
  switch (parquet?.kind) {
    case 'repeated':
      return { ...item(name), repetition: repeated };
    case 'map':
      return {
        name,
        repetition,
        members: [{ ...item(parquet.repeated), repetition: repeated }],
        converted: CONVERTED.map,
      };
    case 'list':
    case 'leaf':
    case undefined: {
      const names = parquet?.kind === 'list' ? parquet : { repeated: 'list', element: 'element' };
      const list =
        names.element === null
          ? { ...item(names.repeated), repetition: repeated }
          : { name: names.repeated, repetition: repeated, members: [item(names.element)] };
      return { name, repetition, members: [list], converted: CONVERTED.list };
    }
  }
}

/** The node and what is in it, parents first. */
export function flatten(node: SchemaNode): SchemaNode[] {
  return 'members' in node ? [node, ...node.members.flatMap(flatten)] : [node];
}

/** The columns without parts in their order. */
export function leavesOf(node: SchemaNode): LeafPath[] {
  if (!('members' in node)) return [{ type: node.type, path: [node.name] }];
  return node.members.flatMap(leavesOf).map(({ type, path }) => ({ type, path: [node.name, ...path] }));
}
