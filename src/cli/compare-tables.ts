import type { Table } from '../engine/table.ts';
import { checkSqliteTarget, loadDriver, shownAddress, TargetFailure, type TargetProblem } from '../targets/index.ts';
import { Failure } from './failure.ts';
import { SQLITE_TARGET } from './sqlite-target.ts';
import { targetAddress } from './target-address.ts';

/** Compares tables with those that exist in a database, which is only read. */
export async function compareTables(
  tables: readonly Table[],
  target: string,
  schema: string | null,
): Promise<readonly TargetProblem[]> {
  if (target.startsWith(SQLITE_TARGET)) {
    return explained(target, () => checkSqliteTarget(target.slice(SQLITE_TARGET.length), tables, 'append'));
  }
  const address = targetAddress(target);
  const driver = await loadDriver(address);
  return await explained(shownAddress(address), () => driver.check({ address }, { tables, schema, mode: 'append' }));
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
