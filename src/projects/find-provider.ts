import { validate } from 'uuid';
import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { Provider } from '../entities/provider.ts';
import { verb } from '../verb.ts';
import { nameFault } from './name-fault.ts';

/** `group` and `name` are names; a group of null stands for the shared ones. */
export type ProviderBy =
  | { readonly id: string }
  | { readonly path: { readonly group: string | null; readonly name: string } };

/** A provider as it is now, without its values; null where there is none, or none that the key may see. */
export async function providerBy({ em, access }: Call, by: ProviderBy): Promise<Provider | null> {
  // What no provider can have is not asked for: the database refuses some of it.
  const possible =
    'id' in by
      ? validate(by.id)
      : (by.path.group === null || nameFault(by.path.group) === null) && nameFault(by.path.name) === null;
  if (!possible) return null;
  const where =
    'id' in by ? { id: by.id } : { group: by.path.group === null ? null : { name: by.path.group }, name: by.path.name };
  const provider = await em.findOne(Provider, where, { refresh: true });
  return provider !== null && sees(access, provider.group?.id ?? null) ? provider : null;
}

/** `providerBy` for any caller. */
export const findProvider = verb('read', providerBy);
