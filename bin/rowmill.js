#!/usr/bin/env node
import module from 'node:module';

/** Our modules name one another by path and extension: to search for hundreds of them takes a tenth of a short command. */
const resolveOurs = (specifier, context, next) =>
  specifier.startsWith('.') && specifier.endsWith('.ts')
    ? { url: new URL(specifier, context.parentURL).href, format: 'module-typescript', shortCircuit: true }
    : next(specifier, context);

if (process.features.typescript) {
  // Compiled code is kept between runs: most of a short command's time would else go into stripping types.
  module.enableCompileCache?.();
  module.registerHooks?.({ resolve: resolveOurs });
  const { main } = await import('../src/main.ts');
  await main(process.argv.slice(2));
} else {
  console.error(`error: rowmill needs Node 22.18 or later, and this is ${process.version}`);
  process.exitCode = 1;
}
