import type { Call } from '../call.ts';
import type { Provider } from '../entities/provider.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { changeableProvider } from './changeable-provider.ts';
import { providerBy } from './find-provider.ts';
import { found } from './found.ts';
import { nameRefusals } from './name-refusals.ts';
import type { ProviderInput } from './provider-input.ts';
import { readProviderInput } from './read-provider-input.ts';
import { nameTaken } from './refusals.ts';
import { unlessViolated } from './unless-violated.ts';

export interface UpdateProvider extends ProviderInput {
  readonly id: string;
  readonly name?: string | null;
}

/** Changes the name, the content as a whole, or both; what is not given stays. Tasks that were accepted keep their values. */
export const updateProvider = verb(
  'write',
  async (call: Call, { id, name = null, ...content }: UpdateProvider): Promise<Outcome<Provider>> => {
    const provider = await changeableProvider(call, id);
    const refusals: Refusal[] = provider.ok ? [] : [...provider.refusals];
    const hasContent = Boolean(content.values ?? content.weights ?? content.columns);
    const read = hasContent ? readProviderInput(name ?? 'unchanged', content) : done(null);
    if (!read.ok) refusals.push(...read.refusals);
    else if (name !== null && !hasContent) refusals.push(...nameRefusals(name, 'name'));
    if (!provider.ok || !read.ok || refusals.length > 0) return refused(...refusals);

    const where = provider.value.group === null ? 'the shared providers' : 'the project group';
    return await unlessViolated({ unique: nameTaken(where, 'name') }, async () => {
      const values = read.value;
      // In one statement, also since the values hold the name, which another call may be changing.
      await statement(
        call.em,
        `update provider set
         name = coalesce($2, name),
         "values" = jsonb_set(coalesce($3::jsonb, "values"), '{name}', to_jsonb(coalesce($2, name))),
         columns = coalesce($4::text[], columns),
         "rows" = coalesce($5::int, "rows"),
         weighted = coalesce($6::boolean, weighted),
         updated_at = now()
       where id = $1`,
        [
          id,
          name,
          values === null ? null : JSON.stringify(values),
          values?.columns.map((column) => column.name) ?? null,
          values?.columns[0].values.length ?? null,
          values === null ? null : values.weights !== null,
        ],
      );
      return found(await providerBy(call, { id }), 'provider', 'id');
    });
  },
);
