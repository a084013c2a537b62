import type { StoreSettings } from '../../artifacts/store.ts';
import { compileCache } from '../quick-start.ts';

/** What Node itself may need. Anything else, above all secrets, stays with the gateway. */
const NEEDED = ['PATH', 'LD_LIBRARY_PATH', 'NODE_COMPILE_CACHE'];

/** What the SDK of AWS finds credentials by, beside all that begins with AWS_. */
const OF_BUCKETS = ['HOME', 'USERPROFILE', 'HTTPS_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'];

/** Where the driver of PostgreSQL finds passwords. */
const OF_PASSWORDS = ['PGPASSWORD', 'PGPASSFILE', 'HOME', 'APPDATA'];

/**
 * The environment of the process that runs models; compiled code is found by a variable only.
 * @param store where it stores parts: in a bucket it needs what leads to the credentials.
 */
export function hostEnvironment(store: StoreSettings['kind']): Record<string, string> {
  return environmentOf((name) => store === 's3' && (OF_BUCKETS.includes(name) || name.startsWith('AWS_')));
}

/** The environment of the process that proves models, which may be asked to connect to a server. */
export function proverEnvironment(): Record<string, string> {
  return environmentOf((name) => OF_PASSWORDS.includes(name));
}

function environmentOf(isWanted: (name: string) => boolean): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && (NEEDED.includes(name) || isWanted(name))) environment[name] = value;
  }
  return { ...environment, ...compileCache() };
}
