import { type Address, parseAddress, TargetFailure } from '../../targets/index.ts';
import { Failure } from '../failure.ts';

/** The address of a database in an argument; its password may be in the environment, where the driver of PostgreSQL finds its own. */
export function targetAddress(target: string): Address {
  try {
    const address = parseAddress(target);
    const { MYSQL_PWD } = process.env;
    return address.kind === 'mysql' ? { ...address, password: address.password ?? MYSQL_PWD ?? null } : address;
  } catch (error) {
    if (!(error instanceof TargetFailure)) throw error;
    const other = /^(postgres(ql)?|mysql|mariadb):/.test(target) ? '' : ', or sqlite:PATH';
    throw new Failure(2, `--target: ${error.message}${other}`);
  }
}
