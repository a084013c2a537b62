import { catalogue } from '../../engine/generators/catalogue.ts';
import { inlineProviders, parseModel, usedProviders } from '../../model/index.ts';
import type { InlinedModel } from '../host/model-host.ts';
import type { LoadedSpec } from '../programs/loaded-specs.ts';

/**
 * Writes the stored providers that a model draws from into its text. A model with errors stays as it is.
 * @param kept names of those that are left out.
 */
export function inlinedModel(
  { spec, loaded }: Pick<LoadedSpec, 'spec' | 'loaded'>,
  kept: readonly string[],
): InlinedModel {
  const { text, providers = [] } = spec.model;
  if (loaded.model === null) return { ok: true, text };
  const used = usedProviders(loaded.model);
  const inlined = providers.filter(({ name }) => used.has(name) && !kept.includes(name));
  const written = inlineProviders(text, inlined);
  if (written === null) return { ok: false, message: TWICE };
  if (written === text) return { ok: true, text };
  // What is read again must be the same, however the document is written.
  const rest = providers.filter(({ name }) => kept.includes(name));
  const { model } = parseModel(written, { catalogue, providers: rest });
  const same = [...used].every((name) => {
    return JSON.stringify(model?.providers.get(name)) === JSON.stringify(loaded.model?.providers.get(name));
  });
  return same ? { ok: true, text: written } : { ok: false, message: UNWRITABLE };
}

const TWICE =
  'a provider that the model uses has the same weighted value twice, which `$providers` cannot have: add up the weights of such values';
const UNWRITABLE =
  'the model cannot hold the values of the providers that it uses: it would be too large, or its `$providers` are written in a way that cannot be added to';
