import type { StoreSettings } from '../../artifacts/store.ts';
import { compileCache } from '../quick-start.ts';

/** What Node itself may need. Anything else, above all secrets, stays with the gateway. */
const NEEDED = ['PATH', 'LD_LIBRARY_PATH', 'NODE_COMPILE_CACHE'];

/** What the SDK of AWS finds credentials by, beside all that begins with AWS_. */
const OF_BUCKETS = ['HOME', 'USERPROFILE', 'HTTPS_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'];

/**
 * The environment of the process that runs models; compiled code is found by a variable only.
 * @param store where it stores parts: in a bucket it needs what leads to the credentials.
 */
export function hostEnvironment(store: StoreSettings['kind']): Record<string, string> {
  const environment: Record<string, string> = {};
  const isNeeded = (name: string): boolean =>
    NEEDED.includes(name) || (store === 's3' && (OF_BUCKETS.includes(name) || name.startsWith('AWS_')));
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && isNeeded(name)) environment[name] = value;
  }
  return { ...environment, ...compileCache() };
}
