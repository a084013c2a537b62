import type { EntityManager } from '@mikro-orm/sql';
import { Provider } from '../entities/provider.ts';
import type { Provider as ProviderValues } from '../model/index.ts';

/** Reads the values of providers, by row ID. Those that do not exist are missing from the result. */
export async function readProviderValues(
  em: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProviderValues>> {
  const found = await em.find(Provider, { id: { $in: [...ids] } }, { populate: ['values'], refresh: true });
  return new Map(found.map(({ id, values }) => [id, values]));
}
