import type { Entity, Field, Problems, ReferenceSource, Span } from '../../model/index.ts';
import { deriveKey } from '../random/key.ts';
import { lengthLaw } from '../random/length-law.ts';
import { Children } from '../relations/children.ts';
import { Given } from '../relations/given.ts';
import { QualifiedChildren } from '../relations/qualified-children.ts';
import type { RowSet } from '../relations/row-set.ts';
import { combinationsOf, combinedEntities } from './each.ts';

/** Rows of an entity whose model does not say how many. */
export const DEFAULT_COUNT = 100;

/** A reference field with `$per`: its entity's rows are the children of the rows it points at. */
export interface PerReference {
  readonly field: Field;
  readonly source: ReferenceSource & { readonly per: NonNullable<ReferenceSource['per']> };
}

/** The field that makes an entity's rows children of another entity; null if it has none. */
export function perReference(entity: Entity): PerReference | null {
  for (const field of entity.fields) {
    const { source } = field;
    if (source.kind === 'reference' && source.per !== null) return { field, source: { ...source, per: source.per } };
  }
  return null;
}

/** The children of every parent by an expression over it; null after a problem. */
export type ChildPlan = (entity: Entity, per: PerReference, parents: number) => Int32Array | null;

/** How many rows every entity has, and whose children they are. Each is worked out once, when it is first asked for. */
export class Counts {
  readonly #seed: string;
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #problems: Problems;
  readonly #qualifying: (entity: Entity, field: Field, source: ReferenceSource) => RowSet | null;
  readonly #rows = new Map<string, number>();
  readonly #children = new Map<string, Children>();
  readonly #least = new Map<string, number>();
  readonly #most = new Map<string, number>();
  readonly #plan: ChildPlan;
  readonly #open = new Set<string>();
  readonly #unknown = new Set<string>();

  /**
   * @param qualifying the parents that may have children, by the `$where` of a `$per` reference; null after a problem.
   * @param plan how many children each parent has, by the expression of a `$per`; null after a problem.
   */
  constructor(
    seed: string,
    entities: ReadonlyMap<string, Entity>,
    problems: Problems,
    qualifying: (entity: Entity, field: Field, source: ReferenceSource) => RowSet | null,
    plan: ChildPlan,
  ) {
    this.#seed = seed;
    this.#entities = entities;
    this.#plan = plan;
    this.#problems = problems;
    this.#qualifying = qualifying;
  }

