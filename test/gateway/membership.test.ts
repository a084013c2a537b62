import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Membership } from '../../src/nodes/index.ts';
import { openPostgres, type TestDatabase } from '../database/databases.ts';

let opened: TestDatabase;
beforeAll(async () => void (opened = await openPostgres()));
afterAll(async () => await opened.drop());

const { signal } = new AbortController();
const silent = { warn: () => undefined };

test('of nodes with different engines that start at the same moment, those of one engine are there', async () => {
  const joining = [1, 2, 1, 2].map(async (engineVersion) => {
    const self = {
      id: randomUUID(),
      session: randomUUID(),
      name: `host-${engineVersion}`,
      version: '1',
      engineVersion,
    };
    return await Membership.join(opened.database, { ...self, role: 'both', threads: 1 }, true, () => 0, silent, signal);
  });
  const outcomes = await Promise.allSettled(joining);
  const joined = outcomes.flatMap((outcome, at) =>
    outcome.status === 'fulfilled' ? [{ at, node: outcome.value }] : [],
  );
  expect(new Set(joined.map(({ at }) => at % 2)).size).toBe(1);
  expect(joined).toHaveLength(2);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(String(refused[0].reason)).toContain('of the engine');
  for (const { node } of joined) await node.leave();
});
