/** The nodes of an installation: processes that share a database and a store. */
export { ALIVE } from './alive.ts';
export { claimSweep } from './claim-sweep.ts';
export { listNodes } from './list-nodes.ts';
export { nodeTasks } from './node-tasks.ts';
export { Membership, type Member } from './membership.ts';
export { ServerHints } from './server-hints.ts';
