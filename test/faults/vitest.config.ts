import { defineConfig } from 'vitest/config';

/** Faults that take minutes to survive: `npm run test:faults`. FAULT_SEED repeats a run. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/faults/*.fault.ts'],
    globalSetup: './test/database/global-setup.ts',
    reporters: ['verbose', './test/closing-line.ts'],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
});
