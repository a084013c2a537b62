/** A node of a syntax tree that nobody has checked: what is not there is empty. */
export class AstNode {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  get isEmpty(): boolean {
    return this.#value === undefined || this.#value === null;
  }

  has(key: string): boolean {
    const value = this.#own(key);
    return value !== undefined && value !== null && value !== false;
  }

  get(key: string): AstNode {
    return new AstNode(this.#own(key));
  }

  text(key: string): string | null {
    const value = this.#own(key);
    return typeof value === 'string' ? value : null;
  }

  number(key: string): number | null {
    const value = this.#own(key);
    return typeof value === 'number' ? value : null;
  }

  list(key: string): readonly AstNode[] {
    const value = this.#own(key);
    return Array.isArray(value) ? value.map((one: unknown) => new AstNode(one)) : [];
  }

  /** The texts of a list of names. */
  texts(key: string): readonly string[] {
    return this.list(key).flatMap((one) => one.get('String').text('sval') ?? []);
  }

  /** Of a node that is wrapped in its kind: the kind, and the node. */
  only(): readonly [kind: string, node: AstNode] {
    if (typeof this.#value !== 'object' || this.#value === null) return ['', new AstNode(null)];
    const [entry] = Object.entries(this.#value);
    return entry === undefined ? ['', new AstNode(null)] : [entry[0], new AstNode(entry[1])];
  }

  /** The nodes directly in it, by their keys; those of a list have none. */
  entries(): readonly (readonly [key: string, node: AstNode])[] {
    const value = this.#value;
    if (Array.isArray(value)) return value.map((one: unknown) => ['', new AstNode(one)] as const);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).map(([key, one]: [string, unknown]) => [key, new AstNode(one)] as const);
  }

  #own(key: string): unknown {
    if (typeof this.#value !== 'object' || this.#value === null || !Object.hasOwn(this.#value, key)) return undefined;
    return Reflect.get(this.#value, key);
  }
}
