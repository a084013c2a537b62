import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { ProjectGroup } from './project-group.ts';

/** What the webhooks of a group are signed with. Both secrets are sealed for the group. */
export const WebhookSecret = defineEntity({
  name: 'WebhookSecret',
  tableName: 'webhook_secret',
  properties: {
    group: () => p.manyToOne(ProjectGroup).primary().deleteRule('cascade'),
    secret: p.string().columnType('text').hidden().lazy(),
    /** The one before, which signs as well for a day after the rotation; null before there was one. */
    previous: p.string().columnType('text').nullable().hidden().lazy(),
    rotatedAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

export type WebhookSecret = InferEntity<typeof WebhookSecret>;
