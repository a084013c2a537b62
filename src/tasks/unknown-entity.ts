import { didYouMean } from '../model/index.ts';
import type { Refusal } from '../refusal.ts';
import type { Inspection } from '../workers/host/model-host.ts';

/** Entities that are listed where none is like the name. */
const MAX_LISTED = 20;

/** @param name written by the caller. */
export function unknownEntity(name: string, { entities }: Inspection, path: readonly string[]): Refusal {
  const names = entities.map((entity) => entity.name);
  const hint = didYouMean(name, names) || `there are ${names.slice(0, MAX_LISTED).join(', ')}`;
  const shown = name.length > 100 ? 'of that name' : name;
  return { kind: 'model-problem', code: 'ENTITY_UNKNOWN', message: `the model has no entity ${shown}: ${hint}`, path };
}
