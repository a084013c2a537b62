import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kernelFiles, kernelModule } from '../../scripts/build-kernels.ts';

test.each(kernelFiles)('$module is what $source is compiled to', async (file) => {
  const committed = readFileSync(new URL(`../../${file.module}`, import.meta.url), 'utf8');
  expect(committed === (await kernelModule(file)), 'run npm run kernels').toBe(true);
});
