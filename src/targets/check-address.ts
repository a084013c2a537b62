import type { Address } from './address.ts';

/** Bytes of a name of a database or a role; PostgreSQL cuts longer ones, and MySQL has one or 17 more. */
const LONGEST_NAME = 63;
/** Of the DNS. */
const LONGEST_HOST = 253;
const LONGEST_PASSWORD = 1000;

/** What is wrong with the parts of an address that came from outside, by part. Sockets of the system are not for these. */
export function checkAddress(
  address: Omit<Address, 'kind' | 'sslmode'>,
): readonly (readonly [part: keyof Address, message: string])[] {
  const { host, port, database, user, password } = address;
  const wrong: [keyof Address, string][] = [];
  if (!/^[A-Za-z0-9._:-]+$/.test(host) || host.length > LONGEST_HOST) {
    wrong.push(['host', 'expected the name of a host or an IP address, and nothing around it']);
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) wrong.push(['port', 'expected a port from 1 to 65535']);
  for (const [part, name] of [
    ['database', database],
    ['user', user],
  ] as const) {
    if (isText(name) && name !== '' && Buffer.byteLength(name) <= LONGEST_NAME) continue;
    wrong.push([part, `expected a name of 1 to ${LONGEST_NAME} bytes`]);
  }
  if (password !== null && (!isText(password) || password.length > LONGEST_PASSWORD)) {
    wrong.push(['password', `expected at most ${LONGEST_PASSWORD} characters of valid Unicode, without NUL`]);
  }
  return wrong;
}

function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
