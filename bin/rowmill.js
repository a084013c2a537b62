#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

/** A clone has them; a package has what was made of them. */
const sources = new URL('../src/main.ts', import.meta.url);

if (process.features.typescript) {
  // Compiled code is kept between runs: most of a short command's time would else go into stripping types.
  module.enableCompileCache?.();
  await import('./resolve-ours.js');
  const { main } = await import(existsSync(sources) ? sources.href : '../dist/main.js');
  await main(process.argv.slice(2));
} else {
  console.error(`error: rowmill needs Node 22.18 or later, and this is ${process.version}`);
  process.exitCode = 1;
}
