/** A value of a JSON document with the offset where it begins. Names are kept in a list, so that none is special and none is lost. */
export type JsonNode =
  | JsonObject
  | JsonList
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
  | { readonly kind: 'number'; readonly at: number; readonly value: number }
  | { readonly kind: 'boolean'; readonly at: number; readonly value: boolean }
  | { readonly kind: 'null'; readonly at: number };

export interface JsonObject {
  readonly kind: 'object';
  readonly at: number;
  readonly entries: readonly JsonEntry[];
}

export interface JsonList {
  readonly kind: 'list';
  readonly at: number;
  readonly items: readonly JsonNode[];
}

export interface JsonEntry {
  readonly name: string;
  readonly at: number;
  readonly value: JsonNode;
}

/** Why a text is not JSON, and where. */
export class JsonFault extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.name = 'JsonFault';
    this.at = at;
  }
}

/** Objects and lists within one another. */
const MAX_DEPTH = 256;

/** Reads a JSON text. Throws a JsonFault if it is none, or nests too deep. */
export function readJsonNode(text: string): JsonNode {
  const reader = new JsonReader(text);
  return reader.document();
}

/** The value of a name of an object; undefined where there is none. Of a repeated name the first. */
export function member(node: JsonNode | undefined, name: string): JsonNode | undefined {
  if (node?.kind !== 'object') return undefined;
  return node.entries.find((entry) => entry.name === name)?.value;
}

export function textOf(node: JsonNode | undefined): string | null {
  return node?.kind === 'string' ? node.value : null;
}

export function numberOf(node: JsonNode | undefined): number | null {
  return node?.kind === 'number' ? node.value : null;
}

export function booleanOf(node: JsonNode | undefined): boolean | null {
  return node?.kind === 'boolean' ? node.value : null;
}

export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'list' ? node.items : [];
}

const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

class JsonReader {
  readonly #text: string;
  readonly #space = /[ \t\r\n]*/y;
  readonly #number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  // oxlint-disable-next-line no-control-regex -- JSON has none of them in its texts
  readonly #string = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    const node = this.#value(0);
    this.#skip();
    if (this.#at < this.#text.length) this.#fail('the text goes on after its value');
    return node;
  }

  #value(depth: number): JsonNode {
    this.#skip();
    const at = this.#at;
    switch (this.#text[at]) {
      case '{':
        return { kind: 'object', at, entries: this.#items('}', depth, () => this.#entry(depth)) };
      case '[':
        return { kind: 'list', at, items: this.#items(']', depth, () => this.#value(depth + 1)) };
      case '"':
        return { kind: 'string', at, value: this.#quoted() };
      default:
        return this.#scalar();
    }
  }

  #items<T>(end: string, depth: number, read: () => T): readonly T[] {
    if (depth === MAX_DEPTH) this.#fail(`objects and lists nest deeper than ${MAX_DEPTH} levels`);
    const items: T[] = [];
    this.#at++;
    this.#skip();
    if (this.#text[this.#at] === end) {
      this.#at++;
      return items;
    }
    for (;;) {
      items.push(read());
      this.#skip();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== end) this.#fail(this.#expected(`\`,\` or \`${end}\``));
      this.#at++;
      if (next === end) return items;
    }
  }

  #entry(depth: number): JsonEntry {
    this.#skip();
    const at = this.#at;
    if (this.#text[at] !== '"') this.#fail(this.#expected('a name in double quotes'));
    const name = this.#quoted();
    this.#skip();
    if (this.#text[this.#at] !== ':') this.#fail(this.#expected('`:`'));
    this.#at++;
    return { name, at, value: this.#value(depth + 1) };
  }

  #quoted(): string {
    this.#string.lastIndex = this.#at;
    const found = this.#string.exec(this.#text)?.[0];
    if (found === undefined) return this.#fail('a text has no end, or an escape that JSON does not have');
    this.#at += found.length;
    const value: unknown = JSON.parse(found);
    return typeof value === 'string' ? value : '';
  }

  #scalar(): JsonNode {
    const at = this.#at;
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, at)) continue;
      this.#at += word.length;
      return value === null ? { kind: 'null', at } : { kind: 'boolean', at, value };
    }
    this.#number.lastIndex = at;
    const found = this.#number.exec(this.#text)?.[0];
    if (found === undefined) return this.#fail(this.#expected('a value'));
    this.#at += found.length;
    return { kind: 'number', at, value: Number(found) };
  }

  #skip(): void {
    this.#space.lastIndex = this.#at;
    this.#space.exec(this.#text);
    this.#at = this.#space.lastIndex;
  }

  #expected(what: string): string {
    return this.#at < this.#text.length ? `${what} is expected here` : `the text ends where ${what} is expected`;
  }

  #fail(message: string): never {
    throw new JsonFault(message, this.#at);
  }
}
