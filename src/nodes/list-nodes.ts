import type { Call } from '../call.ts';
import { Node } from '../entities/node.ts';
import { verb } from '../verb.ts';

/** Nodes that are listed at most. */
const MAX_NODES = 1000;

/** The nodes that were there within the last day, the oldest first. */
export const listNodes = verb('admin', async ({ em }: Call): Promise<Node[]> => {
  return await em.find(Node, {}, { orderBy: { startedAt: 'asc', id: 'asc' }, limit: MAX_NODES });
});
