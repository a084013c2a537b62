import { isRefusedLiteral } from './guard.ts';
import { isAllowed, isWithin, type Networks } from './networks.ts';

const MAX_URL = 2048;
const LOOPBACK = '127.0.0.1';

/**
 * What is wrong with the URL of a receiver that came from outside; null if nothing is. Names are looked up when a webhook is sent,
 * not here. The message repeats nothing of the URL, which may hold a token.
 */
export function checkWebhookUrl(text: string, networks: Networks): string | null {
  if (text.length > MAX_URL) return `expected at most ${MAX_URL} characters, got ${text.length}`;
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    return 'expected an absolute URL such as https://ci.example.com/hooks/rowmill';
  }
  if (url.username !== '' || url.password !== '') {
    return 'the URL has a user name or a password in it: put a token into the path or the query instead';
  }
  if (url.hash !== '') return 'the URL has a fragment (`#…`), which is never sent: remove it';
  const isPlain = url.protocol === 'http:';
  if (isPlain && networks.length === 0) return 'expected an https URL';
  const rule = isPlain ? isWithin : isAllowed;
  // A name for this machine, whatever the system's look-up makes of it (RFC 6761, 6.3).
  const host = /(^|\.)localhost\.?$/.test(url.hostname) ? LOOPBACK : url.hostname;
  if (isRefusedLiteral(host, (address) => rule(address, networks))) {
    return 'the host is in a network that this gateway does not connect to: its operator can let it with ROWMILL_WEBHOOK_NETWORKS';
  }
  return null;
}
