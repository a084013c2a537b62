import { createElement } from 'react';
import { create } from 'react-test-renderer';
import { expect, test } from 'vitest';
import { useTask, type WatchedTask } from '../../examples/react/use-task.ts';
import { RowmillClient } from '../../src/client/index.ts';
import { openGateway, modelsRun } from '../gateway/open-gateway.ts';
import { SHOP } from '../gateway/shop.ts';

/** Mounts a component that does nothing but follow a task, and notes each state that it was rendered with. */
function mounted(client: RowmillClient, first: string | null) {
  const states: WatchedTask[] = [];
  const Follower = ({ id }: { readonly id: string | null }): null => {
    states.push(useTask(client, id));
    return null;
  };
  // States come from a socket: the test waits for them as a page does, and has nothing to act out.
  const renderer = create(createElement(Follower, { id: first }));
  return {
    states,
    show: (id: string | null) => renderer.update(createElement(Follower, { id })),
    unmount: () => renderer.unmount(),
    /** Until the last state is like that. */
    until: async (isSo: (state: WatchedTask) => boolean) =>
      await expect.poll(() => states.slice(-1).some(isSo)).toBe(true),
  };
}

test('the hook follows a task to its end, another one from its own beginning, and says what is wrong', async () => {
  await using gateway = await openGateway();
  await modelsRun(gateway);
  const client = new RowmillClient({ url: gateway.app.url, key: gateway.key });
  const project = await client.putModel({ group: 'react', name: 'shop', model: SHOP });
  const [first, second] = [await client.start({ project: project.id }), await client.start({ project: project.id })];
  const { states, show, until, unmount } = mounted(client, null);
  await until(() => true);
  expect(states).toEqual([{ task: null, error: null }]);

  show(first.id);
  await until(({ task }) => task?.status === 'COMPLETED');
  const shown = states.length;
  show(second.id);
  await until(({ task }) => task?.status === 'COMPLETED');
  // Never one moment as the other.
  for (const { task } of states.slice(shown)) expect([undefined, second.id]).toContain(task?.id);

  show('VGFzazox');
  await until(({ error }) => error !== null);
  expect(states.at(-1)).toMatchObject({ task: null, error: { code: 'NOT_FOUND' } });
  unmount();
});
