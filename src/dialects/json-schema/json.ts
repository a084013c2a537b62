/** A value of a JSON document. Objects are maps, so that no name is special. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export type JsonMap = ReadonlyMap<string, Json>;

/** What a document is, and where its parts are. */
export interface JsonDocument {
  readonly root: Json;
  /** The offset of an object or list, from 0; 0 for those that are not of the document. */
  offsetOf(value: Json): number;
}

/** Why a text is not read: an incomplete sentence, and the offset. */
export class JsonFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** How deep objects and lists of a schema nest at most. */
export const MAX_DEPTH = 256;

export function isMap(value: Json | undefined): value is JsonMap {
  return value instanceof Map;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The texts of a list; none of what is not a list. */
export function textsOf(value: Json | undefined): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isMap(a) || !isMap(b) || a.size !== b.size) return false;
  return [...a].every(([name, value]) => {
    const other = b.get(name);
    return other !== undefined && sameJson(value, other);
  });
}

/** The JSON text of a value, with its keys in their order. */
export function textOfJson(value: Json): string {
  if (isList(value)) return `[${value.map(textOfJson).join(',')}]`;
  if (isMap(value)) {
    return `{${[...value].map(([name, inner]) => `${JSON.stringify(name)}:${textOfJson(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

const WORD = /[^\s,:[\]{}"/]+/y;
const QUOTED = /"(?:[^"\\\n]|\\.)*"/y;
const SPACE = /\s+/y;

type Open = { readonly list: Json[] } | { readonly map: Map<string, Json>; name: string };

/**
 * Reads a JSON text, without recursion; comments, and commas before a closing bracket, are passed over. A name that is repeated has
 * its last value. Throws a JsonFault.
 */
export function readJson(text: string): JsonDocument {
  return new JsonReader(text).document();
}

class JsonReader {
  readonly #text: string;
  readonly #offsets = new WeakMap<object, number>();
  readonly #stack: Open[] = [];
  #at = 0;
  #root: Json | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonDocument {
    do this.#begin();
    while (this.#goOn());
    if (this.#at < this.#text.length) this.#fail('the text goes on after its value');
    const offsets = this.#offsets;
    return {
      root: this.#root ?? null,
      offsetOf: (value) => (typeof value === 'object' && value !== null ? (offsets.get(value) ?? 0) : 0),
    };
  }

  /** Reads a scalar, or opens what holds values up to the first scalar in it; what is empty is closed. */
  #begin(): void {
    for (;;) {
      this.#skip();
      const character = this.#text[this.#at];
      if (character !== '{' && character !== '[') {
        this.#put(this.#scalar());
        return;
      }
      if (this.#stack.length === MAX_DEPTH) this.#fail(`objects and lists nest deeper than ${MAX_DEPTH} levels`);
      const open: Open = character === '{' ? { map: new Map(), name: '' } : { list: [] };
      const value = 'list' in open ? open.list : open.map;
      this.#offsets.set(value, this.#at++);
      this.#put(value);
      this.#skip();
      if (this.#text[this.#at] === (character === '{' ? '}' : ']')) {
        this.#at++;
        return;
      }
      this.#stack.push(open);
      if ('map' in open) this.#name(open);
    }
  }

  /** After a value: closes what ends there; false if that is the whole text. */
  #goOn(): boolean {
    for (;;) {
      this.#skip();
      const top = this.#stack.at(-1);
      if (top === undefined) return false;
      const close = 'list' in top ? ']' : '}';
      const isComma = this.#text[this.#at] === ',';
      if (isComma) {
        this.#at++;
        this.#skip();
      }
      if (this.#text[this.#at] === close) {
        this.#at++;
        this.#stack.pop();
      } else if (isComma) {
        if ('map' in top) this.#name(top);
        return true;
      } else this.#fail(`\`,\` or \`${close}\` is expected`);
    }
  }

  #put(value: Json): void {
    const top = this.#stack.at(-1);
    if (top === undefined) this.#root = value;
    else if ('list' in top) top.list.push(value);
    else top.map.set(top.name, value);
  }

  #name(open: { name: string }): void {
    this.#skip();
    if (this.#text[this.#at] !== '"') this.#fail('a name in double quotes is expected');
    open.name = this.#quoted();
    this.#skip();
    if (this.#text[this.#at] !== ':') this.#fail('`:` is expected');
    this.#at++;
  }

  #scalar(): Json {
    if (this.#text[this.#at] === '"') return this.#quoted();
    const word = matchAt(WORD, this.#text, this.#at) ?? '';
    if (word === 'null' || word === 'true' || word === 'false') {
      this.#at += word.length;
      return word === 'null' ? null : word === 'true';
    }
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) this.#fail('a value is expected');
    this.#at += word.length;
    return Number(word);
  }

  #quoted(): string {
    const start = this.#at;
    const found = matchAt(QUOTED, this.#text, start);
    if (found === null) return this.#fail('a text does not end in its line');
    this.#at += found.length;
    try {
      return String(JSON.parse(found));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.#at = start;
      return this.#fail('a text has an escape or a character that JSON does not have');
    }
  }

  #skip(): void {
    for (;;) {
      this.#at += (matchAt(SPACE, this.#text, this.#at) ?? '').length;
      if (this.#text[this.#at] !== '/') return;
      const isLine = this.#text[this.#at + 1] === '/';
      const end = isLine ? this.#text.indexOf('\n', this.#at) : this.#text.indexOf('*/', this.#at + 2);
      if (!isLine && (this.#text[this.#at + 1] !== '*' || end === -1)) this.#fail('a value is expected');
      this.#at = end === -1 ? this.#text.length : isLine ? end : end + 2;
    }
  }

  #fail(what: string): never {
    const isEnd = this.#at >= this.#text.length;
    throw new JsonFault(isEnd ? `the text ends where ${what}` : what, Math.min(this.#at, this.#text.length));
  }
}

/** What a sticky expression matches at an offset. */
function matchAt(expression: RegExp, text: string, at: number): string | null {
  expression.lastIndex = at;
  return expression.exec(text)?.[0] ?? null;
}
