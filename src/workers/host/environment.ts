import { compileCache } from '../quick-start.ts';

/** What Node itself may need. Anything else, above all secrets, stays with the gateway. */
const NEEDED = ['PATH', 'LD_LIBRARY_PATH', 'NODE_COMPILE_CACHE'];

/** The environment of the process that runs models; compiled code is found by a variable only. */
export function hostEnvironment(): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of NEEDED) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...compileCache() };
}
