import { compileCache, RESOLVING } from '../quick-start.ts';

/**
 * What threads need in order to start as fast as the program itself does: where its compiled code is kept, and how modules are found.
 * A thread inherits the options that Node was started with unless it is given any, and refuses some of them, as those of the heap:
 * where there are any, it searches for modules instead.
 */
export function threadOptions(): { env: Record<string, string>; execArgv?: string[] } {
  const environment = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    env: { ...Object.fromEntries(environment), ...compileCache() },
    ...(process.execArgv.length === 0 ? { execArgv: [...RESOLVING] } : {}),
  };
}
