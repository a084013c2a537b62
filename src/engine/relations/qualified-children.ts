import type { Rows } from '../rows.ts';
import { Children, type ChildrenOptions } from './children.ts';
import type { RowSet } from './row-set.ts';

/** Children of some of the parents only: the others have none. */
export class QualifiedChildren extends Children {
  readonly #parents: RowSet;

  /** The options count only the parents that qualify. */
  constructor(options: Omit<ChildrenOptions, 'parents'>, parents: RowSet) {
    super({ ...options, parents: parents.length });
    this.#parents = parents;
  }

  override count(parent: number): number {
    return this.#parents.has(parent) ? super.count(this.#parents.rank(parent)) : 0;
  }

  override start(parent: number): number {
    const rank = this.#parents.rank(parent);
    return rank === this.#parents.length ? this.total : super.start(rank);
  }

  override locate(rows: Rows, parent: Float64Array, ordinal: Float64Array): void {
    super.locate(rows, parent, ordinal);
    for (let i = 0; i < rows.length; i++) parent[i] = this.#parents.row(parent[i]);
  }
}
