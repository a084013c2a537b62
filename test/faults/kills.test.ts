import { describe, expect, test } from 'vitest';
import { formatNames } from '../../src/formats/index.ts';
import { canKill, survive } from './kills.ts';
import { places } from '../gateway/places.ts';

const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
/** In all; shared out to both databases, to csv with several tasks at once, and to every format. */
const KILLS = Number(process.env.FAULT_KILLS ?? 48);
/** A quarter of them are of several tasks at once. */
const TOGETHER = Math.ceil(KILLS / 4 / places.length);
const OF_A_FORMAT = Math.ceil((KILLS * 3) / 4 / places.length / formatNames.length);
const USERS = 20_000;

describe.skipIf(!canKill)(`${KILLS} kills at random points, seed ${seed} (skipped where there is no /proc)`, () => {
  describe.each(places)('on $name', ({ open }) => {
    test('of several tasks at once', async () => {
      const { environment, drop } = await open();
      try {
        const kills = { times: TOGETHER, seed, environment, tasks: 3, users: USERS };
        expect(await survive(kills)).toHaveLength(TOGETHER);
      } finally {
        await drop();
      }
    });

    test.each(formatNames.map((format, at) => ({ format, at })))('of a task in $format', async ({ format, at }) => {
      const { environment, drop } = await open();
      try {
        const kills = { times: OF_A_FORMAT, seed: seed + 1 + at, environment, format, users: USERS };
        expect(await survive(kills)).toHaveLength(OF_A_FORMAT);
      } finally {
        await drop();
      }
    });
  });
});
