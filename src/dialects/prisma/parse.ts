import { type Token, tokensOf } from './tokens.ts';

/** A value in an attribute: `"text"`, `5`, `name`, `now()`, `[a, b]`. */
export type Value =
  | { readonly kind: 'text' | 'number'; readonly text: string }
  /** A name, and of a call what is in its parentheses. */
  | { readonly kind: 'name'; readonly text: string; readonly of: readonly Argument[] | null }
  | { readonly kind: 'list'; readonly items: readonly Value[] };

export interface Argument {
  /** '' where it has none. */
  readonly name: string;
  readonly value: Value;
}

/** `@db.VarChar(20)` has the name `db.VarChar`; `@@id([a])` has `id`. */
export interface Attribute {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly at: number;
}

export interface ParsedField {
  readonly name: string;
  readonly at: number;
  /** Of `Unsupported("circle")`, what is in the quotes. */
  readonly type: string;
  readonly isUnsupported: boolean;
  readonly isOptional: boolean;
  readonly isList: boolean;
  readonly attributes: readonly Attribute[];
  readonly comment: string;
}

export interface Block {
  /** `model`, `view`, `type`, `enum`, `datasource` or `generator`. */
  readonly kind: string;
  readonly name: string;
  readonly at: number;
  readonly comment: string;
  /** Fields, and of an enum its values, which have no type. */
  readonly fields: readonly ParsedField[];
  readonly attributes: readonly Attribute[];
  /** Of a data source: `provider = "postgresql"`. */
  readonly settings: ReadonlyMap<string, string>;
  readonly isFinished: boolean;
}

export interface ParseFault {
  readonly at: number;
  readonly message: string;
}

export interface ParsedPrisma {
  readonly blocks: readonly Block[];
  readonly faults: readonly ParseFault[];
}

const KINDS: ReadonlySet<string> = new Set(['model', 'view', 'type', 'enum', 'datasource', 'generator']);
const MAX_DEPTH = 32;

/** Reads a Prisma schema. Never throws: a line that is not understood is a fault, and the next one is read. */
export function parsePrisma(text: string): ParsedPrisma {
  return new PrismaParser(tokensOf(text)).document();
}

class PrismaParser {
  readonly #tokens: readonly Token[];
  readonly #faults: ParseFault[] = [];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  document(): ParsedPrisma {
    const blocks: Block[] = [];
    let comment = '';
    for (let token = this.#next; token !== undefined; token = this.#next) {
      this.#at++;
      if (token.kind === 'doc') comment = joined(comment, token.text);
      else if (token.kind === 'word' && KINDS.has(token.text)) {
        const block = this.#block(token, comment);
        if (block !== null) blocks.push(block);
        comment = '';
      } else if (token.kind !== 'line') {
        this.#fault(token.at, `\`${token.text}\` is no model, enum, type or view`);
        this.#skipLine();
      }
    }
    return { blocks, faults: this.#faults };
  }

