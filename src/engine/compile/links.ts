import { DISTRIBUTIONS, type Entity, type Field, type Problems, type ReferenceSource } from '../../model/index.ts';
import type { Key } from '../random/key.ts';
import { Permutation } from '../random/permutation.ts';
import type { Presence } from '../recipes/presence.ts';
import type { Children } from '../relations/children.ts';
import type { DependentShare, Link, LinkTarget } from '../relations/link.ts';
import { lawShare, type Share, uniformShare, zipfShare } from '../relations/share.ts';
import { type Counts, perReference } from './counts.ts';

/** The links of all reference fields, each made once. */
export class Links {
  readonly #counts: Counts;
  readonly #key: (entity: Entity, field: Field, purpose: string) => Key;
  readonly #problems: Problems;
  readonly #links = new Map<string, Link | null>();
  readonly #targets = new Map<string, LinkTarget>();

  constructor(counts: Counts, key: (entity: Entity, field: Field, purpose: string) => Key, problems: Problems) {
    this.#counts = counts;
    this.#key = key;
    this.#problems = problems;
  }

  /** The link of a reference field; null after a problem. */
  of(entity: Entity, field: Field, source: ReferenceSource, presence: Presence | null): Link | null {
    const id = `${entity.name}\0${field.path}`;
    const known = this.#links.get(id);
    if (known !== undefined) return known;
    const choice = this.#choice(entity, field, source);
    const link = choice === null ? null : { id: field.path, parent: this.#target(source.entity), choice, presence };
    this.#links.set(id, link);
    return link;
  }

  #choice(entity: Entity, field: Field, source: ReferenceSource): Share | DependentShare | Children | null {
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
    return this.#share(entity, field, source, Math.max(1, parents));
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
