import type { Call } from '../call.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { Inspection, ModelHost } from '../workers/host/model-host.ts';
import { hostRefusal } from './model-refusals.ts';
import { type ModelInput, modelOf } from './model-input.ts';

/** What a model is, with everything that is wrong with it. Sizes are those of csv. */
export async function inspectModel(call: Call, input: ModelInput, host: ModelHost): Promise<Outcome<Inspection>> {
  const found = await modelOf(call, input);
  if (!found.ok) return found;
  const { model, asker } = found.value;
  try {
    return done(await host.inspect({ model, format: 'csv', options: [] }, asker));
  } catch (error) {
    return refused(hostRefusal(error, ['project' in input ? 'project' : 'model']));
  }
}
