/** What a node does: answers clients, runs tasks, or both. */
export const NODE_ROLES = ['api', 'worker', 'both'] as const;
export type NodeRole = (typeof NODE_ROLES)[number];
