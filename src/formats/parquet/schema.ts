import type { ColumnSchema, ColumnType } from '../../engine/vector.ts';
import { type LeafType, leafType } from './leaf-type.ts';

/** How often a node is in its parent, by the numbers of parquet.thrift. */
export const REPETITIONS = { required: 0, optional: 1, repeated: 2 } as const;

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
  readonly isList: boolean;
}

/** A column without parts, and the names that lead to it. */
export interface LeafPath {
  readonly type: LeafType;
  readonly path: readonly string[];
}

/** The node of a column. */
export function schemaNode({ name, type, nullable }: ColumnSchema): SchemaNode {
  const repetition = nullable ? REPETITIONS.optional : REPETITIONS.required;
  return node(name, type, repetition);
}

function node(name: string, type: ColumnType, repetition: number): SchemaNode {
  if (type.kind === 'list') {
    const element = schemaNode({ name: 'element', type: type.item, nullable: type.nullableItems });
    const list = { name: 'list', repetition: REPETITIONS.repeated, members: [element], isList: false };
    return { name, repetition, members: [list], isList: true };
  }
  if (type.kind === 'struct' && type.members.length > 0) {
    return { name, repetition, members: type.members.map(schemaNode), isList: false };
  }
  return { name, repetition, type: leafType(type) };
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
