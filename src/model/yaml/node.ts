import type { ModelScalar } from '../model.ts';
import type { Span } from '../problems/problem.ts';

/** A piece of the document with its position; what remains of YAML once it is read. */
export type YamlNode = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  /** As YAML 1.2's core schema types it; dates stay strings, `1_000` is a number. */
  readonly value: ModelScalar;
  /** The text after quotes, escapes and folding; what was written, where it is a number. */
  readonly text: string;
  /** Whether it was written without quotes. */
  readonly plain: boolean;
  /** Whether a comment follows an unquoted value, which may have cut it. */
  readonly commentFollows: boolean;
  readonly at: Span;
  /** The number of nodes, aliases expanded. */
  readonly size: number;
  /** The position of a range of `text`, exact through quotes, escapes and folding. */
  locate(start: number, end: number): Span;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  /** Written with brackets. */
  readonly flow: boolean;
  readonly at: Span;
  readonly size: number;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  /** Written with braces. */
  readonly flow: boolean;
  readonly at: Span;
  readonly size: number;
}

/** A key and its value; keys are unique within their map. */
export interface Entry {
  readonly name: string;
  readonly key: ScalarNode;
  readonly value: YamlNode;
}

/** What a node is, for messages. */
export function kindOf(node: YamlNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`;
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return 'text';
  return typeof node.value === 'boolean' ? 'true or false' : 'a number';
}
