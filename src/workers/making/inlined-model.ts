import { inlineFiles, inlineProviders, type Model, usedProviders } from '../../model/index.ts';
import type { InlinedModel, KeptOutside } from '../host/model-host.ts';
import { loadProgram } from '../programs/load-program.ts';
import type { LoadedSpec } from '../programs/loaded-specs.ts';

/**
 * Writes the stored providers that a model draws from, and the rows of its table files, into its text. A model with errors stays as it
 * is.
 */
export function inlinedModel({ spec, loaded }: Pick<LoadedSpec, 'spec' | 'loaded'>, kept: KeptOutside): InlinedModel {
  const { text, providers = [], files = [] } = spec.model;
  if (loaded.model === null) return { ok: true, text };
  const used = usedProviders(loaded.model);
  const inlined = providers.filter(({ name }) => used.has(name) && !kept.providers.includes(name));
  const hasFiles = files.length > 0 && !kept.files;
  const written = inlineProviders(hasFiles ? inlineFiles(text, loaded.model) : text, inlined);
  if (written === null) return { ok: false, message: TWICE };
  if (written === text) return { ok: true, text };
  // What is read again must be the same, however the document is written.
  const rest = providers.filter(({ name }) => kept.providers.includes(name));
  const { model } = loadProgram({ text: written, providers: rest, files: kept.files ? files : [] }, false);
  const isSame = model !== null && JSON.stringify(dataOf(model, used)) === JSON.stringify(dataOf(loaded.model, used));
  return isSame ? { ok: true, text: written } : { ok: false, message: UNWRITABLE };
}

/** What comes from providers and files. */
function dataOf({ providers, entities }: Model, used: ReadonlySet<string>): unknown {
  const columns = entities.map(({ fields }) =>
    fields.map(({ source }) => (source.kind === 'static' ? source.values : [])),
  );
  return [[...used].sort().map((name) => providers.get(name)), columns];
}

const TWICE =
  'a provider that the model uses has the same weighted value twice, which `$providers` cannot have: add up the weights of such values';
const UNWRITABLE =
  'the model cannot hold the values of the providers and files that it uses: it would be too large, or is written in a way that cannot be added to';
