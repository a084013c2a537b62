import ipaddr from 'ipaddr.js';

/** Ranges of addresses, such as `10.0.0.0/8`, that may be connected to beside the public ones. As `parseNetworks` answers them. */
export type Networks = readonly string[];

/** What IANA has given out of the addresses of IPv6 for the public (RFC 4291, 2.4). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** The ranges; null where one of them is none. */
export function parseNetworks(texts: readonly string[]): Networks | null {
  return texts.every((text) => ipaddr.isValidCIDR(text)) ? texts : null;
}

/** Whether an address is a public one, or in one of the networks. An address of IPv4 in IPv6's clothes counts as what it is. */
export function isAllowed(text: string, networks: Networks): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  const isPublic = address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST));
  return isPublic || isWithin(text, networks);
}

/** Whether an address is in one of the networks. */
export function isWithin(text: string, networks: Networks): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return networks.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(range);
    return network.kind() === address.kind() && address.match(network, bits);
  });
}