  /** Rows of an entity; 0 after a problem. */
  rows(name: string): number {
    const known = this.#rows.get(name);
    if (known !== undefined) return known;
    const entity = this.#entities.get(name);
    if (entity === undefined) return this.#lost(name);
    const per = perReference(entity);
    if (this.#open.has(name)) {
      const at = per?.field.at ?? entity.at;
      const hint =
        per?.source.per.expression == null
          ? 'Give one of these entities a $count in place of $per.'
          : `Name a field of ${per.source.entity} that does not follow from its children.`;
      const what = per === null ? '$each' : '$per';
      this.#problems.report(
        'COUNT_CYCLE',
        at,
        name,
        `the number of rows of ${name} depends on itself through ${what}`,
        hint,
      );
      return this.#lost(name);
    }
    this.#open.add(name);
    const rows = per === null ? this.#ownRows(entity) : this.#childRows(entity, per);
    this.#open.delete(name);
    this.#rows.set(name, rows);
    return rows;
  }

  /** Whether `rows` is what the model says: not after a problem, nor where a field that may have `$per` cannot be read. */
  isKnown(name: string): boolean {
    this.rows(name);
    return !this.#unknown.has(name);
  }

  /** Which parent each row of an entity with a `$per` reference belongs to. */
  children(name: string): Children {
    this.rows(name);
    const children = this.#children.get(name);
    if (children === undefined) throw new TypeError(`${name} has no $per reference`);
    return children;
  }

  #lost(name: string): number {
    this.#unknown.add(name);
    return 0;
  }

  /** The fewest children that a parent of an entity with a `$per` reference has. */
  least(name: string): number {
    this.rows(name);
    return this.#least.get(name) ?? 0;
  }

  /** The most children that a parent of an entity with a `$per` reference has. */
  most(name: string): number {
    this.rows(name);
    return this.#most.get(name) ?? 0;
  }

  #ownRows(entity: Entity): number {
    if (entity.each !== null) return this.#combined(entity, entity.each.at);
    const said = entity.staticRows ?? entity.count;
    if (said !== null) return said;
    return entity.fields.some((field) => field.source.kind === 'broken') ? this.#lost(entity.name) : DEFAULT_COUNT;
  }

  #combined(entity: Entity, at: Span): number {
    const rows = combinationsOf(entity, (name) => this.rows(name));
    if (!combinedEntities(entity).every((name) => this.isKnown(name))) return this.#lost(entity.name);
    if (rows <= Number.MAX_SAFE_INTEGER) return rows;
    const message = `${entity.name} would have more than 2^53 - 1 rows`;
    this.#problems.report(
      'COUNT_CONTRADICTION',
      at,
      entity.name,
      message,
      'Combine fewer entities, or lower their counts.',
    );
    return this.#lost(entity.name);
  }

  #childRows(entity: Entity, per: PerReference): number {
    const { field, source } = per;
    const { min, max, expression, states } = source.per;
    // Rows that do not meet a $where beside $per have no children.
    this.#least.set(entity.name, source.where === null ? min : 0);
    this.#most.set(entity.name, max);
    const all = this.rows(source.entity);
    const path = `${entity.name}.${field.path}`;
    const key = deriveKey(field.seed ?? this.#seed, entity.name, field.path, 'count');
    const none = (): number => {
      this.#children.set(entity.name, new Children({ parents: 0, law: min, key }));
      return this.#lost(entity.name);
    };
    if (!this.isKnown(source.entity)) return none();
    const qualified = source.where === null ? undefined : this.#qualifying(entity, field, source);
    if (qualified === null) return none();
    const parents = qualified?.length ?? all;
    if (expression !== null || states !== undefined) {
      const counts = this.#plan(entity, per, all);
      if (counts === null) return none();
      if (qualified !== undefined) for (let row = 0; row < all; row++) if (!qualified.has(row)) counts[row] = 0;
      const given = new Given(counts);
      this.#least.set(entity.name, given.low);
      this.#most.set(entity.name, given.high);
      if (entity.countOverridden && entity.count !== given.total) {
        const message = `${entity.count} rows are requested of ${entity.name}, and its parents ask for ${given.total}`;
        this.#problems.report('COUNT_CONTRADICTION', field.at, path, message, 'Remove the count, or change $per.');
        return none();
      }
      this.#children.set(entity.name, new Children({ parents: all, law: given, key }));
      return given.total;
    }
    const law = lengthLaw(source.per);
    const [least, most] = [min * parents, max * parents];
    if (most > Number.MAX_SAFE_INTEGER) {
      const message = `${entity.name} could have more than 2^53 - 1 rows`;
      this.#problems.report('COUNT_CONTRADICTION', field.at, path, message, 'Lower $per or the number of parents.');
      return none();
    }
    // A $count of the model beside $per has been reported when it was read.
    const total = entity.countOverridden ? entity.count : null;
    if (total !== null && (total < least || total > most)) {
      const message = `${total} rows are requested of ${entity.name}, but ${parents} parents with ${min} to ${max} each have between ${least} and ${most}`;
      const hint = `Ask for a number in between, or change the count of ${source.entity}.`;
      this.#problems.report('COUNT_CONTRADICTION', field.at, path, message, hint);
      return none();
    }
    const options = { law, key, ...(total === null ? {} : { total }) };
    const children =
      qualified === undefined ? new Children({ ...options, parents }) : new QualifiedChildren(options, qualified);
    this.#children.set(entity.name, children);
    return children.total;
  }
}
