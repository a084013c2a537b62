import type { Database } from '../entities/database/database.ts';
import { statement } from '../entities/queries/statement.ts';

/** Whether this node is the one that sweeps now: one of all nodes does, about once a minute. */
export async function claimSweep(database: Database): Promise<boolean> {
  const rows = await statement(
    database.fork(),
    `update installation set swept_at = now()
     where swept_at is null or swept_at not between now() - interval '50 seconds' and now() + interval '1 minute' returning id`,
  );
  return rows.length > 0;
}
