import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Task } from './task.ts';

/** A part that is stored, or one that has killed the child process and will be tried again. Others are in the plan only. */
export const TaskPart = defineEntity({
  name: 'TaskPart',
  tableName: 'task_part',
  properties: {
    task: () => p.manyToOne(Task).primary().deleteRule('cascade'),
    /** Position of its file in the plan, from 0. */
    file: p.integer().primary(),
    /** Position within the file, from 0. */
    number: p.integer().primary(),
    stored: p.boolean(),
    bytes: p.float().columnType('double precision'),
    /** CRC-32 of its bytes, unsigned. */
    crc32: p.float().columnType('double precision'),
    /** How often the child process died while it was being made. */
    crashes: p.integer().default(0),
  },
});

export type TaskPart = InferEntity<typeof TaskPart>;
