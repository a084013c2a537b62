import type { Node as NodeRow } from '../entities/node.ts';
import type { NodeRole } from '../entities/node-role.ts';
import { listNodes, nodeTasks } from '../nodes/index.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { Task } from './refs.ts';

const WorkerRole = builder.enumType('WorkerRole', {
  description: 'The part of the work that a node does.',
  values: {
    API: { value: 'api', description: 'Answers clients and leaves tasks to other nodes.' },
    WORKER: { value: 'worker', description: 'Runs tasks and does not answer clients.' },
    BOTH: { value: 'both', description: 'Answers clients and runs tasks.' },
  } as const satisfies Readonly<Record<string, { readonly value: NodeRole; readonly description: string }>>,
});

const Worker = builder.objectRef<NodeRow>('Worker').implement({
  description: 'A node of the gateway: a process that shares the database and the store with the other nodes.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the machine.' }),
    version: t.exposeString('version', { description: 'The version of rowmill.' }),
    role: t.expose('role', { type: WorkerRole, description: 'The part of the work that the node does.' }),
    threads: t.exposeInt('threads', { description: 'The number of threads that generate rows.' }),
    running: t.exposeInt('running', {
      description: 'The number of tasks that the node runs or makes slices of, as of its last sign of life.',
    }),
    tasks: t.field({
      type: [Task],
      description:
        'The tasks that the node runs now, or makes slices of, from the oldest to the newest; at most 100. Several nodes can run one large task.',
      complexity: { field: 5, multiplier: 5 },
      resolve: async ({ id }, _args, context) => {
        const read = async (nodes: readonly string[]) => await nodeTasks(callOf(context), nodes);
        return [...((await context.loaders.load('tasks of nodes', id, read)) ?? [])];
      },
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'The time at which the node started.' }),
    lastSeenAt: t.expose('lastSeenAt', {
      type: 'DateTime',
      description:
        'The time of the last sign of life, which comes every five seconds. A node that stops is no longer listed; one that died is, for a day.',
    }),
  }),
});

builder.queryField('workers', (t) =>
  t.field({
    type: [Worker],
    description: 'The nodes of the gateway, from the oldest to the newest. Requires the `admin` scope.',
    authScopes: { admin: true },
    complexity: { field: 10, multiplier: 10 },
    resolve: async (_root, _args, context) => await listNodes(callOf(context)),
  }),
);
