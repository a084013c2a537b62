import type { Address } from './address.ts';

/** Bytes of a name of a database or a role; PostgreSQL cuts longer ones, and MySQL has one or 17 more. */
const MAX_NAME_BYTES = 63;
/** Of the DNS. */
const MAX_HOST_LENGTH = 253;
const MAX_PASSWORD_LENGTH = 1000;

/** What is wrong with the parts of an address that came from outside, by part. Sockets of the system are not for these. */
export function checkAddress(
  address: Omit<Address, 'kind' | 'sslmode'>,
): readonly (readonly [part: keyof Address, message: string])[] {
  const { host, port, database, user, password } = address;
  const wrong: [keyof Address, string][] = [];
  if (!/^[A-Za-z0-9._:-]+$/.test(host) || host.length > MAX_HOST_LENGTH) {
    wrong.push(['host', 'expected the name of a host or an IP address, and nothing around it']);
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) wrong.push(['port', 'expected a port from 1 to 65535']);
  for (const [part, name] of [
    ['database', database],
    ['user', user],
  ] as const) {
    if (isText(name) && name !== '' && Buffer.byteLength(name) <= MAX_NAME_BYTES) continue;
    wrong.push([part, `expected a name of 1 to ${MAX_NAME_BYTES} bytes`]);
  }
  if (password !== null && (!isText(password) || password.length > MAX_PASSWORD_LENGTH)) {
    wrong.push(['password', `expected at most ${MAX_PASSWORD_LENGTH} characters of valid Unicode, without NUL`]);
  }
  return wrong;
}

function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
