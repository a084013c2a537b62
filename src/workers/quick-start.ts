import module from 'node:module';
import { dirname } from 'node:path';

/** Node's options for processes and threads that load our modules, which they then find without a search, as the program itself does. */
export const RESOLVING: readonly string[] = ['--import', new URL('../../bin/resolve-ours.js', import.meta.url).href];

/** Where this process keeps compiled code, as the variable that has processes and threads do so too; nothing where it keeps none. */
export function compileCache(): { readonly NODE_COMPILE_CACHE?: string } {
  const folder = module.getCompileCacheDir?.();
  // Node appends a folder for its version.
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
