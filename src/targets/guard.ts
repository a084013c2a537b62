import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether an address may be connected to: one that a name led to, or an IP address that stood in place of a name. */
export type AddressRule = (address: string) => boolean;

/** Asks the system, or a test, for all addresses of a name. */
export type Resolver = (
  host: string,
  options: object,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

const ask: Resolver = (host, options, callback) => resolve(host, { ...options, all: true }, callback);

/**
 * Whether a host that is an IP address, in any spelling, is refused. Sockets connect to such a host without a look-up, so that it
 * is looked at before. A name is not refused here: `guardedLookup` looks at what it leads to.
 */
export function isRefusedLiteral(host: string, rule: AddressRule): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return (isIP(bare) !== 0 || ipaddr.isValid(bare)) && !rule(bare);
}

/**
 * Looks names up for a socket. Every address of the name must be allowed. The socket connects to what this look-up found, so that a
 * name which leads elsewhere the next time gains nothing.
 * @param refuse makes the error for a name that leads to an address which is not allowed, or to none.
 */
export function guardedLookup(rule: AddressRule, refuse: () => Error, resolver: Resolver = ask): LookupFunction {
  return (host, options, callback) => {
    resolver(host, options, (error, found) => {
      const addresses = error === null ? found : [];
      const refused = addresses.length === 0 || addresses.some(({ address }) => !rule(address));
      if (error !== null || refused) callback(error ?? refuse(), [], 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0].address, addresses[0].family);
    });
  };
}
