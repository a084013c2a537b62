import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Task } from './task.ts';

/** Consecutive parts of one file of a task that several nodes make, and that are not all stored yet. */
export const Slice = defineEntity({
  name: 'Slice',
  tableName: 'slice',
  indexes: [{ properties: ['node', 'crashes'] }],
  properties: {
    task: () => p.manyToOne(Task).primary().deleteRule('cascade'),
    /** Position among all slices of the task, from 0. */
    number: p.integer().primary(),
    /** Position of its file in the plan, from 0. */
    file: p.integer(),
    /** Position of its first part within the file, from 0. */
    first: p.integer(),
    parts: p.integer(),
    /** Whether its part describes all others of the file, and needs them. */
    closes: p.boolean(),
    /** ID of the node that makes it; null while nobody does. */
    node: p.uuid().nullable(),
    /** How often a process died while it made the slice. */
    crashes: p.integer().default(0),
  },
});

export type Slice = InferEntity<typeof Slice>;
