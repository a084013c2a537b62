import type { Check, Expression, Field } from '../../../model/index.ts';
import { type CheckContext, isOfTuple } from './context.ts';

/** Plans which references lead to different rows. */
export class ReferencePlans {
  /** By reference, the others of its row; its own path is the row itself. */
  readonly differing = new Map<string, string[]>();
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
      if (this.#canDiffer(check, guards, own)) this.#differ(check, own, own.path);
      return true;
    }
    const [s, t] = [x.source, y.source];
    if (s.kind !== 'reference' || t.kind !== 'reference' || s.many !== null || t.many !== null) return false;
    const target = this.#context.bare.entity(s.entity);
    const field =
      target === undefined ? undefined : this.#context.bare.index(target).get(s.field ?? target.key[0] ?? '');
    if (s.entity !== t.entity || s.field !== t.field || field?.unique !== true) return false;
    const rank = (one: Field): number =>
      isFixedReference(one) || isOfTuple(this.#context.entity, one) ? -1 : (order.get(one.path) ?? 0);
    const isInOrder = follows(y, x) || (!follows(x, y) && rank(x) <= rank(y));
    const [first, last] = isInOrder ? [x, y] : [y, x];
    if (this.#canDiffer(check, guards, last)) this.#differ(check, last, first.path);
    return true;
  }

  #canDiffer(check: Check, guards: readonly Expression[], field: Field): boolean {
    const { source } = field;
    const isFitted = source.kind === 'reference' && (source.by ?? source.cap ?? source.tree) !== null;
    const isFixed = isFixedReference(field) || isFitted || isOfTuple(this.#context.entity, field);
    if (!isFixed && guards.length === 0) return true;
    this.#context.unproven(
      check,
      guards.length > 0
        ? 'references differ under a condition'
        : `${field.path} has a parent that follows from $per, $unique, $share by a field, $cap or $tree`,
      'Write the check about a reference without them, and without a condition.',
    );
    return false;
  }

  #differ(check: Check, field: Field, other: string): void {
    const others = this.differing.get(field.path) ?? [];
    if (others.includes(other)) return;
    const { source } = field;
    const parents =
      source.kind === 'reference' && this.#context.bare.counts.isKnown(source.entity)
        ? this.#context.bare.counts.rows(source.entity)
        : Infinity;
    if (parents <= others.length + 1 && this.#context.bare.counts.rows(this.#context.entity.name) > 0) {
      const target = source.kind === 'reference' ? source.entity : '';
      this.#context.contradiction(
        check,
        `${others.length + 2} different rows of ${target} are needed, and there are only ${parents}`,
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
