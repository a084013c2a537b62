import type { CompiledEntity } from '../../engine/compile/program.ts';
import type { LoadedSpec } from '../programs/loaded-specs.ts';

/** The entities of these names, in the order of the document. Throws where one is missing: a task made without it would lie. */
export function entitiesOf(
  { loaded }: Pick<LoadedSpec, 'loaded'>,
  names: readonly string[],
): readonly CompiledEntity[] {
  const entities = (loaded.program?.entities ?? []).filter(({ name }) => names.includes(name));
  if (entities.length !== names.length) throw new Error('the model has not all entities that are to be made');
  return entities;
}
