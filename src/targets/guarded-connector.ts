import type { buildConnector } from 'undici';
import { TargetFailure } from './failure.ts';
import { type AddressRule, guardedLookup, isRefusedLiteral, type Resolver } from './guard.ts';
import { isAllowed, isWithin, type Networks } from './networks.ts';

/** Milliseconds. */
const CONNECT_TIMEOUT = 10_000;

/**
 * Connects undici to public addresses, over TLS only, and to these networks, with or without TLS.
 *
 * undici calls `lookup` for names only: an IP address never reaches it, so that such a host is looked at before.
 * @param resolver in place of the system's.
 */
export async function guardedConnector(networks: Networks, resolver?: Resolver): Promise<buildConnector.connector> {
  // It takes longer to load than all else of a start, and most processes that enter this room never need it.
  const undici = await import('undici');
  const guarded = (rule: AddressRule): buildConnector.connector => {
    const connect = undici.buildConnector({
      lookup: guardedLookup(rule, notAllowed, resolver),
      timeout: CONNECT_TIMEOUT,
      allowH2: false,
    });
    return (options, callback) => {
      if (isRefusedLiteral(options.hostname, rule)) callback(notAllowed(), null);
      else connect(options, callback);
    };
  };
  const encrypted = guarded((address) => isAllowed(address, networks));
  const plain = guarded((address) => isWithin(address, networks));
  return (options, callback) => (options.protocol === 'https:' ? encrypted : plain)(options, callback);
}

function notAllowed(): TargetFailure {
  return new TargetFailure(
    'ADDRESS_NOT_ALLOWED',
    'the receiver is in a network that this gateway does not connect to: ROWMILL_WEBHOOK_NETWORKS lets it',
  );
}
