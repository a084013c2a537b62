import type { ParquetLogical } from '../../../model/index.ts';
import { booleanOf, itemsOf, type JsonNode, member, numberOf, textOf } from '../../json/node.ts';
import { convertedType, leaf, other, type ParquetNode, type ParquetNodeType } from '../node.ts';
import { logicalNamed } from './logical.ts';
import { notePart, type ShapeContext, type ShapeSchema } from './shape.ts';

/** Reads `[{name, num_children}, {type, repetition_type, converted_type, logical_type}, …]`, as parquet.thrift has it: parents first. */
export function readThrift(root: JsonNode, context: ShapeContext): ShapeSchema {
  const [first, ...elements] = itemsOf(root);
  if (first === undefined) return { name: '', nodes: [] };
  const reader = new ThriftReader(elements, context);
  const nodes = reader.children(countOf(first));
  const rest = reader.next;
  if (rest !== undefined)
    notePart(context, rest, '', 'As many elements as `num_children` says, and no more than this,');
  return { name: textOf(member(first, 'name')) ?? '', nodes };
}

const MAX_DEPTH = 64;

function countOf(element: JsonNode): number {
  return Math.max(0, Math.trunc(numberOf(member(element, 'num_children')) ?? 0));
}

class ThriftReader {
  readonly #elements: readonly JsonNode[];
  readonly #context: ShapeContext;
  #at = 0;

  constructor(elements: readonly JsonNode[], context: ShapeContext) {
    this.#elements = elements;
    this.#context = context;
  }

  get next(): JsonNode | undefined {
    return this.#elements[this.#at];
  }

  children(count: number, depth = 0): readonly ParquetNode[] {
    const nodes: ParquetNode[] = [];
    if (depth === MAX_DEPTH) {
      const { next } = this;
      if (next !== undefined) notePart(this.#context, next, '', `A group that nests at most ${MAX_DEPTH} levels deep`);
      // What follows cannot be told from what is in the group.
      this.#at = this.#elements.length;
    }
    for (let k = 0; k < count; k++) {
      const element = this.next;
      if (element === undefined) break;
      this.#at++;
      const repetition = (textOf(member(element, 'repetition_type')) ?? 'REQUIRED').toLowerCase();
      const name = textOf(member(element, 'name'));
      const type = this.#type(element, depth);
      if (name === null) notePart(this.#context, element, '', 'An element with a `name`');
      else {
        nodes.push({
          name,
          at: this.#context.at(element),
          repetition: repetition === 'optional' || repetition === 'repeated' ? repetition : 'required',
          type,
        });
      }
    }
    return nodes;
  }

  #type(element: JsonNode, depth: number): ParquetNodeType {
    const logical = member(element, 'logical_type') ?? member(element, 'logicalType');
    const converted = textOf(member(element, 'converted_type'));
    const type = textOf(member(element, 'type'));
    const annotation = annotationOf(element, logical, converted);
    if (type === null) {
      const members = this.children(countOf(element), depth + 1);
      if (annotation === 'LIST' || annotation === 'MAP' || annotation === null) {
        const group = annotation === 'LIST' ? 'list' : annotation === 'MAP' ? 'map' : null;
        return { kind: 'group', group, members };
      }
      return other(typeof annotation === 'string' ? annotation : annotation.kind);
    }
    if (typeof annotation === 'string') return other(`${type} (${annotation})`);
    const length = numberOf(member(element, 'type_length')) ?? 0;
    switch (type) {
      case 'BOOLEAN':
        return leaf('boolean', annotation);
      case 'INT32':
        return leaf('int32', annotation);
      case 'INT64':
        return leaf('int64', annotation);
      case 'FLOAT':
        return leaf('float', annotation);
      case 'DOUBLE':
        return leaf('double', annotation);
      case 'BYTE_ARRAY':
        return leaf('binary', annotation);
      case 'FIXED_LEN_BYTE_ARRAY':
        return leaf('fixed_len_byte_array', annotation, length);
      default:
        return other(type);
    }
  }
}

/** What an element is: the logical type where there is one, otherwise the older form; the name of one without a counterpart. */
function annotationOf(
  element: JsonNode,
  logical: JsonNode | undefined,
  converted: string | null,
): ParquetLogical | string | null {
  const [precision, scale] = ['precision', 'scale'].map((name) => numberOf(member(element, name)));
  const name = logicalName(logical);
  if (name !== null) {
    if (name === 'LIST' || name === 'MAP') return name;
    const own = partsOf(logical, name);
    const unit = member(own, 'unit');
    const read = logicalNamed(name, {
      precision: numberOf(member(own, 'precision')) ?? precision,
      scale: numberOf(member(own, 'scale')) ?? scale,
      bits: numberOf(member(own, 'bitWidth')),
      isSigned: booleanOf(member(own, 'isSigned')) !== false,
      unit: textOf(unit) ?? (unit?.kind === 'object' ? (unit.entries[0]?.name ?? '') : ''),
      isUtc: booleanOf(member(own, 'isAdjustedToUTC')) === true,
    });
    if (read !== null) return read;
    // Annotations that say nothing of the values, such as GEOMETRY, still say that they are no plain bytes.
    return name;
  }
  if (converted === null) return null;
  return convertedType(converted, { precision, scale }) ?? converted;
}

/** `{"type": "TIMESTAMP", …}`, `{"TIMESTAMP": {…}}` or `"STRING"`. */
function logicalName(node: JsonNode | undefined): string | null {
  if (node === undefined || node.kind === 'null') return null;
  const name = textOf(node) ?? textOf(member(node, 'type')) ?? (node.kind === 'object' ? node.entries[0]?.name : null);
  return name?.toUpperCase() ?? null;
}

function partsOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  if (node?.kind !== 'object' || textOf(member(node, 'type')) !== null) return node;
  return node.entries.find((entry) => entry.name.toUpperCase() === name)?.value;
}
