import { generators } from '../engine/generators/registry.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { previewRow } from './preview-row.ts';

/** So that samples are the same every time. */
const SEED = 'sample';
/** Rows that are looked through for the first value that is not null. */
const ROWS = 20;

/** Samples are the same for all: nobody's time is used. */
const ASKER = { group: '', key: '' };

const known = new WeakMap<ModelHost, Promise<ReadonlyMap<string, string>>>();

/** A value of each generator that needs no options, as a text. Made once for a host, and not on this thread. */
export async function generatorSamples(host: ModelHost): Promise<ReadonlyMap<string, string>> {
  let samples = known.get(host);
  if (samples === undefined) {
    samples = sampled(host);
    known.set(host, samples);
    // The next one who asks tries again.
    samples.catch(() => known.delete(host));
  }
  return await samples;
}

async function sampled(host: ModelHost): Promise<ReadonlyMap<string, string>> {
  const names = generators.map(({ name }) => name);
  const { problems } = await host.inspect({ model: modelOf(names), format: 'jsonl', options: [] }, ASKER);
  const faulty = new Set(problems.filter(({ severity }) => severity === 'error').map(({ path }) => path));
  const good = names.filter((name) => !faulty.has(`Sample.${name}`));
  const { rows } = await host.preview({ model: modelOf(good), entity: 'Sample', offset: 0, limit: ROWS }, ASKER);
  const found = new Map<string, string>();
  for (const row of (rows ?? []).map(previewRow)) {
    for (const [name, value] of Object.entries<unknown>({ ...row })) {
      if (value !== null && !found.has(name))
        found.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  return found;
}

function modelOf(names: readonly string[]): { readonly text: string; readonly seed: string } {
  const fields = names.map((name) => `  ${name}: { $generator: ${name} }\n`);
  return { text: `Sample:\n  $count: ${ROWS}\n${fields.join('')}`, seed: SEED };
}
