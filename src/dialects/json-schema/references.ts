import { isList, isMap, type Json, type JsonMap } from './json.ts';

/** What a document without an address is at. */
const ROOT = 'https://schema.invalid/';

/** Keywords whose values are no schemas, and hold none. */
const DATA = new Set(['enum', 'const', 'default', 'example', 'examples']);

/** The schemas of a document by what references call them: an address, a pointer, an anchor. Nothing is ever fetched. */
export class References {
  readonly #root: Json;
  readonly #bases = new Map<JsonMap, string>();
  /** By absolute address, with the anchor. */
  readonly #targets = new Map<string, Json>();

  constructor(root: Json) {
    this.#root = root;
    this.#targets.set(ROOT, root);
    this.#index();
  }

  /** What `$ref` of a schema refers to; undefined if it is not in the document. */
  resolve(reference: string, from: JsonMap): Json | undefined {
    const base = this.#bases.get(from) ?? ROOT;
    const address = resolved(reference, base);
    if (address === null) return undefined;
    const hash = address.indexOf('#');
    const document = hash === -1 ? address : address.slice(0, hash);
    const fragment = hash === -1 ? '' : unescaped(address.slice(hash + 1));
    const known = this.#targets.get(document);
    if (fragment === '' || fragment.startsWith('/')) {
      const found = known === undefined ? undefined : pointed(known, fragment);
      // Pointers of bundled documents are often meant from the root.
      return found ?? (reference.startsWith('#') ? pointed(this.#root, fragment) : undefined);
    }
    return this.#targets.get(`${document}#${fragment}`) ?? this.#targets.get(`${ROOT}#${fragment}`);
  }

  #index(): void {
    const open: [value: Json, base: string][] = [[this.#root, ROOT]];
    const lists = new Set<Json>();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [value, outer] = next;
      if (isList(value) && !lists.has(value)) {
        lists.add(value);
        for (const item of value) open.push([item, outer]);
      }
      if (!isMap(value) || this.#bases.has(value)) continue;
      const base = this.#own(value, outer);
      this.#bases.set(value, base);
      for (const [name, inner] of value) if (!DATA.has(name)) open.push([inner, base]);
    }
  }

  /** Notes what a schema is called; its base address. */
  #own(schema: JsonMap, outer: string): string {
    let base = outer;
    const id = schema.get('$id') ?? schema.get('id');
    if (typeof id === 'string') {
      const address = resolved(id, outer);
      if (address !== null && id.startsWith('#')) this.#name(address, schema);
      else if (address !== null) {
        base = address.replace(/#.*$/, '');
        this.#name(base, schema);
      }
    }
    for (const name of ['$anchor', '$dynamicAnchor']) {
      const anchor = schema.get(name);
      if (typeof anchor === 'string') {
        this.#name(`${base}#${anchor}`, schema);
        this.#name(`${ROOT}#${anchor}`, schema);
      }
    }
    return base;
  }

  #name(address: string, schema: Json): void {
    if (!this.#targets.has(address)) this.#targets.set(address, schema);
  }
}

function resolved(reference: string, base: string): string | null {
  return URL.canParse(reference, base) ? new URL(reference, base).href : null;
}

function unescaped(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (error) {
    if (error instanceof URIError) return fragment;
    throw error;
  }
}

/** What a JSON pointer leads to. */
function pointed(root: Json, pointer: string): Json | undefined {
  let at: Json | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    at = isMap(at) ? at.get(name) : isList(at) && /^\d+$/.test(name) ? at[Number(name)] : undefined;
    if (at === undefined) return undefined;
  }
  return at;
}
