import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../../src/engine/generators/catalogue.ts';
import type { Generator } from '../../../src/engine/generators/generator.ts';
import type * as registry from '../../../src/engine/generators/registry.ts';
import { findGenerator } from '../../../src/engine/generators/registry.ts';
import { rules } from '../../../src/engine/inference/infer.ts';
import { KIND_NAMES, kindOf } from '../../../src/engine/inference/kinds.ts';
import { SEQUENCES } from '../../../src/engine/inference/siblings.ts';
import { ENGINE_VERSION } from '../../../src/engine/version.ts';
import { type Catalogue, type Field, parseModel } from '../../../src/model/index.ts';
import { describeInference, describeSource } from './describe.ts';

const FILE = join(import.meta.dirname, `engine-${ENGINE_VERSION}.txt`);
const CORPUS = readFileSync(join(import.meta.dirname, 'corpus.yaml'), 'utf8');
const TYPES = [
  'string',
  'integer',
  'number',
  'decimal',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
  'json',
  'binary',
] as const;

/** A name for which a rule is: `_at` and `is_` stand for others. */
const example = (name: string): string =>
  name.startsWith('_') ? `some${name}` : name.endsWith('_') ? `${name}thing` : name;

/** What every name of the list gets by type, of every kind of thing that has a rule for it, and of one that is not known. */
function table(names: Pick<Catalogue, 'infer'>): string[] {
  const places = new Set<string>();
  for (const rule of rules) {
    for (const name of rule.names) {
      for (const kind of rule.kinds ?? ['gadget']) places.add(`${example(name)} of ${kind}`);
    }
  }
  return [...places].toSorted().map((place) => {
    const [name, kind] = place.split(' of ');
    const byGift = new Map<string, string[]>();
    for (const type of [...TYPES, null]) {
      const gift = names.infer(name, type, [kind]).map(describeInference).join(' | ');
      if (gift !== '') byGift.set(gift, [...(byGift.get(gift) ?? []), type ?? 'none']);
    }
    return `${place}: ${[...byGift].map(([gift, types]) => `${types.join('/')} → ${gift}`).join('; ')}`;
  });
}

function corpus(names: Catalogue): string[] {
  const { model, problems } = parseModel(CORPUS, { catalogue: names });
  expect(problems).toEqual([]);
  const lines: string[] = [];
  const look = (entity: string, { path, type, source, inferred }: Field): void => {
    if (source.kind === 'object') for (const field of source.fields) look(entity, field);
    else if (source.kind === 'list') look(entity, source.item);
    else lines.push(`${entity}.${path} (${type?.kind}) ${inferred}: ${describeSource(source)}`);
  };
  for (const { name, fields } of model?.entities ?? []) for (const field of fields) look(name, field);
  return lines;
}

const everything = (names: Catalogue): string => [...table(names), '', ...corpus(names), ''].join('\n');

describe('inference', () => {
  it('is what is written down for this engine version', () => {
    const text = everything(catalogue);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(FILE, text);
    expect(existsSync(FILE), 'the list of this engine version is written down: npm run golden').toBe(true);
    expect(text.split('\n')).toEqual(readFileSync(FILE, 'utf8').split('\n'));
  });

  it('stays as it is when the registry gets another generator or alias', async () => {
    const extra: Generator = {
      ...findGenerator('boolean'),
      name: 'order_code',
      type: 'string',
      summary: 'An order code.',
      aliases: ['foo', 'gadget_name', 'quality', 'status', 'bar'],
    };
    vi.resetModules();
    vi.doMock('../../../src/engine/generators/registry.ts', async (original) => {
      const actual = await original<typeof registry>();
      const names = [extra.name, ...extra.aliases];
      return {
        ...actual,
        generators: [extra, ...actual.generators],
        generatorOf: (name: string) => (names.includes(name) ? extra : actual.generatorOf(name)),
      };
    });
    const grown = await import('../../../src/engine/generators/catalogue.ts');
    vi.doUnmock('../../../src/engine/generators/registry.ts');
    expect(grown.catalogue.find('quality')?.name).toBe('order_code');
    expect(everything(grown.catalogue)).toBe(everything(catalogue));
    // Other files share this worker's modules.
    vi.resetModules();
  });

  it('has rules for generators, options and kinds that exist', () => {
    const missing: string[] = [];
    const look = (name: string, options: Iterable<string> = []): void => {
      const entry = catalogue.find(name);
      if (entry?.name !== name) missing.push(name);
      for (const option of options) if (entry?.options[option] === undefined) missing.push(`${name} ${option}`);
    };
    for (const { gives, kinds, names, types } of rules) {
      if (names.length === 0 || types.length === 0) missing.push(describeInference(gives));
      missing.push(...(kinds ?? []).filter((kind) => !KIND_NAMES.includes(kind)));
      if (gives.kind === 'generator') look(gives.name, Object.keys(gives.options));
      if (gives.kind === 'template') {
        for (const part of gives.parts) if ('generator' in part) look(part.generator);
      }
    }
    expect(missing).toEqual([]);
  });

  it('has no two rules for the same name, type and kind that give a thing of the same sort', () => {
    const seen = new Set<string>();
    const twice: string[] = [];
    for (const { names, types, kinds, gives } of rules) {
      // Numbers and their choices may follow one another: the next is for types that the first does not fit.
      if (gives.kind === 'numbers' || (gives.kind === 'values' && typeof gives.values[0] === 'object')) continue;
      for (const place of names.flatMap((name) =>
        types.flatMap((type) => (kinds ?? ['']).map((kind) => `${name} ${type} ${kind}`)),
      )) {
        if (seen.has(place)) twice.push(place);
        seen.add(place);
      }
    }
    expect(twice).toEqual([]);
  });

  it('knows things by their last words, in singular and plural', () => {
    expect(
      ['sales_orders', 'Wards', 'companies', 'app_users', 'branches', 'movies', 'people'].map((name) =>
        kindOf(name.toLowerCase()),
      ),
    ).toEqual(['order', 'ward', 'company', 'person', 'branch', 'movie', 'person']);
    expect(KIND_NAMES.filter((kind) => kindOf(kind) !== kind)).toEqual([]);
    expect(['gadget', '', 'constructor', '__proto__'].map(kindOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('never lets fields follow each other in a circle', () => {
    const wrong = SEQUENCES.flatMap(({ earlier }, i) => {
      const below = SEQUENCES.slice(i).flatMap((sequence) => sequence.later);
      return earlier.filter((name) => below.includes(name));
    });
    expect(wrong).toEqual([]);
  });
});
