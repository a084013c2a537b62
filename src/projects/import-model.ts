import type { Call } from '../call.ts';
import type { Outcome } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { importedModel, type ImportedModel } from './imported-model.ts';

export interface ImportModel {
  readonly schema: string;
  /** A dialect of the registry; detected by default. */
  readonly format?: string | null;
}

/** Makes a model of a schema of another system, and saves nothing. */
export const importModel = verb(
  'read',
  async (
    call: Call,
    { schema, format = null }: ImportModel,
    host: Pick<ModelHost, 'importText'>,
  ): Promise<Outcome<ImportedModel>> => await importedModel(call, host, null, schema, format, 'schema'),
);
