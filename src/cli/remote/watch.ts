import { type FollowOptions, follow } from './follow.ts';
import { withGateway } from './with-gateway.ts';

/** Follows a task to its end. */
export async function watch(task: string, options: FollowOptions & { readonly gateway?: string }): Promise<void> {
  await withGateway(options.gateway, async (client) => {
    // A gateway that cannot be reached, or a wrong ID, is told at once.
    const { id } = await client.task(task);
    await follow(client, id, options);
  });
}
