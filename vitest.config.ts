import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Folders whose tests want databases; the others need nothing that has to be started first. */
const GATEWAY = [
  'client',
  'entities',
  'projects',
  'tasks',
  'schema',
  'fronts',
  'gateway',
  'targets',
  'examples',
  'loading',
].map((room) => `test/${room}/**/*.test.ts`);

/** The form that packages and Node itself load: two forms of it do not work together. */
const ONE_GRAPHQL = { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] };

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'engine',
          include: ['test/**/*.test.ts'],
          exclude: [...GATEWAY, 'test/faults/**'],
          testTimeout: 30_000,
        },
      },
      {
        resolve: ONE_GRAPHQL,
        test: {
          name: 'gateway',
          include: GATEWAY,
          globalSetup: './test/database/global-setup.ts',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve: ONE_GRAPHQL,
        test: {
          // Faults that take minutes to survive; FAULT_SEED repeats a run. `npm test` leaves them out.
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: './test/database/global-setup.ts',
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
