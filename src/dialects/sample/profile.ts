import { Forms } from './forms.ts';

/** A value of a sample, as JSON has it. A sample without types has texts only. */
export type SampleValue = null | boolean | number | string | readonly SampleValue[] | SampleObject;
export type SampleObject = ReadonlyMap<string, SampleValue>;

export function isObject(value: SampleValue): value is SampleObject {
  return value instanceof Map;
}

/** Different values that are kept while a sample is read: to see whether all are different, and which are few. */
const MAX_DISTINCT = 20_000;
/** Members of objects, and objects and lists within one another. */
export const MAX_MEMBERS = 1000;
const MAX_DEPTH = 8;
/** Digits after the point. */
const MAX_SCALE = 6;
/** Characters of a text that may be a code. */
const MAX_CODE = 20;

/** What is known of a column, or of the items of a list, without its values. */
export class Profile {
  readonly depth: number;
  /** Null, or not there. */
  nulls = 0;
  booleans = 0;
  texts = 0;
  lists = 0;
  objects = 0;
  numbers = 0;
  isWhole = true;
  min = Infinity;
  max = -Infinity;
  scale = 0;
  shortest = Infinity;
  longest = 0;
  readonly forms = new Forms();
  /** Of lists. */
  items: Profile | null = null;
  least = Infinity;
  most = 0;
  /** Of objects, in the order in which they are first there. */
  readonly members = new Map<string, Profile>();
  /** How often each value is there; empty once there are too many. */
  readonly counts = new Map<string, number>();
  hasRepeats = false;
  #isCounting = true;
  /** The kind of each character where all texts have the same; null if they have not. */
  #shape: readonly string[] | null = null;

  constructor(depth: number) {
    this.depth = depth;
  }

  /** Whether no value is there twice, as far as that is known. */
  get isDistinct(): boolean {
    return this.#isCounting && !this.hasRepeats;
  }

  get values(): number {
    return this.booleans + this.texts + this.numbers + this.lists + this.objects;
  }

  /** Kinds of values that are there. */
  get kinds(): number {
    return [this.booleans, this.texts, this.numbers, this.lists, this.objects].filter((count) => count > 0).length;
  }

  add(value: SampleValue): void {
    if (value === null) this.nulls++;
    else if (typeof value === 'boolean') this.booleans++;
    else if (typeof value === 'number') this.#number(value, String(value));
    else if (typeof value === 'string') this.#text(value);
    else if (isObject(value)) this.#object(value);
    else this.#list(value);
  }

  /** A cell of a table without types. */
  addCell(text: string): void {
    const trimmed = text.trim();
    if (trimmed === '') this.nulls++;
    else if (/^(?:true|false)$/i.test(trimmed)) this.booleans++;
    // Numbers with leading zeros are codes.
    else if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?$/.test(trimmed)) this.#number(Number(trimmed), trimmed);
    else this.#text(text);
    if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?$/.test(trimmed) || /^(?:true|false)$/i.test(trimmed)) {
      // A column that turns out to have other texts as well is one of texts.
      this.#measure(trimmed);
    }
  }

  /** A regular expression of codes that all have the same shape, such as `[A-Z]{2}-[0-9]{4}`; null if they have not. */
  get code(): string | null {
    const shape = this.#shape;
    if (shape === null || shape.length < 2 || !shape.includes(DIGIT)) return null;
    let text = '';
    for (let i = 0; i < shape.length;) {
      let end = i + 1;
      while (end < shape.length && shape[end] === shape[i]) end++;
      const unit = shape[i].length > 1 ? shape[i] : shape[i].replace('.', '\\.');
      text += end - i > 1 ? `${unit}{${end - i}}` : unit;
      i = end;
    }
    return text;
  }

  #number(value: number, text: string): void {
    this.numbers++;
    this.isWhole &&= Number.isSafeInteger(value);
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
    this.scale = Math.max(this.scale, Math.min(MAX_SCALE, /\.(\d+)$/.exec(text)?.[1].length ?? 0));
    this.#count(text);
  }

  #text(text: string): void {
    this.texts++;
    this.forms.add(text);
    this.#measure(text);
    this.#count(text);
  }

  #measure(text: string): void {
    const { length } = text;
    const isFirst = this.longest === 0;
    this.shortest = Math.min(this.shortest, length);
    this.longest = Math.max(this.longest, length);
    if (isFirst) this.#shape = length <= MAX_CODE ? shapeOf(text) : null;
    else if (this.#shape !== null) {
      const other = length === this.#shape.length ? shapeOf(text) : null;
      if (other === null || !this.#shape.every((kind, i) => kind === other[i])) this.#shape = null;
    }
  }

  #count(text: string): void {
    if (!this.#isCounting) return;
    const count = this.counts.get(text) ?? 0;
    if (count > 0) this.hasRepeats = true;
    this.counts.set(text, count + 1);
    if (this.counts.size <= MAX_DISTINCT) return;
    this.counts.clear();
    this.#isCounting = false;
  }

  #object(value: SampleObject): void {
    const before = this.objects++;
    if (this.depth >= MAX_DEPTH) return;
    for (const [name, one] of value) {
      let member = this.members.get(name);
      if (member === undefined) {
        if (this.members.size >= MAX_MEMBERS) continue;
        member = new Profile(this.depth + 1);
        member.nulls = before;
        this.members.set(name, member);
      }
      member.add(one);
    }
    for (const [name, member] of this.members) if (!value.has(name)) member.nulls++;
  }

  #list(value: readonly SampleValue[]): void {
    this.lists++;
    this.least = Math.min(this.least, value.length);
    this.most = Math.max(this.most, value.length);
    if (this.depth >= MAX_DEPTH) return;
    this.items ??= new Profile(this.depth + 1);
    for (const item of value) this.items.add(item);
  }
}

const DIGIT = '[0-9]';

function shapeOf(text: string): readonly string[] | null {
  const kinds = Array.from(text, (character) => {
    if (/[0-9]/.test(character)) return DIGIT;
    if (/[A-Z]/.test(character)) return '[A-Z]';
    if (/[a-z]/.test(character)) return '[a-z]';
    return /[-_./:#]/.test(character) ? character : '';
  });
  return kinds.includes('') ? null : kinds;
}
