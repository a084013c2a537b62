import type { Check, Expression, Field } from '../../../model/index.ts';
import { type CheckContext, isOfTuple } from './context.ts';
import { nameOf } from './rules.ts';

/** A reference that another one differs from in rows where all conditions hold; its own path is the row itself. */
export interface Different {
  readonly path: string;
  readonly guards: readonly Expression[];
}

/** Plans which references lead to different rows. */
export class ReferencePlans {
  readonly differing = new Map<string, readonly Different[]>();
  readonly #context: CheckContext;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  /** Whether the rule is that two references lead to different rows, or that one does not lead to its own row. */
  read(check: Check, guards: readonly Expression[], a: readonly string[], b: readonly string[]): boolean {
    const fields = [a, b].map((names) => this.#context.ranges.own(this.#context.entity, names));
    const [x, y] = fields;
    if (x === null || y === null) return false;
    const order = this.#context.order();
    const isOwnRow = (reference: Field, key: Field): boolean =>
      reference.source.kind === 'reference' &&
      reference.source.entity === this.#context.entity.name &&
      (reference.source.field ?? this.#context.entity.key[0]) === key.path &&
      key.unique;
    const own = isOwnRow(x, y) ? x : isOwnRow(y, x) ? y : null;
    if (own?.source.kind === 'reference' && own.source.tree !== null) return true;
    if (own?.source.kind === 'reference' && own.source.self && own.source.where !== null) {
      const message = `${own.path} may refer to its own row by $self`;
      this.#context.unproven(check, message, 'Remove $self: true.');
      return true;
    }
    if (own !== null) {
      // Which row it is not itself needs no condition.
      if (this.#canDiffer(check, own)) this.#differ(check, own, { path: own.path, guards: [] });
      return true;
    }
    const [s, t] = [x.source, y.source];
    if (s.kind !== 'reference' || t.kind !== 'reference' || s.many !== null || t.many !== null) return false;
    const target = this.#context.bare.entity(s.entity);
    const field =
      target === undefined ? undefined : this.#context.bare.index(target).get(s.field ?? target.key[0] ?? '');
    if (s.entity !== t.entity || s.field !== t.field || field?.unique !== true) return false;
    const site = (one: Field): number => order.get(one.path) ?? 0;
    const rank = (one: Field): number =>
      isFixedReference(one) ? -Infinity : isOfTuple(this.#context.entity, one) ? site(one) - order.size : site(one);
    const isInOrder = follows(y, x) || (!follows(x, y) && rank(x) <= rank(y));
    const [first, last] = isInOrder ? [x, y] : [y, x];
    if (this.#canDiffer(check, last, guards.length === 0 ? first : null)) {
      this.#differ(check, last, { path: first.path, guards });
    }
    return true;
  }

  /** @param other the reference that it differs from in every row; null if it does in some. */
  #canDiffer(check: Check, field: Field, other: Field | null = null): boolean {
    const { source } = field;
    const isFitted = source.kind === 'reference' && (source.by ?? source.cap ?? source.tree) !== null;
    // Rows of a list of distinct fields stay distinct if what is left out follows from the rest of the list.
    const member = this.#context.bare.member(this.#context.entity, field);
    const isOfList =
      member !== null && (this.#context.entity.each !== null || !member.names.includes(other?.name ?? ''));
    const isFixed = isFixedReference(field) || isFitted || isOfList;
    if (!isFixed) return true;
    this.#context.unproven(
      check,
      `${field.path} has a parent that follows from $per, $unique, $share by a field, $cap or $tree`,
      'Write the check about a reference without them.',
    );
    return false;
  }

  #differ(check: Check, field: Field, other: Different): void {
    const others = this.differing.get(field.path) ?? [];
    const isSame = ({ path, guards }: Different): boolean =>
      path === other.path && guards.map(nameOf).join() === other.guards.map(nameOf).join();
    if (others.some(isSame)) return;
    const { source } = field;
    const parents =
      source.kind === 'reference' && this.#context.bare.counts.isKnown(source.entity)
        ? this.#context.bare.counts.rows(source.entity)
        : Infinity;
    const needed = new Set([...others, other].map(({ path }) => path)).size;
    if (parents <= needed && this.#context.bare.counts.rows(this.#context.entity.name) > 0) {
      const target = source.kind === 'reference' ? source.entity : '';
      this.#context.contradiction(
        check,
        `${needed + 1} different rows of ${target} are needed, and there are only ${parents}`,
        `Raise the count of ${target}.`,
      );
      return;
    }
    this.differing.set(field.path, [...others, other]);
  }
}

/** Whether the rows that a reference can refer to follow from another one beside it. */
function follows({ source }: Field, other: Field): boolean {
  if (source.kind !== 'reference' || source.where === null) return false;
  return [...source.where.equal, ...source.where.ordered].some(({ own }) => own.names[0] === other.name);
}

function isFixedReference({ unique, source }: Field): boolean {
  return unique || (source.kind === 'reference' && source.per !== null);
}
