import { expect, test } from 'vitest';
import { canKill, survive } from './kills.ts';

test.skipIf(!canKill)(
  'tasks survive kills at random points (skipped where there is no /proc)',
  async () => {
    expect(await survive(4, 20_261_124)).toHaveLength(4);
  },
  60_000,
);
