import { Document, isMap, isNode, Pair, Scalar as YamlScalar, type ScalarTag, YAMLMap, YAMLSeq } from 'yaml';
import { type ModelScalar, plainScalar } from '../model/index.ts';

/** A value of the document to print: maps keep their order, and any text may be a key. */
export type Printed = ModelScalar | readonly Printed[] | ReadonlyMap<string, Printed>;

/** Columns of a line; a map of directives that fits is written on one. */
const WIDTH = 120;

/**
 * The YAML of a model: entities as blocks, whatever is in a field on one line.
 * @param comments of fields, by entity and field: one line after each.
 */
export function print(
  document: ReadonlyMap<string, Printed>,
  comments: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(),
): string {
  const root = new Document(undefined, { customTags: (tags) => [DIGITS, ...tags] });
  const contents = nodeOf(document, 0);
  root.contents = contents;
  if (isMap(contents)) {
    // Blank lines between entities.
    for (const { key } of contents.items.slice(1)) if (key instanceof YamlScalar) key.spaceBefore = true;
    for (const { key, value } of contents.items) {
      const own = key instanceof YamlScalar ? comments.get(String(key.value)) : undefined;
      if (own === undefined || !isMap(value)) continue;
      for (const field of value.items) {
        const comment = field.key instanceof YamlScalar ? own.get(String(field.key.value)) : undefined;
        if (comment === undefined || !isNode(field.value)) continue;
        // Behind a block it would be about its last line.
        if (isMap(field.value) && field.value.flow !== true) field.value.commentBefore = ` ${comment}`;
        else field.value.comment = ` ${comment}`;
      }
    }
  }
  return root.toString({ lineWidth: WIDTH, flowCollectionPadding: true });
}

/** How deep blocks nest: the document and its entities, and lists of rows. */
const BLOCKS = 2;

function nodeOf(value: Printed, depth: number): YamlScalar | YAMLMap | YAMLSeq {
  if (isPrintedMap(value)) {
    const map = new YAMLMap();
    map.flow = depth >= BLOCKS && !isLong(value);
    map.items = [...value].map(([key, inner]) => new Pair(scalarOf(key), nodeOf(inner, depth + 1)));
    return map;
  }
  if (isPrintedList(value)) {
    const list = new YAMLSeq();
    // A list of rows is a block of rows; any other list is short.
    list.flow = !value.some(isPrintedMap) || depth > BLOCKS;
    list.items = value.map((item) => nodeOf(item, depth + 1));
    return list;
  }
  return scalarOf(value);
}

/** Whether a map is too long for a line: an object, or a list of objects. */
function isLong(value: ReadonlyMap<string, Printed>): boolean {
  const isObject = [...value].some(([key, inner]) => !/^\$[^$]/.test(key) || (key === '$items' && isPrintedMap(inner)));
  return isObject && lengthOf(value) > WIDTH - 20;
}

/** Characters of a value on one line, about. */
function lengthOf(value: Printed): number {
  if (isPrintedMap(value)) return [...value].reduce((sum, [key, inner]) => sum + key.length + 4 + lengthOf(inner), 4);
  if (isPrintedList(value)) return value.reduce((sum: number, inner) => sum + 2 + lengthOf(inner), 4);
  return typeof value === 'object' && value !== null ? value.text.length : String(value).length;
}

/** A number by its digits, which may be more than a double has. */
class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const DIGITS: ScalarTag = {
  default: true,
  tag: 'tag:yaml.org,2002:float',
  identify: (value) => value instanceof Digits,
  resolve: Number,
  stringify: ({ value }) => (value instanceof Digits ? value.text : String(value)),
};
/** Digits that a double keeps. */
const EXACT_DIGITS = 15;

function scalarOf(value: ModelScalar): YamlScalar {
  if (value === null || typeof value === 'boolean') return new YamlScalar(value);
  if (typeof value === 'object') {
    const digits = /^-?[0.]*(\d[\d.]*)$/.exec(value.text)?.[1] ?? '';
    if (digits.replace('.', '').length > EXACT_DIGITS && /^-?\d+(?:\.\d+)?$/.test(value.text)) {
      return new YamlScalar(new Digits(value.text));
    }
    // -0 is 0.
    const number = new YamlScalar(value.value + 0);
    number.source = value.text;
    return number;
  }
  const text = new YamlScalar(value);
  // A text that our own reading would take for something else, and expressions, which stand out in quotes.
  if (plainScalar(value) !== value || /^\s*[=@$*&!%`"'{[|>~?-]/.test(value)) {
    if (!/^\$\w[\w.]*(?: [\w.%]+)*$/.test(value)) text.type = 'QUOTE_DOUBLE';
  }
  return text;
}

export function isPrintedMap(value: Printed): value is ReadonlyMap<string, Printed> {
  return value instanceof Map;
}

function isPrintedList(value: Printed): value is readonly Printed[] {
  return Array.isArray(value);
}
