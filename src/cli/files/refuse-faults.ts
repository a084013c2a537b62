import type { CompiledEntity } from '../../engine/compile/program.ts';
import type { Format } from '../../formats/index.ts';
import type { Options } from '../../model/index.ts';
import { Failure } from '../failure.ts';

const MAX_LISTED = 10;

/** Fails with exit code 2 if a format cannot hold the entities, and prints why. */
export function refuseFaults(entities: readonly CompiledEntity[], format: Format, options: Options): void {
  const tables = entities.map(({ table }) => table);
  const faults = format.faults?.(tables, options) ?? [];
  if (faults.length === 0) return;
  const more = faults.length > MAX_LISTED ? ` and ${faults.length - MAX_LISTED} more` : '';
  throw new Failure(2, `${format.name} cannot represent this model: ${faults.slice(0, MAX_LISTED).join('; ')}${more}`);
}
