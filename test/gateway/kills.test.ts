import { expect, test } from 'vitest';
import { canKill, survive } from './kills.ts';

/** Kills the child process, then the gateway. `npm run test:faults` kills at random points, in every format and on both databases. */
const SEED = 20_261_158;

test.skipIf(!canKill)(
  'tasks survive kills of the child process and of the gateway (skipped where there is no /proc)',
  async () => {
    expect(await survive({ times: 2, seed: SEED, users: 10_000 })).toEqual(['child at 0.16', 'gateway at 0.25']);
  },
);
