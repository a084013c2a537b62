import module from 'node:module';

const resolver = new URL('../../../bin/resolve-ours.js', import.meta.url).href;

/** What threads need in order to start as fast as the program itself does: where its compiled code is kept, and how modules are found. */
export function threadOptions(): { env: Record<string, string>; execArgv: string[] } {
  const environment = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const folder = module.getCompileCacheDir?.();
  return {
    env: { ...Object.fromEntries(environment), ...(folder === undefined ? {} : { NODE_COMPILE_CACHE: folder }) },
    execArgv: [...process.execArgv, '--import', resolver],
  };
}
