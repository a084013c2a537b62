import { type Address, parseAddress, TargetFailure } from '../targets/index.ts';

/** Where a database is. */
export type DatabaseAddress =
  | { readonly kind: 'postgresql' | 'mysql'; readonly address: Address }
  | { readonly kind: 'sqlite'; readonly path: string };

const ADDRESSES = 'postgres://user@host/database, mysql://user@host/database or sqlite:PATH';

/**
 * The address of a database: `postgres://user@host/database`, `mysql://…`, `mariadb://…` or `sqlite:PATH`. Throws a
 * TargetFailure, which repeats nothing of the text, if it is none.
 */
export function databaseAddress(text: string): DatabaseAddress {
  const [, scheme, rest] = /^([a-z]+):(.*)$/is.exec(text) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'postgres':
    case 'postgresql':
      return { kind: 'postgresql', address: parseAddress(text) };
    case 'mysql':
    case 'mariadb':
      return { kind: 'mysql', address: parseAddress(text) };
    case 'sqlite': {
      const path = rest.replace(/^\/\//, '');
      if (path === '') throw new TargetFailure('ADDRESS_INVALID', 'expected sqlite:PATH');
      return { kind: 'sqlite', path };
    }
    default:
      throw new TargetFailure('ADDRESS_INVALID', `expected ${ADDRESSES}`);
  }
}
