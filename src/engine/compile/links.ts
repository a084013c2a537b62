import {
  type Distribution,
  DISTRIBUTIONS,
  type Entity,
  type Field,
  type Length,
  type Problems,
  type ReferenceSource,
} from '../../model/index.ts';
import { fillLaw } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { discreteLaw } from '../random/law.ts';
import { lengthLaw } from '../random/length-law.ts';
import { Permutation } from '../random/permutation.ts';
import { drawnWithoutRepeats, spreadWithoutRepeats } from '../random/without-repeats.ts';
import type { Presence } from '../recipes/presence.ts';
import type { ChildRanges } from '../relations/children.ts';
import type { DependentShare, Link, LinkTarget } from '../relations/link.ts';
import { listPicks } from '../relations/list-picks.ts';
import { circle, circles, othersAlike, othersInstead, othersThan, type OwnRows } from '../relations/other-row.ts';
import { cappedShare, lawShare, type Share, uniformShare, zipfShare } from '../relations/share.ts';
import { listOfItem } from '../recipes/list.ts';
import type { Rows } from '../rows.ts';
import { type Counts, perReference } from './counts.ts';
import { sizedLength } from './list-size.ts';
import { fit } from './fit.ts';
import type { Fields } from './fields.ts';
import { treeFit } from './trees.ts';
import type { TupleMember } from './tuple-member.ts';

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
    const many = source.many === null ? null : sizedLength(source.many, { entity, field, depth: null }, this.#fields);
    const sized = source.many !== null && many === null ? null : { ...source, many: many?.length ?? null };
    const fitted = sized === null ? null : this.#fit(entity, field, sized, presence);
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
  ): Omit<Link, 'id' | 'parent'> | null {
    const isKnown = this.#counts.isKnown(entity.name) && this.#counts.isKnown(source.entity);
    if (source.tree !== null) return treeFit(this.#fields, entity, field);
    const isPlain = (source.where === null && source.by === null) || source.per !== null;
    if (isPlain || !isKnown || this.#counts.rows(source.entity) === 0) {
      const choice = this.#choice(entity, field, source);
      // The only row of an entity, which must not refer to itself, refers to nothing.
      const isAlone = isKnown && (ownRows(entity, field, source, this.#counts.rows(source.entity))?.n ?? 2) < 2;
      const present = presence !== null && isAlone ? { ...presence, nullShare: 1 } : presence;
      const member = source.per === null && isKnown ? this.#fields.member(entity, field) : null;
      if (choice === null || member === null) return choice === null ? null : { choice, presence: present };
      const apart: NonNullable<Link['apart']> = (others) => {
        const parents = this.#counts.rows(source.entity) - others.length;
        const digits = this.#digits(entity, field, source, member, Math.max(1, parents));
        return { choice: othersThan(others, digits), presence: present };
      };
      return { choice, presence: present, apart };
    }
    const { cap, many } = source;
    return fit(this.#fields, entity, field, source, presence, (parents) => {
      if (many !== null) return this.#listed(entity, field, { ...source, many }, parents);
      return cap === null ? this.#share(entity, field, source, parents) : this.#capped(entity, field, cap, parents);
    });
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
    const member = this.#fields.member(entity, field);
    if (member !== null) return this.#digits(entity, field, source, member, parents);
    if (source.many !== null) return this.#listed(entity, field, { ...source, many: source.many }, parents);
    const own = ownRows(entity, field, source, parents);
    if (own !== null && own.n < 2)
      return rows > 0 ? this.#alone(entity, field) : uniformShare(1, this.#key(entity, field, 'value'));
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
      if (own !== null) return circle(own.n, this.#key(entity, field, 'permutation'));
      const permutation = new Permutation(Math.max(1, parents), this.#key(entity, field, 'permutation'));
      return { fill: (out, batch) => permutation.fill(out, batch) };
    }
    if (source.cap !== null && own !== null) {
      const keys = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => this.#key(entity, field, `circle:${i}`));
      return circles(own.n, keys.slice(0, source.cap), this.#key(entity, field, 'value'));
    }
    if (source.cap !== null) return this.#capped(entity, field, source.cap, parents);
    if (own === null) return this.#share(entity, field, source, Math.max(1, parents));
    const key = this.#key(entity, field, 'value');
    if (lawOf(source) === null) return othersAlike(own, uniformShare(own.n - 1, key));
    return othersInstead(own, this.#share(entity, field, source, parents), this.#key(entity, field, 'other'));
  }

  /** The digits of combinations that do not repeat. */
  #digits(entity: Entity, field: Field, source: ReferenceSource, member: TupleMember, parents: number): Share {
    const digit = member.join(parents);
    if (lawOf(source) === null) return { fill: (out, rows) => digit.fill(out, rows) };
    const ranks = new Permutation(parents, this.#key(entity, field, 'permutation'));
    return {
      fill(out, rows) {
        digit.fill(out, rows);
        for (let i = 0; i < rows.length; i++) out[i] = ranks.forward(out[i]);
      },
    };
  }

  /** References of a list, none of which comes twice in it. */
  #listed(entity: Entity, field: Field, source: ReferenceSource & { many: Length }, parents: number): Share | null {
    const own = ownRows(entity, field, source, parents);
    const n = Math.max(0, own === null ? parents : own.n - 1);
    const { many } = listLength(source, n);
    if (many.max > n) {
      const others = own === null ? 'rows' : 'other rows';
      const message = `a list of up to ${many.max} different rows of ${source.entity} is asked for, and there are only ${n} ${others}`;
      const hint = `Lower $length to at most ${n}, or raise the count of ${source.entity}.`;
      this.#problems.report('DOMAIN_TOO_SMALL', field.at, `${entity.name}.${field.path}`, message, hint);
      return null;
    }
    const key = this.#key(entity, field, 'value');
    const size = Math.max(1, n);
    const share = lawOf(source);
    if (share === null) {
      const picks = listPicks(drawnWithoutRepeats(size, Math.min(size, many.max), key));
      return own === null ? picks : othersAlike(own, picks);
    }
    // By an expression, of as many draws as the longest list needs.
    const lengths = lengthLaw(many.expression === null ? many : { ...many, min: many.max });
    const lengthKey = this.#key(entity, field, 'length');
    const list: Rows = { first: 0, length: 1, index: null };
    const length = new Float64Array(1);
    const count = (owner: number): number => {
      list.first = owner;
      fillLaw(length, lengthKey, list, lengths);
      return length[0];
    };
    const law = discreteLaw(share, 0, size - 1);
    const picks = listPicks(spreadWithoutRepeats({ law, width: 1, count }, key));
    const ranks = new Permutation(size, this.#key(entity, field, 'permutation'));
    const spread: Share = {
      fill(out, rows) {
        picks.fill(out, rows);
        for (let i = 0; i < rows.length; i++) out[i] = ranks.forward(out[i]);
      },
    };
    return own === null ? spread : othersAlike(own, spread);
  }

  /** The only row of an entity has no other to refer to. */
  #alone(entity: Entity, field: Field): Share | null {
    if (field.nullShare > 0 || field.when !== null) return uniformShare(1, this.#key(entity, field, 'value'));
    const message = `${entity.name} has one row, and ${field.name} refers to another one`;
    const hint = 'Raise the count, write null 10%, or permit it to refer to itself: { $ref: …, $self: true }.';
    this.#problems.report('REFERENCE_EMPTY', field.at, `${entity.name}.${field.path}`, message, hint);
    return null;
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

/** The law that a reference follows; null where all parents are alike. */
function lawOf({ share }: ReferenceSource): Distribution | null {
  return share === null || share.name === 'uniform' ? null : share;
}

/** A list without a length has no more references than there are different ones. */
export function listLength<S extends ReferenceSource & { many: Length }>(source: S, n: number): S {
  const { many } = source;
  if (!many.isFallback || many.max <= n) return source;
  return { ...source, many: { ...many, min: Math.min(many.min, n), max: n } };
}

/** What a reference to the own entity must know to leave the own row out; null for one to another entity, or that may not. */
export function ownRows(entity: Entity, { path }: Field, source: ReferenceSource, n: number): OwnRows | null {
  if (source.entity !== entity.name || source.self) return null;
  const lists = path.split('[]').length - 1 + (source.many === null ? 0 : 1);
  return {
    n,
    rowOf(row) {
      let own = row;
      for (let i = 0; i < lists; i++) own = listOfItem(own);
      return own;
    },
  };
}
