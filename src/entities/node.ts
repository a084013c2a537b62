import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

import { NODE_ROLES } from './node-role.ts';

/** A process of the gateway, which says again and again that it is there. */
export const Node = defineEntity({
  name: 'Node',
  tableName: 'node',
  properties: {
    /** The one in its data folder. */
    id: p.uuid().primary(),
    /** Of its machine. */
    name: p.string().columnType('text'),
    /** Of the process: another one has another. */
    session: p.uuid(),
    /** Of the package. */
    version: p.string().columnType('text'),
    engineVersion: p.integer(),
    role: p.enum(NODE_ROLES).columnType('text'),
    threads: p.integer(),
    /** Tasks that it runs. */
    running: p.integer(),
    startedAt: p.datetime(3).defaultRaw('now()'),
    lastSeenAt: p.datetime(3).defaultRaw('now()'),
  },
});

export type Node = InferEntity<typeof Node>;
