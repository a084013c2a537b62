import { isIP } from 'node:net';
import { RowmillClient } from '../../client/index.ts';
import { Failure } from '../failure.ts';
import { printable } from '../print/printable.ts';
import { readKey } from './key-input.ts';
import { readStoredKeys, writeStoredKeys } from './stored-keys.ts';
import { remoteFailure } from './with-gateway.ts';

/** Checks a key, and stores it for this user. Without an address, lists what is stored. */
export async function login(url: string | undefined, { keyFile }: { readonly keyFile?: string }): Promise<void> {
  if (url === undefined) {
    listGateways();
    return;
  }
  try {
    const { url: address } = new RowmillClient({ url, key: '-' });
    if (isReadOnTheWay(address))
      process.stderr.write(`warning: ${address} is not encrypted: others may read the key\n`);
    const key = await readKey(keyFile);
    const { keyName, scopes } = await new RowmillClient({ url: address, key }).viewer();
    writeStoredKeys({ default: address, keys: { ...readStoredKeys().keys, [address]: key } });
    const may = scopes.map((scope) => scope.toLowerCase()).join(', ');
    process.stdout.write(
      `Logged in to ${address} with the key ${printable(keyName)} (${may}). It is the default gateway.\n`,
    );
  } catch (error) {
    throw remoteFailure(error);
  }
}

/** Removes a key. @param url by default the default gateway. */
export function logout(url: string | undefined): void {
  const stored = readStoredKeys();
  const chosen = url ?? stored.default;
  if (chosen === null) throw new Failure(2, 'no gateway is stored: there is nothing to log out from');
  let address: string;
  try {
    ({ url: address } = new RowmillClient({ url: chosen, key: '-' }));
  } catch (error) {
    throw remoteFailure(error);
  }
  if (!Object.hasOwn(stored.keys, address))
    throw new Failure(2, `no key of ${address} is stored: \`rowmill login\` lists the gateways`);
  const { [address]: _, ...keys } = stored.keys;
  const next = stored.default === address ? (Object.keys(keys).at(-1) ?? null) : stored.default;
  writeStoredKeys({ default: next, keys });
  const then = next === null ? '' : ` The default gateway is ${next}.`;
  process.stdout.write(
    `Logged out from ${address}. The key itself is still valid: revoke it in the gateway if it is no longer needed.${then}\n`,
  );
}

function listGateways(): void {
  const stored = readStoredKeys();
  const urls = Object.keys(stored.keys);
  if (urls.length === 0) throw new Failure(2, 'no gateway is stored: run `rowmill login URL`');
  for (const url of urls) process.stdout.write(`${url}${url === stored.default ? '  (default)' : ''}\n`);
}

/** Whether the address is neither encrypted nor on this machine. */
function isReadOnTheWay(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  const isLocal =
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
  return protocol === 'http:' && !isLocal;
}
