import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A namespace of projects, such as a team's. Others say workspace. */
export const ProjectGroup = defineEntity({
  name: 'ProjectGroup',
  tableName: 'project_group',
  properties: {
    id: p.uuid().primary(),
    name: p.string().columnType('text').unique(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

export type ProjectGroup = InferEntity<typeof ProjectGroup>;
