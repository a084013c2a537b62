import { folded } from './generators.ts';
import type { Thing } from './node.ts';
import { type ColumnType, columnType } from './types.ts';

/** An entity of the definition whose names are good. */
export interface Source {
  readonly name: string;
  readonly thing: Thing;
  /** Whether its rows are those of a file. */
  readonly isStatic: boolean;
  /** By name, in order. */
  readonly fields: ReadonlyMap<string, Thing>;
}

interface Per {
  /** The reference that makes the rows; null where there is none. */
  readonly field: string | null;
  /** References that would make rows as well, and why they do not. */
  readonly refused: ReadonlyMap<string, string>;
}

/** What fields must know of all entities of a definition. */
export class Tables {
  readonly #entities: ReadonlyMap<string, Source>;
  readonly #variables: ReadonlySet<string>;
  readonly #pers = new Map<string, Per>();

  constructor(entities: ReadonlyMap<string, Source>, variables: ReadonlySet<string>) {
    this.#entities = entities;
    this.#variables = variables;
    for (const source of entities.values()) this.#pers.set(source.name, this.#readPer(source));
  }

  /** Whether there is a variable of this name that is a number. */
  hasVariable(name: string): boolean {
    return this.#variables.has(name);
  }

  hasField(entity: string, field: string): boolean {
    return this.#field(entity, field) !== undefined;
  }

  generatorOf(entity: string, field: string): string | null {
    return this.#field(entity, field)?.text('generator') ?? null;
  }

  typeOf(entity: string, field: string): ColumnType | null {
    return columnType(this.#field(entity, field)?.text('data_type') ?? null);
  }

  /** Whether a field is a date or a time of the calendar. */
  isMoment(entity: string, field: string): boolean {
    const generator = folded(this.#field(entity, field)?.text('generator') ?? '');
    const kind = this.typeOf(entity, field)?.kind;
    return (
      ['datetime', 'date time', 'date', 'date of birth'].includes(generator) && kind !== 'string' && kind !== 'time'
    );
  }

  /** The only key of an entity that this field is. */
  isKey(entity: string, field: string): boolean {
    return this.keyOf(entity) === field;
  }

  /** The name of the key; null where there is none, or where several fields are it. */
  keyOf(entity: string): string | null {
    const source = this.#entities.get(entity);
    if (source === undefined) return null;
    const keys = [...source.fields].filter(([, thing]) => thing.flag('primary_key'));
    if (keys.length !== 1) return null;
    const [[name, thing]] = keys;
    // Children of one parent have one value of it.
    const isReference = generatorOf(thing) === 'foreign key';
    return isReference && !source.isStatic ? null : name;
  }

  /** The fields that are marked as the key. */
  keysOf(entity: string): readonly string[] {
    const fields = [...(this.#entities.get(entity)?.fields ?? [])];
    return fields.filter(([, thing]) => thing.flag('primary_key')).map(([name]) => name);
  }

  /** What a field refers to, as `entity.field`; null where it refers to nothing that is there. */
  targetOf(entity: string, field: string): string | null {
    const thing = this.#field(entity, field);
    if (thing === undefined || generatorOf(thing) !== 'foreign key' || !this.#isTarget(thing)) return null;
    const parent = thing.text('primary_key_entity', 'entity') ?? '';
    return `${parent}.${thing.text('primary_key_field', 'field') ?? this.keyOf(parent)}`;
  }

  perOf(entity: string): Per | undefined {
    return this.#pers.get(entity);
  }

  isReference(entity: string, field: string, parent: string): boolean {
    const thing = this.#field(entity, field);
    return (
      thing !== undefined &&
      generatorOf(thing) === 'foreign key' &&
      thing.text('primary_key_entity', 'entity') === parent &&
      this.#isTarget(thing)
    );
  }

  referencesTo(entity: string, parent: string): number {
    const names = [...(this.#entities.get(entity)?.fields.keys() ?? [])];
    return names.filter((name) => this.isReference(entity, name, parent)).length;
  }

  #field(entity: string, field: string): Thing | undefined {
    return this.#entities.get(entity)?.fields.get(field);
  }

  #isTarget(thing: Thing): boolean {
    const parent = thing.text('primary_key_entity', 'entity');
    const target = parent === null ? null : (thing.text('primary_key_field', 'field') ?? this.keyOf(parent));
    return parent !== null && target !== null && this.hasField(parent, target);
  }

  /** The first reference whose children drive the rows does so; in a circle none can. */
  #readPer({ name, fields, isStatic }: Source): Per {
    let field: string | null = null;
    const refused = new Map<string, string>();
    for (const [own, thing] of fields) {
      if (isStatic || !this.#isTarget(thing) || !drives(thing)) continue;
      const parent = thing.text('primary_key_entity', 'entity') ?? '';
      const target = thing.text('primary_key_field', 'field') ?? this.keyOf(parent);
      if (field !== null) refused.set(own, `since the rows follow from ${field}`);
      else if (target !== this.keyOf(parent)) refused.set(own, 'since the field it refers to is no key');
      else if (this.#leadsTo(parent, name)) refused.set(own, 'since its rows would follow from themselves');
      else field = own;
    }
    return { field, refused };
  }

  #leadsTo(from: string, to: string): boolean {
    const seen = new Set<string>();
    for (let at: string | null = from; at !== null && !seen.has(at);) {
      if (at === to) return true;
      seen.add(at);
      const per = this.#pers.get(at);
      const thing: Thing | undefined = typeof per?.field === 'string' ? this.#field(at, per.field) : undefined;
      at = thing?.text('primary_key_entity', 'entity') ?? null;
    }
    return false;
  }
}

function generatorOf(thing: Thing): string {
  return folded(thing.text('generator') ?? '');
}

/** Whether a field is a reference whose parents have the rows as children. */
export function drives(thing: Thing): boolean {
  if (generatorOf(thing) !== 'foreign key') return false;
  const law = thing.text('distribution')?.toLowerCase() ?? null;
  if (law === 'none') return false;
  return law !== null || thing.number('min') !== null || thing.number('max') !== null;
}
