import type { EntityManager } from '@mikro-orm/sql';
import { type Outcome, type Refusal, refused } from '../refusal.ts';

/** Ends a transaction that came to refusals. */
class Undone extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super('undone');
    this.refusals = refusals;
  }
}

/** Does all of it or nothing: a transaction that answers refusals is rolled back. */
export async function inTransaction<T>(
  em: EntityManager,
  work: (em: EntityManager) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await em.transactional(async (inside) => {
      const outcome = await work(inside);
      if (!outcome.ok) throw new Undone(outcome.refusals);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undone) return refused(...error.refusals);
    throw error;
  }
}
