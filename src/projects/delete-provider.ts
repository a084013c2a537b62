import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome } from '../refusal.ts';
import { verb } from '../verb.ts';
import { changeableProvider } from './changeable-provider.ts';

export interface DeleteProvider {
  readonly id: string;
}

/** Deletes a provider. Models that use it have a problem from then on; tasks that were accepted keep its values. */
export const deleteProvider = verb(
  'write',
  async (call: Call, { id }: DeleteProvider): Promise<Outcome<{ readonly id: string }>> => {
    const provider = await changeableProvider(call, id);
    if (!provider.ok) return provider;
    await statement(call.em, 'delete from provider where id = $1', [id]);
    return done({ id });
  },
);
