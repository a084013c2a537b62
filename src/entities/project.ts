import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { ProjectGroup } from './project-group.ts';

/** Holds one model. Others say database. */
export const Project = defineEntity({
  name: 'Project',
  tableName: 'project',
  uniques: [{ properties: ['group', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    group: () => p.manyToOne(ProjectGroup).deleteRule('cascade'),
    name: p.string().columnType('text'),
    /** Number of the revision in effect, from 1. */
    revision: p.integer(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

export type Project = InferEntity<typeof Project>;
