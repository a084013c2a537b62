import { v7 as newId } from 'uuid';
import type { Call } from '../call.ts';
import { Provider } from '../entities/provider.ts';
import { statement } from '../entities/queries/statement.ts';
import type { Provider as ProviderValues } from '../model/index.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { projectGroupBy } from './find-project-group.ts';
import { inTransaction } from './in-transaction.ts';
import type { ProviderInput } from './provider-input.ts';
import { readProviderInput } from './read-provider-input.ts';
import { invalid, nameTaken, notAllowed, notFound } from './refusals.ts';
import { unlessViolated } from './unless-violated.ts';

const MAX_PROVIDERS = 100;
/** Refusals that are answered: nobody reads more. */
const MAX_REFUSALS = 100;

export interface CreateProviders {
  /** Id of the group whose models see them; null for all groups. */
  readonly group: string | null;
  /** At most 100. */
  readonly providers: readonly NewProvider[];
}

export interface NewProvider extends ProviderInput {
  readonly name: string;
}

/** Makes all of them, in this order, or none. */
export const createProviders = verb(
  'write',
  async (call: Call, input: CreateProviders): Promise<Outcome<readonly Provider[]>> => {
    const { group, providers } = input;
    if (providers.length === 0 || providers.length > MAX_PROVIDERS) {
      return refused(invalid(`give 1 to ${MAX_PROVIDERS} providers at once`, 'providers'));
    }
    const { read, refusals } = readAll(providers);
    if (group === null && call.access.groups !== null) {
      refusals.push(
        notAllowed(
          'this API key is restricted to project groups: name one of them, or use a key that is not restricted',
          'group',
        ),
      );
    } else if (group !== null && (await projectGroupBy(call, { id: group })) === null) {
      refusals.push(notFound('project group', 'group'));
    }
    if (refusals.length > 0) return refused(...refusals.slice(0, MAX_REFUSALS));

    const made = await unlessViolated(
      { reference: notFound('project group', 'group') },
      async () => await insertAll(call, group, read),
    );
    if (!made.ok) return made;
    const stored = await call.em.find(Provider, { id: { $in: [...made.value] } });
    const byId = new Map(stored.map((provider) => [provider.id, provider]));
    return done(made.value.flatMap((id) => byId.get(id) ?? []));
  },
);

function readAll(providers: readonly NewProvider[]): { read: ProviderValues[]; refusals: Refusal[] } {
  const read: ProviderValues[] = [];
  const refusals: Refusal[] = [];
  const names = new Set<string>();
  providers.forEach(({ name, ...content }, i) => {
    const path = ['providers', String(i)];
    const outcome = readProviderInput(name, content, ...path);
    if (outcome.ok) read.push(outcome.value);
    else refusals.push(...outcome.refusals);
    if (names.has(name)) refusals.push(nameTaken('this list', ...path, 'name'));
    names.add(name);
  });
  return { read, refusals };
}

/** Answers their ids in the order of the list. */
async function insertAll(
  { em }: Call,
  group: string | null,
  providers: readonly ProviderValues[],
): Promise<Outcome<readonly string[]>> {
  const ids = providers.map(() => newId());
  // By name, so that two calls with the same names never wait for each other crosswise.
  const order = [...providers.keys()].sort((a, b) => (providers[a].name < providers[b].name ? -1 : 1));
  return await inTransaction(em, async (inside) => {
    const refusals: Refusal[] = [];
    for (const i of order) {
      const { name, columns, weights } = providers[i];
      const inserted = await statement(
        inside,
        `insert into provider (id, group_id, name, columns, "rows", weighted, "values")
         values ($1, $2, $3, $4, $5, $6, $7::jsonb) on conflict (group_id, name) do nothing returning id`,
        [
          ids[i],
          group,
          name,
          columns.map((column) => column.name),
          columns[0].values.length,
          weights !== null,
          JSON.stringify(providers[i]),
        ],
      );
      const where = group === null ? 'the shared providers' : 'the project group';
      if (inserted.length === 0) refusals.push(nameTaken(where, 'providers', String(i), 'name'));
    }
    return refusals.length === 0 ? done(ids) : refused(...refusals);
  });
}
