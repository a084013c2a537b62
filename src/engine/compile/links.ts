import { DISTRIBUTIONS, type Entity, type Field, type Problems, type ReferenceSource } from '../../model/index.ts';
import type { Key } from '../random/key.ts';
import { Permutation } from '../random/permutation.ts';
import type { Presence } from '../recipes/presence.ts';
import type { ChildRanges } from '../relations/children.ts';
import type { DependentShare, Link, LinkTarget } from '../relations/link.ts';
import { cappedShare, lawShare, type Share, uniformShare, zipfShare } from '../relations/share.ts';
import { type Counts, perReference } from './counts.ts';
import { fit } from './fit.ts';
import type { Fields } from './place.ts';
import { treeFit } from './trees.ts';

/** The links of all reference fields, each made once. */
export class Links {
  readonly #fields: Fields;
  readonly #counts: Counts;
  readonly #key: (entity: Entity, field: Field, purpose: string) => Key;
  readonly #problems: Problems;
  readonly #open = new Set<string>();
  readonly #links = new Map<string, Link | null>();
  readonly #targets = new Map<string, LinkTarget>();

  constructor(fields: Fields, problems: Problems) {
    this.#fields = fields;
    this.#counts = fields.counts;
    this.#key = (entity, field, purpose) => fields.key(entity, field, purpose);
    this.#problems = problems;
  }

  /** The link of a reference field; null after a problem. */
  of(entity: Entity, field: Field, source: ReferenceSource, presence: Presence | null): Link | null {
    const id = `${entity.name}\0${field.path}`;
    const known = this.#links.get(id);
    if (known !== undefined) return known;
    if (this.#open.has(id)) {
      const message = `which row ${entity.name}.${field.path} refers to depends on itself`;
      return this.#fields.report(
        { entity, field, depth: null },
        'VALUE_CYCLE',
        message,
        'Name other fields in its $where.',
      );
    }
    this.#open.add(id);
    const fitted = this.#fit(entity, field, source, presence);
    this.#open.delete(id);
    const link = fitted === null ? null : { id: field.path, parent: this.#target(source.entity), ...fitted };
    this.#links.set(id, link);
    return link;
  }

  /** The choice, and where it is null: also where no row fits. */
  #fit(
    entity: Entity,
    field: Field,
    source: ReferenceSource,
    presence: Presence | null,
  ): Pick<Link, 'choice' | 'presence'> | null {
    const isKnown = this.#counts.isKnown(entity.name) && this.#counts.isKnown(source.entity);
    if (source.tree !== null) return treeFit(this.#fields, entity, field);
    const isPlain = (source.where === null && source.by === null) || source.per !== null;
    if (isPlain || !isKnown || this.#counts.rows(source.entity) === 0) {
      const choice = this.#choice(entity, field, source);
      return choice === null ? null : { choice, presence };
    }
    const { cap } = source;
    return fit(this.#fields, entity, field, source, presence, (parents) =>
      cap === null ? this.#share(entity, field, source, parents) : this.#capped(entity, field, cap, parents),
    );
  }

  #choice(entity: Entity, field: Field, source: ReferenceSource): Share | DependentShare | ChildRanges | null {
    if (!this.#counts.isKnown(entity.name) || !this.#counts.isKnown(source.entity)) return null;
    const parents = this.#counts.rows(source.entity);
    // A second $per, or one inside an object or list, has been reported when it was read.
    if (source.per !== null) return perReference(entity)?.field === field ? this.#counts.children(entity.name) : null;
    const path = `${entity.name}.${field.path}`;
    const rows = this.#counts.rows(entity.name);
    if (parents === 0 && rows > 0) {
      const message = `${source.entity} has no rows to refer to`;
      this.#problems.report('REFERENCE_EMPTY', field.at, path, message, `Give ${source.entity} at least one row.`);
      return null;
    }
    if (field.unique) {
      if (rows > parents) {
        const message = `${rows} different rows of ${source.entity} are needed, and there are only ${parents}`;
        this.#problems.report(
          'DOMAIN_TOO_SMALL',
          field.at,
          path,
          message,
          `Raise the count of ${source.entity}, or remove unique.`,
        );
        return null;
      }
      const permutation = new Permutation(Math.max(1, parents), this.#key(entity, field, 'permutation'));
      return { fill: (out, batch) => permutation.fill(out, batch) };
    }
    if (source.cap !== null) return this.#capped(entity, field, source.cap, parents);
    return this.#share(entity, field, source, Math.max(1, parents));
  }

  /** Each row one of so many places of all parents, and no place twice. */
  #capped(entity: Entity, field: Field, cap: number, parents: number): Share | null {
    const rows = this.#counts.rows(entity.name);
    const most = Math.min(cap, Math.floor(Number.MAX_SAFE_INTEGER / Math.max(1, parents)));
    const places = most * parents;
    if (rows > places) {
      const message = `${rows} rows are to refer to ${parents} rows, at most ${most} to each, which is ${places}`;
      const hint = `Raise $cap to ${Math.ceil(rows / parents)}, or lower the number of rows of ${entity.name}.`;
      return this.#fields.report({ entity, field, depth: null }, 'DOMAIN_TOO_SMALL', message, hint);
    }
    return cappedShare(parents, most, this.#key(entity, field, 'permutation'));
  }

  #share(entity: Entity, field: Field, source: ReferenceSource, parents: number): Share {
    const key = this.#key(entity, field, 'value');
    const { share } = source;
    if (share === null || share.name === 'uniform') return uniformShare(parents, key);
    const permutationKey = this.#key(entity, field, 'permutation');
    if (share.name === 'zipf')
      return zipfShare(parents, share.s ?? DISTRIBUTIONS.zipf.parameters.s.default, key, permutationKey);
    return lawShare(parents, share, key, permutationKey);
  }

  #target(name: string): LinkTarget {
    const known = this.#targets.get(name);
    if (known !== undefined) return known;
    const target = { rows: this.#counts.rows(name) };
    this.#targets.set(name, target);
    return target;
  }
}
