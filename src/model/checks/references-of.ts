import type { ReferenceSource, Source } from '../model.ts';

/** The references of a source: to one entity, or to one of several. */
export function referencesOf(source: Source): readonly ReferenceSource[] {
  if (source.kind === 'reference') return [source];
  return source.kind === 'one_of' ? source.options : [];
}
