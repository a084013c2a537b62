import type { CompiledEntity } from '../../engine/compile/program.ts';
import { checkSqliteTarget, loadDriver, shownAddress, TargetFailure, type TargetProblem } from '../../targets/index.ts';
import { beyondLimits } from '../../workers/making/beyond-limits.ts';
import { Failure } from '../failure.ts';
import { SQLITE_TARGET } from './sqlite-target.ts';
import { targetAddress } from './target-address.ts';

/** Compares the tables and the values of entities with the tables that exist in a database, which is only read. */
export async function compareTables(
  entities: readonly CompiledEntity[],
  target: string,
  schema: string | null,
): Promise<readonly TargetProblem[]> {
  const tables = entities.map(({ table }) => table);
  if (target.startsWith(SQLITE_TARGET)) {
    return explained(target, () => checkSqliteTarget(target.slice(SQLITE_TARGET.length), tables, 'append'));
  }
  const address = targetAddress(target);
  const driver = await loadDriver(address);
  return await explained(shownAddress(address), async () => {
    const request = { tables, schema, mode: 'append' as const };
    return await driver.check({ address }, request, async (limits) => await beyondLimits(entities, limits));
  });
}

async function explained(
  target: string,
  act: () => Promise<readonly TargetProblem[]> | readonly TargetProblem[],
): Promise<readonly TargetProblem[]> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof TargetFailure)) throw error;
    throw new Failure(1, `cannot compare with ${target}: ${error.message} (${error.code})`);
  }
}
