import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Task } from './task.ts';

/** A finished file: its stored parts in order, or a single object of the store. */
export const Artifact = defineEntity({
  name: 'Artifact',
  tableName: 'artifact',
  uniques: [{ properties: ['task', 'position'] }],
  properties: {
    id: p.uuid().primary(),
    task: () => p.manyToOne(Task).deleteRule('cascade'),
    /** In the plan's files, from 0. */
    position: p.integer(),
    /** Whose rows it has; null where it has those of all, or none. */
    entity: p.string().columnType('text').nullable(),
    file: p.string().columnType('text'),
    contentType: p.string().columnType('text'),
    rows: p.float().columnType('double precision'),
    bytes: p.float().columnType('double precision'),
    /** CRC-32 of the whole file, 8 hexadecimal digits. */
    crc32: p.string().columnType('text'),
    /** Whether it is a single object. */
    whole: p.boolean().default(false),
  },
});

export type Artifact = InferEntity<typeof Artifact>;
