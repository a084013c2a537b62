import type { Call } from '../call.ts';
import type { Provider } from '../entities/provider.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { providerBy } from './find-provider.ts';
import { notAllowed, notFound } from './refusals.ts';

/** A provider that the key may change. One that is bound to groups sees the shared ones but leaves them alone. */
export async function changeableProvider(call: Call, id: string): Promise<Outcome<Provider>> {
  const provider = await providerBy(call, { id });
  if (provider === null) return refused(notFound('provider', 'id'));
  if (provider.group === null && call.access.groups !== null) {
    return refused(
      notAllowed(
        'shared providers cannot be changed with an API key that is restricted to project groups: use one that is not',
        'id',
      ),
    );
  }
  return done(provider);
}
