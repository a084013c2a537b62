import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { ProjectGroup } from './project-group.ts';

/** The totals of a group's completed tasks on one day (UTC). */
export const DailyUsage = defineEntity({
  name: 'DailyUsage',
  tableName: 'daily_usage',
  properties: {
    group: () => p.manyToOne(ProjectGroup).primary().deleteRule('cascade'),
    day: p.date().primary(),
    tasks: p.integer().default(0),
    rows: p.float().columnType('double precision').default(0),
    bytes: p.float().columnType('double precision').default(0),
  },
});

export type DailyUsage = InferEntity<typeof DailyUsage>;
