import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Folders whose tests want databases; the others need nothing that has to be started first. */
const GATEWAY = ['entities', 'projects', 'tasks', 'schema', 'fronts', 'gateway', 'examples'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'engine',
          include: ['test/**/*.test.ts'],
          exclude: GATEWAY,
          testTimeout: 30_000,
        },
      },
      {
        // The form that packages and Node itself load: two forms of it do not work together.
        resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
        test: {
          name: 'gateway',
          include: GATEWAY,
          globalSetup: './test/database/global-setup.ts',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
