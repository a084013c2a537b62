import { jsonScalar, type ModelScalar, plainScalar } from '../../model/index.ts';
import type { ImportNote } from '../imported.ts';

/** Notes beyond this number are dropped: nobody reads them. */
const MAX_NOTES = 500;
/** Characters of a text of the definition; longer ones are left out. */
const MAX_TEXT = 10_000;
/** Characters of a name in a note. */
const MAX_SHOWN = 100;

/** Collects what was approximated or left out. */
export class Notes {
  readonly all: ImportNote[] = [];

  add(path: string, message: string): void {
    if (this.all.length < MAX_NOTES) this.all.push({ path, message });
  }
}

/** One object of a definition that nobody has checked. `null` equals absent; numbers and booleans may be texts. */
export class Thing {
  readonly path: string;
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #notes: Notes;

  constructor(value: unknown, path: string, notes: Notes) {
    this.path = path;
    this.#values = new Map(isObject(value) ? Object.entries(value) : []);
    this.#notes = notes;
  }

  /** The same thing with other settings in place of its own. */
  with(settings: unknown, path: string, notes: Notes): Thing {
    return new Thing(
      Object.fromEntries([...this.#values, ...(isObject(settings) ? Object.entries(settings) : [])]),
      path,
      notes,
    );
  }

  /** Notes something about a setting, or about the thing itself. */
  note(message: string, setting?: string): void {
    this.#notes.add(setting === undefined ? this.path : `${this.path}.${setting}`, message);
  }

  get names(): readonly string[] {
    return [...this.#values.keys()];
  }

  get(name: string): unknown {
    return this.#values.get(name) ?? null;
  }

  has(name: string): boolean {
    const value = this.get(name);
    return value !== null && value !== '';
  }

  /** A text; numbers and booleans as they are written. Null where it is none, or too long. */
  text(...names: readonly string[]): string | null {
    for (const name of names) {
      const value = this.get(name);
      const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
      if (typeof text !== 'string' || text.trim() === '') continue;
      if (text.length <= MAX_TEXT) return text;
      this.note(`skipped: a text has at most ${MAX_TEXT} characters`, name);
    }
    return null;
  }

  /** A finite number, also as a text. Null where it is none. */
  number(...names: readonly string[]): number | null {
    for (const name of names) {
      const value = this.get(name);
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number === 'number' && Number.isFinite(number)) return number;
    }
    return null;
  }

  flag(...names: readonly string[]): boolean {
    return names.some((name) => [true, 'true', 1, '1'].some((value) => value === this.get(name)));
  }

  /** A plain value, of a text what it means unquoted where `typed`. */
  scalar(name: string, typed: boolean): ModelScalar {
    const value = this.get(name);
    if (typeof value === 'string') return value.length > MAX_TEXT ? null : typed ? plainScalar(value) : value;
    return jsonScalar(value) ?? null;
  }

  list(name: string): readonly unknown[] {
    const value = this.get(name);
    return Array.isArray(value) ? value : [];
  }

  /** The objects of a list, or of an object by their names, with paths of their own. */
  things(name: string): readonly Thing[] {
    const value = this.get(name);
    if (isObject(value)) {
      return Object.entries(value).map(([key, one]) => {
        const named = isObject(one) ? { name: key, ...one } : { name: key, value: one };
        return new Thing(named, `${this.at(name)}.${shown(key)}`, this.#notes);
      });
    }
    return this.list(name).map((one, index) => {
      const own = isObject(one) ? Object.entries(one).find(([key]) => key === 'name')?.[1] : undefined;
      return new Thing(one, `${this.at(name)}.${typeof own === 'string' ? shown(own) : index}`, this.#notes);
    });
  }

  thing(name: string): Thing {
    return new Thing(this.get(name), this.at(name), this.#notes);
  }

  at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

export function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A name of the definition, as notes show it. */
export function shown(name: string): string {
  return name.length <= MAX_SHOWN ? name : `${name.slice(0, MAX_SHOWN)}…`;
}
