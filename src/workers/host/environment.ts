import module from 'node:module';

/** What Node itself may need. Anything else, above all secrets, stays with the gateway. */
const NEEDED = ['PATH', 'LD_LIBRARY_PATH', 'NODE_COMPILE_CACHE'];

/** The environment of the process that runs models; compiled code is found by a variable only. */
export function hostEnvironment(): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of NEEDED) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  const folder = module.getCompileCacheDir?.();
  return folder === undefined ? environment : { ...environment, NODE_COMPILE_CACHE: folder };
}
