import {
  type Alias,
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  Parser,
  type Scalar as YamlScalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { joinCutParentheses } from './cut-parentheses.ts';
import { type Lines, linesOf } from './lines.ts';
import type { Entry, YamlNode, ScalarNode } from './node.ts';
import { plainScalar } from './plain-scalar.ts';
import type { Span } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/problem-codes.ts';
import { LIMITS, scan } from './scan.ts';
import { type ScalarStyle, scalarOffsets } from './scalar-offsets.ts';
import { reportYamlErrors } from './yaml-errors.ts';

export type DocumentReport = (code: ProblemCode, at: Span, message: string, hint: string) => void;

/** Failsafe: every scalar arrives as text and is typed here, from the source. */
const YAML = { version: '1.2', schema: 'failsafe', merge: false, uniqueKeys: false } as const;

/** The most nodes a document may have once its aliases are written out. */
const MAX_NODES = 300_000;

/**
 * Reads YAML text into positioned nodes: scan, parse, convert. Null after a problem that leaves nothing to look at; other
 * problems (double keys, parentheses cut by a comma) are reported and mended, so that reading goes on. An empty document is
 * a scalar null.
 */
export function readDocument(text: string, report: DocumentReport): YamlNode | null {
  const lines = linesOf(text);
  const tokens = scan(text, lines, report);
  if (tokens === null) return null;
  const [document] = new Composer(YAML).compose(parsed(tokens), true, text.length);
  if (document.errors.length > 0) {
    reportYamlErrors(document.errors, text, lines, report);
    return null;
  }
  const conversion = new Conversion(text, lines, report);
  const node = conversion.node(document.contents, lines.span(0, 0));
  if (conversion.hasHoles) return null;
  if (node.size <= MAX_NODES) return node;
  report(
    'DOCUMENT_TOO_LARGE',
    node.at,
    'the document is too large with its aliases written out',
    'write the values out',
  );
  return null;
}

/** What `parseDocument` does, with tokens that are there already. */
function* parsed(tokens: readonly string[]): Generator<CST.Token> {
  const parser = new Parser();
  for (const token of tokens) yield* parser.next(token);
  yield* parser.end();
}

class Conversion {
  readonly #text: string;
  readonly #lines: Lines;
  readonly #report: DocumentReport;
  readonly #anchors = new Map<string, YamlNode>();
  /** Whether an alias named nothing, so that its place is empty. */
  hasHoles = false;

  constructor(text: string, lines: Lines, report: DocumentReport) {
    this.#text = text;
    this.#lines = lines;
    this.#report = report;
  }

  node(yaml: unknown, fallback: Span): YamlNode {
    if (isAlias(yaml)) return this.#alias(yaml);
    if (isMap(yaml)) return this.#remember(yaml.anchor, this.#map(yaml));
    if (isSeq(yaml)) return this.#remember(yaml.anchor, this.#list(yaml));
    if (isScalar(yaml)) return this.#remember(yaml.anchor, this.#scalar(yaml));
    return emptyScalar(fallback);
  }

  #span(range: readonly [number, number, number] | null | undefined): Span {
    return range ? this.#lines.span(range[0], range[1]) : this.#lines.span(0, 0);
  }

  #remember(anchor: string | undefined, node: YamlNode): YamlNode {
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    return node;
  }

  #alias(alias: Alias): YamlNode {
    const known = this.#anchors.get(alias.source);
    // A node of this size ends the reading; sharing it further would only cost time.
    if (known !== undefined && known.size <= MAX_NODES) return known;
    const at = this.#span(alias.range);
    if (known !== undefined) return { ...emptyScalar(at), size: MAX_NODES };
    this.#report('YAML_ALIAS_UNKNOWN', at, `there is no anchor &${alias.source} before this`, '');
    this.hasHoles = true;
    return emptyScalar(at);
  }

  #scalar(scalar: YamlScalar): ScalarNode {
    const source = this.#text;
    const style = STYLES[scalar.type ?? 'PLAIN'] ?? 'plain';
    const text = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? '');
    return this.#makeScalar(text, style, scalar.range?.[0] ?? 0, scalar.range?.[1] ?? source.length);
  }

  #makeScalar(text: string, style: ScalarStyle, from: number, to: number): ScalarNode {
    const lines = this.#lines;
    const source = this.#text;
    let offsets: Uint32Array | null = null;
    return {
      kind: 'scalar',
      value: style === 'plain' ? plainScalar(text) : text,
      text,
      plain: style === 'plain',
      commentFollows: style === 'plain' && /^[ \t]+#/.test(source.slice(to, to + 40)),
      at: lines.span(from, to),
      size: 1,
      locate(start, end) {
        offsets ??= scalarOffsets(source, from, to, style, text);
        const last = offsets.length - 1;
        return lines.span(offsets[Math.min(start, last)], offsets[Math.min(end, last)]);
      },
    };
  }

  #list(list: YAMLSeq): YamlNode {
    const at = this.#span(list.range);
    const items = list.items.map((item) => this.node(item, at));
    const flow = list.flow === true;
    const joined = flow ? joinCutParentheses(items, (from, to) => this.#rejoin(from, to)) : items;
    return { kind: 'list', items: joined, flow, at, size: sizeOf(joined) };
  }

  #map(map: YAMLMap): YamlNode {
    const at = this.#span(map.range);
    const flow = map.flow === true;
    const entries: Entry[] = [];
    for (const pair of map.items) {
      const entry = this.#entry(pair, at);
      if (entry !== null) entries.push(entry);
    }
    const joined = flow ? this.#joinEntries(entries) : entries;
    const unique = this.#withoutDuplicates(joined);
    return { kind: 'map', entries: unique, flow, at, size: sizeOf(unique.map((entry) => entry.value)) };
  }

  #entry(pair: Pair, map: Span): Entry | null {
    const key = this.node(pair.key, map);
    if (key.kind !== 'scalar' || isAlias(pair.key)) {
      this.#report('YAML_COMPLEX_KEY', key.at, 'a key is a plain name', 'quote a name that has brackets');
      return null;
    }
    if (key.plain && key.text === '<<') {
      this.#report('YAML_MERGE_KEY', key.at, 'merge keys are not part of the language', 'write the fields out');
      return null;
    }
    return { name: key.text, key, value: this.node(pair.value, this.#lines.span(key.at.end, key.at.end)) };
  }

  #withoutDuplicates(entries: readonly Entry[]): readonly Entry[] {
    const seen = new Map<string, Entry>();
    for (const entry of entries) {
      const first = seen.get(entry.name);
      if (first === undefined) {
        seen.set(entry.name, entry);
      } else {
        const message = `${entry.name} is already in line ${first.key.at.line}`;
        this.#report('KEY_DUPLICATE', entry.key.at, message, 'rename or remove one of them');
      }
    }
    return seen.size === entries.length ? entries : [...seen.values()];
  }

  /** `{ $type: decimal(10,2) }` arrives as `$type: decimal(10` and `2)`. */
  #joinEntries(entries: readonly Entry[]): readonly Entry[] {
    const joined: Entry[] = [];
    for (let i = 0; i < entries.length; i++) {
      const value = entries[i].value;
      if (value.kind !== 'scalar' || !value.plain || !value.text.includes('(')) {
        joined.push(entries[i]);
        continue;
      }
      // The remains of a cut value are keys without values.
      const tail: YamlNode[] = [];
      for (let j = i + 1; j < entries.length && entries[j].value.at.start === entries[j].key.at.end; j++) {
        tail.push(entries[j].key);
      }
      const parts = [value, ...tail];
      const mended = joinCutParentheses(parts, (from, to) => this.#rejoin(from, to), true);
      joined.push({ ...entries[i], value: mended[0] });
      i += parts.length - mended.length;
    }
    return joined;
  }

  #rejoin(from: ScalarNode, to: YamlNode): ScalarNode {
    const text = this.#text.slice(from.at.start, to.at.end);
    const message = 'a comma inside parentheses ends an unquoted value here';
    const isType = /^(?:decimal|enum)\(/.test(text);
    this.#report('YAML_PARENTHESIS', from.at, message, isType ? `quote it: "${text}"` : 'quote the whole value');
    return this.#makeScalar(text, 'plain', from.at.start, to.at.end);
  }
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

function sizeOf(nodes: readonly YamlNode[]): number {
  let size = 1 + nodes.length;
  for (const node of nodes) size += node.size;
  return Math.min(size, MAX_NODES + LIMITS.keys);
}

function emptyScalar(at: Span): ScalarNode {
  return { kind: 'scalar', value: null, text: '', plain: true, commentFollows: false, at, size: 1, locate: () => at };
}
