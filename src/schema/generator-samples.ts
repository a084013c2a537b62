import { generators } from '../engine/generators/registry.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { previewRow } from '../tasks/index.ts';

/** So that samples are the same every time. */
const SEED = 'sample';
/** Rows that are looked through for the first value that is not null. */
const ROWS = 20;

/** Samples are the same for all: nobody's time is used. */
const ASKER = { group: '', key: '' };

const known = new WeakMap<ModelHost, Map<string, Promise<ReadonlyMap<string, string>>>>();

/**
 * A value of each generator that needs no options, as a text. Made once for a host and locale, and not on this thread.
 * @param locale one that the catalogue has.
 */
export async function generatorSamples(host: ModelHost, locale: string): Promise<ReadonlyMap<string, string>> {
  const byLocale = known.get(host) ?? new Map<string, Promise<ReadonlyMap<string, string>>>();
  known.set(host, byLocale);
  let samples = byLocale.get(locale);
  if (samples === undefined) {
    samples = sampled(host, locale);
    byLocale.set(locale, samples);
    // The next one who asks tries again.
    samples.catch(() => byLocale.delete(locale));
  }
  return await samples;
}

async function sampled(host: ModelHost, locale: string): Promise<ReadonlyMap<string, string>> {
  const names = generators.map(({ name }) => name);
  const { problems } = await host.inspect({ model: modelOf(names, locale), format: 'jsonl', options: {} }, ASKER);
  const faulty = new Set(problems.filter(({ severity }) => severity === 'error').map(({ path }) => path));
  const good = names.filter((name) => !faulty.has(`Sample.${name}`));
  const { rows } = await host.preview(
    { model: modelOf(good, locale), entity: 'Sample', offset: 0, limit: ROWS },
    ASKER,
  );
  const found = new Map<string, string>();
  for (const row of (rows ?? []).map(previewRow)) {
    for (const [name, value] of Object.entries<unknown>({ ...row })) {
      if (value !== null && !found.has(name))
        found.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  return found;
}

function modelOf(names: readonly string[], locale: string): { readonly text: string; readonly seed: string } {
  const fields = names.map((name) => `  ${name}: { $generator: ${name} }\n`);
  return { text: `$locale: ${locale}\nSample:\n  $count: ${ROWS}\n${fields.join('')}`, seed: SEED };
}
