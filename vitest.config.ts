import module from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Most of what a process takes to start is to strip types and to compile. The workers of the tests, and the processes that tests start,
// keep what it came to where the program itself keeps it.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');
module.enableCompileCache(process.env['NODE_COMPILE_CACHE']);

/** Folders whose tests want databases; the others need nothing that has to be started first. */
const GATEWAY = [
  'client',
  'entities',
  'databases',
  'projects',
  'tasks',
  'schema',
  'fronts',
  'gateway',
  'targets',
  'examples',
  'loading',
  'webhooks',
].map((room) => `test/${room}/**/*.test.ts`);

/** The form that packages and Node itself load: two forms of it do not work together. */
const ONE_GRAPHQL = { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] };

/**
 * Milliseconds for a test, a hook, or what `expect.poll` waits for: far above what any of them takes, so that a busy machine fails
 * none of them.
 */
const PATIENCE = { testTimeout: 240_000, hookTimeout: 240_000, expect: { poll: { timeout: 60_000 } } };

/**
 * A worker keeps the modules that it has loaded, and what V8 has compiled of them and of the embedded database, for all its files:
 * tests leave no state in modules.
 */
const SHARED = { isolate: false, setupFiles: './test/end-with-vitest.ts' };

export default defineConfig({
  test: {
    // Tests wait for child processes and databases: one more than two cores have work for. Vitest would take one less than there are.
    maxWorkers: Math.max(3, availableParallelism()),
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'engine',
          include: ['test/**/*.test.ts'],
          exclude: [...GATEWAY, 'test/faults/**'],
          ...SHARED,
          ...PATIENCE,
        },
      },
      {
        resolve: ONE_GRAPHQL,
        test: {
          name: 'gateway',
          include: GATEWAY,
          globalSetup: './test/database/global-setup.ts',
          ...SHARED,
          ...PATIENCE,
        },
      },
      {
        resolve: ONE_GRAPHQL,
        test: {
          // Faults that take minutes to survive; FAULT_SEED repeats a run. `npm test` leaves them out.
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: './test/database/global-setup.ts',
          ...PATIENCE,
          // Each has the whole machine; a group of its own may have a number of workers of its own.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 3_600_000,
        },
      },
    ],
  },
});
