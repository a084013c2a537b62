import {
  CST,
  isAlias,
  isMap as isYamlMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node as YamlNode,
  parseDocument,
} from 'yaml';
import { type Json, type JsonDocument, JsonFault, MAX_DEPTH } from './json.ts';

/** Characters of a YAML document; its parser is slow, and takes much memory. */
const MAX_CHARACTERS = 6 * 1024 * 1024;

/** Values of a document with its aliases written out. */
const MAX_VALUES = 2_000_000;

/** Reads a YAML text whose values are those of JSON. Aliases share what they name. Throws a JsonFault. */
export function readYaml(text: string): JsonDocument {
  if (text.length > MAX_CHARACTERS) throw new JsonFault('a YAML document has at most 6 MiB: write it as JSON', 0);
  guardDepth(text);
  const lines = new LineCounter();
  const document = parseDocument(text, { uniqueKeys: false, strict: false, lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw new JsonFault(error.message.replace(/\.$/, ''), error.pos[0]);
  const offsets = new WeakMap<object, number>();
  const known = new Map<unknown, { readonly value: Json; size: number }>();
  /** A value, and how many it is with its aliases written out. */
  const convert = (node: unknown, depth: number): { readonly value: Json; readonly size: number } => {
    const shared = known.get(node);
    if (shared?.size === 0) throw new JsonFault('an alias is part of what it names', 0);
    if (shared !== undefined) return shared;
    if (depth > MAX_DEPTH) throw new JsonFault(`maps and lists nest deeper than ${MAX_DEPTH} levels`, 0);
    if (isAlias(node)) return convert(node.resolve(document), depth + 1);
    if (isYamlMap(node) || isSeq(node)) {
      const map = new Map<string, Json>();
      const list: Json[] = [];
      const made = { value: isSeq(node) ? list : map, size: 0 };
      known.set(node, made);
      offsets.set(made.value, offsetOf(node));
      let size = 1;
      const add = (inner: unknown): Json => {
        const one = convert(inner, depth + 1);
        size += one.size;
        if (size > MAX_VALUES) throw new JsonFault('the document is too large with its aliases written out', 0);
        return one.value;
      };
      if (isSeq(node)) for (const item of node.items) list.push(add(item));
      else for (const { key, value } of node.items) map.set(isScalar(key) ? String(key.value) : '', add(value));
      made.size = size;
      return made;
    }
    const value: unknown = isScalar(node) ? node.value : null;
    if (typeof value === 'bigint') return { value: Number(value), size: 1 };
    return {
      value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
      size: 1,
    };
  };
  const root = convert(document.contents, 0).value;
  return { root, offsetOf: (value) => (typeof value === 'object' && value !== null ? (offsets.get(value) ?? 0) : 0) };
}

function offsetOf(node: YamlNode): number {
  return node.range?.[0] ?? 0;
}

/** Refuses what nests too deep before the parser, which is recursive, begins. */
function guardDepth(text: string): void {
  let flow = 0;
  let offset = 0;
  let blocks = 0;
  let isText = false;
  for (const token of new Lexer().lex(text)) {
    if (token === CST.DOCUMENT || token === CST.SCALAR || token === CST.FLOW_END) {
      isText = token === CST.SCALAR;
      continue;
    }
    const type = isText ? 'scalar' : CST.tokenType(token);
    isText = false;
    if (type === 'flow-map-start' || type === 'flow-seq-start') flow++;
    else if (type === 'flow-map-end' || type === 'flow-seq-end') flow--;
    else if (type === 'newline') blocks = 0;
    else if (type === 'seq-item-ind' || type === 'explicit-key-ind') blocks++;
    // The indentation of a line bounds how deep its blocks nest.
    else if (type === 'space' && token.length > 4 * MAX_DEPTH) blocks = MAX_DEPTH + 1;
    if (flow > MAX_DEPTH || blocks > MAX_DEPTH) {
      throw new JsonFault(`maps and lists nest deeper than ${MAX_DEPTH} levels`, offset);
    }
    offset += token.length;
  }
}
