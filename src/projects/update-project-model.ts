import type { Call } from '../call.ts';
import type { Outcome } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { type SavedModel, saveModel, type SaveModel } from './save-model.ts';

/** Saves a model as the next revision; the text of the current one is not saved again. */
export const updateProjectModel = verb(
  'write',
  async (call: Call, input: SaveModel, host: Pick<ModelHost, 'inspect'>): Promise<Outcome<SavedModel>> =>
    await saveModel(call, input, host),
);
