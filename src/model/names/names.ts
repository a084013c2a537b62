import { DRAFTA } from './drafta.ts';
import { FABRICATE } from './fabricate.ts';
import { FAKER } from './faker.ts';
import type { GivenOptions, NameTable } from './foreign-name.ts';
import { MOCKAROO } from './mockaroo.ts';

/** Systems whose names have tables here. Each has its own: `Title` and `Currency` mean different things in them. */
export const NAME_SYSTEMS = ['faker', 'mockaroo', 'fabricate', 'drafta'] as const;

/** A system whose names have a table. */
export type NameSystem = (typeof NAME_SYSTEMS)[number];

/** A name of another system. */
export interface NamedElsewhere {
  /** As the other system writes it. */
  readonly name: string;
  /** The canonical name of a generator; null where there is none. */
  readonly generator: string | null;
  /** Options of the generator that differ from its defaults. */
  readonly options: GivenOptions;
  /** Why there is no generator, or what to write instead, as the end of a sentence; null where there is one. */
  readonly reason: string | null;
}

const TABLES: Readonly<Record<NameSystem, readonly NameTable[]>> = {
  faker: [FAKER],
  mockaroo: [MOCKAROO],
  // Fabricate grew out of Mockaroo: what its own table does not have means what it meant there.
  fabricate: [FABRICATE, MOCKAROO],
  drafta: [DRAFTA],
};

const byName = new Map<NameSystem, ReadonlyMap<string, NamedElsewhere>>();

/** The names of a system in the order of its table. */
export function namesElsewhere(system: NameSystem): readonly NamedElsewhere[] {
  return [...tableOf(system).values()];
}

/** What a name of a system is here; case, blanks and punctuation do not count. Undefined for a name it does not have. */
export function nameElsewhere(system: NameSystem, name: string): NamedElsewhere | undefined {
  return tableOf(system).get(folded(name));
}

function tableOf(system: NameSystem): ReadonlyMap<string, NamedElsewhere> {
  const known = byName.get(system);
  if (known !== undefined) return known;
  const table = new Map<string, NamedElsewhere>();
  for (const [names, said] of TABLES[system].flatMap((one) => Object.entries(one))) {
    const meaning =
      typeof said === 'string'
        ? { generator: said, options: {}, reason: null }
        : 'reason' in said
          ? { generator: null, options: {}, reason: said.reason }
          : { ...said, reason: null };
    for (const name of names.split('|')) {
      if (!table.has(folded(name))) table.set(folded(name), { name, ...meaning });
    }
  }
  byName.set(system, table);
  return table;
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]+/g, '');
}
