import type { LoadedSpec } from '../programs/loaded-specs.ts';

/** Why the format cannot hold some entities, a sentence for each fault. */
export function faultsOf({ format, options, loaded }: LoadedSpec, entities: readonly string[]): readonly string[] {
  const tables = (loaded.program?.entities ?? []).filter(({ name }) => entities.includes(name));
  return (
    format.faults?.(
      tables.map(({ table }) => table),
      options,
    ) ?? []
  );
}