  get #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #is(text: string): boolean {
    const token = this.#next;
    return token?.kind === 'symbol' && token.text === text;
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #fault(at: number, message: string): void {
    this.#faults.push({ at, message });
  }

  /** To the end of the line, or of the block. */
  #skipLine(): void {
    for (let token = this.#next; token !== undefined && token.kind !== 'line' && !this.#is('}'); token = this.#next) {
      this.#at++;
    }
  }

  #block({ text: kind, at }: Token, comment: string): Block | null {
    const name = this.#next;
    if (name?.kind === 'word') this.#at++;
    if (name?.kind !== 'word' || !this.#take('{')) {
      this.#fault(at, `\`${kind}\` has no name, or no {`);
      this.#skipLine();
      return null;
    }
    const fields: ParsedField[] = [];
    const attributes: Attribute[] = [];
    const settings = new Map<string, string>();
    let above = '';
    for (let token = this.#next; token !== undefined && !this.#is('}'); token = this.#next) {
      if (token.kind === 'line') this.#at++;
      else if (token.kind === 'doc') {
        above = joined(above, token.text);
        this.#at++;
      } else if (token.kind === 'symbol' && token.text === '@') {
        attributes.push(...this.#attributes());
        this.#endLine();
        above = '';
      } else if (token.kind === 'word' && (kind === 'datasource' || kind === 'generator')) this.#setting(settings);
      else if (token.kind === 'word') {
        const field = this.#field(kind === 'enum', above);
        if (field !== null) fields.push(field);
        above = '';
      } else {
        this.#fault(token.at, `\`${token.text}\` is no field and no attribute`);
        this.#at++;
        this.#skipLine();
      }
    }
    const isFinished = this.#take('}');
    return { kind, name: name.text, at, comment, fields, attributes, settings, isFinished };
  }

  #setting(settings: Map<string, string>): void {
    const name = this.#next?.text ?? '';
    this.#at++;
    const value = this.#take('=') ? this.#next : undefined;
    if (value?.kind === 'text') settings.set(name, value.text);
    this.#skipLine();
  }

  #field(isValue: boolean, above: string): ParsedField | null {
    const name = this.#next;
    if (name === undefined) return null;
    this.#at++;
    let type = '';
    let isUnsupported = false;
    if (!isValue) {
      const word = this.#next;
      if (word?.kind !== 'word') {
        this.#fault(name.at, `\`${name.text}\` has no type`);
        this.#skipLine();
        return null;
      }
      this.#at++;
      type = word.text;
      if (type === 'Unsupported' && this.#is('(')) {
        isUnsupported = true;
        const [argument] = this.#arguments(0);
        type = argument?.value.kind === 'text' ? argument.value.text : '';
      }
    }
    let isList = false;
    let isOptional = this.#take('?');
    if (this.#take('[')) {
      isList = true;
      this.#take(']');
      isOptional = this.#take('?') || isOptional;
    }
    // `required` values have a sign of older versions.
    this.#take('!');
    const attributes = this.#attributes();
    const comment = joined(above, this.#endLine());
    return { name: name.text, at: name.at, type, isUnsupported, isOptional, isList, attributes, comment };
  }

  /** Passes the end of the line; what stands before it is a fault. Returns the comment of the line. */
  #endLine(): string {
    const token = this.#next;
    if (token?.kind === 'doc') {
      this.#at++;
      return token.text;
    }
    if (token !== undefined && token.kind !== 'line' && !this.#is('}')) {
      this.#fault(token.at, `\`${token.text}\` is not expected here`);
      this.#skipLine();
    }
    return '';
  }

  #attributes(): readonly Attribute[] {
    const attributes: Attribute[] = [];
    while (this.#is('@')) {
      const at = this.#next?.at ?? 0;
      this.#at++;
      this.#take('@');
      const names: string[] = [];
      do {
        const word = this.#next;
        if (word?.kind !== 'word') break;
        names.push(word.text);
        this.#at++;
      } while (this.#take('.'));
      if (names.length === 0) {
        this.#fault(at, 'an attribute has no name');
        this.#skipLine();
        break;
      }
      attributes.push({ name: names.join('.'), args: this.#is('(') ? this.#arguments(0) : [], at });
    }
    return attributes;
  }

  #arguments(depth: number): readonly Argument[] {
    const found: Argument[] = [];
    this.#take('(');
    while (this.#next !== undefined && !this.#is(')') && !this.#is('}')) {
      if (this.#take(',')) continue;
      const token = this.#next;
      const after = this.#tokens.at(this.#at + 1);
      const isNamed = token.kind === 'word' && after?.kind === 'symbol' && after.text === ':';
      if (isNamed) this.#at += 2;
      const value = this.#value(depth + 1);
      if (value === null) return found;
      found.push({ name: isNamed ? token.text : '', value });
    }
    this.#take(')');
    return found;
  }

  #value(depth: number): Value | null {
    const token = this.#next;
    if (token === undefined || depth > MAX_DEPTH) {
      if (token !== undefined) this.#fault(token.at, 'an attribute nests too deep');
      this.#skipLine();
      return null;
    }
    this.#at++;
    if (token.kind === 'text' || token.kind === 'number') return { kind: token.kind, text: token.text };
    if (token.kind === 'word') {
      let text = token.text;
      while (this.#take('.')) {
        text += `.${this.#next?.text ?? ''}`;
        this.#at++;
      }
      return { kind: 'name', text, of: this.#is('(') ? this.#arguments(depth) : null };
    }
    if (token.kind === 'symbol' && token.text === '[') {
      const items: Value[] = [];
      while (this.#next !== undefined && !this.#is(']') && !this.#is('}')) {
        if (this.#take(',')) continue;
        const item = this.#value(depth + 1);
        if (item === null) return null;
        items.push(item);
      }
      this.#take(']');
      return { kind: 'list', items };
    }
    this.#fault(token.at, `\`${token.text}\` is no value`);
    this.#skipLine();
    return null;
  }
}

function joined(above: string, text: string): string {
  return above === '' ? text : text === '' ? above : `${above} ${text}`;
}
