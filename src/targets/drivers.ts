import type { Options } from '../model/index.ts';
import type { Address, DatabaseKind } from './address.ts';
import { COPY_FORMAT } from './copy-rows.ts';
import type { TargetDriver } from './driver.ts';

/** The format whose rows, without what stands around them in its files, each kind of database is sent. */
export const LOAD_FORMATS: Readonly<Record<DatabaseKind, { readonly format: string; readonly options: Options }>> = {
  postgres: { format: COPY_FORMAT, options: {} },
  mysql: { format: 'sql', options: { dialect: 'mysql' } },
};

/** The driver of a kind of database, loaded when it is first asked for. */
export async function loadDriver({ kind }: Pick<Address, 'kind'>): Promise<TargetDriver> {
  if (kind === 'mysql') return (await import('./mysql/driver.ts')).mysqlDriver;
  return (await import('./postgres-driver.ts')).postgresDriver;
}
