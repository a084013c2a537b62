import { isRefusedLiteral } from './guard.ts';
import { isAllowed, isWithin, type Networks } from './networks.ts';

const MAX_URL = 2048;
const LOOPBACK = '127.0.0.1';

/**
 * What is wrong with the URL of a receiver that came from outside; null if nothing is. Names are looked up when a webhook is sent,
 * not here. The message repeats nothing of the URL, which may hold a token.
 */
export function checkWebhookUrl(text: string, networks: Networks): string | null {
  return checkUrl(text, networks, {
    example: 'https://ci.example.com/hooks/rowmill',
    instead: 'put a token into the path or the query instead',
    setting: 'ROWMILL_WEBHOOK_NETWORKS',
  });
}

/** The same of the address of a service that stores files. Names are looked up when a file is written. */
export function checkEndpoint(text: string, networks: Networks): string | null {
  const wrong = checkUrl(text, networks, {
    example: 'https://s3.example.com',
    instead: 'send the access key and the secret key as such',
    setting: 'ROWMILL_TARGET_NETWORKS',
  });
  const { pathname, search } = URL.parse(text) ?? { pathname: '/', search: '' };
  if (wrong !== null || (pathname === '/' && search === '')) return wrong;
  return 'expected nothing after the host and the port: name the bucket and the prefix as such';
}

/** What messages about a URL say. */
interface UrlWords {
  readonly example: string;
  /** Where a password is to go. */
  readonly instead: string;
  /** Of the networks. */
  readonly setting: string;
}

function checkUrl(text: string, networks: Networks, { example, instead, setting }: UrlWords): string | null {
  if (text.length > MAX_URL) return `expected at most ${MAX_URL} characters, got ${text.length}`;
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    return `expected an absolute URL such as ${example}`;
  }
  if (url.username !== '' || url.password !== '') return `the URL has a user name or a password in it: ${instead}`;
  if (url.hash !== '') return 'the URL has a fragment (`#…`), which is never sent: remove it';
  const isPlain = url.protocol === 'http:';
  if (isPlain && networks.length === 0) return 'expected an https URL';
  const rule = isPlain ? isWithin : isAllowed;
  // A name for this machine, whatever the system's look-up makes of it (RFC 6761, 6.3).
  const host = /(^|\.)localhost\.?$/.test(url.hostname) ? LOOPBACK : url.hostname;
  if (isRefusedLiteral(host, (address) => rule(address, networks))) {
    return `the host is in a network that this gateway does not connect to: its operator can let it with ${setting}`;
  }
  return null;
}
