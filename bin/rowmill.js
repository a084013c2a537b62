#!/usr/bin/env node
import module from 'node:module';

if (process.features.typescript) {
  // Compiled code is kept between runs: most of a short command's time would else go into stripping types.
  module.enableCompileCache?.();
  await import('./resolve-ours.js');
  const { main } = await import('../src/main.ts');
  await main(process.argv.slice(2));
} else {
  console.error(`error: rowmill needs Node 22.18 or later, and this is ${process.version}`);
  process.exitCode = 1;
}
