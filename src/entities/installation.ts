import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** One row: the ID that the database and the data folders of its nodes have in common. */
export const Installation = defineEntity({
  name: 'Installation',
  tableName: 'installation',
  properties: {
    id: p.uuid().primary(),
    /** When a node last removed what nobody may have any more; null before. */
    sweptAt: p.datetime(3).nullable(),
  },
});

export type Installation = InferEntity<typeof Installation>;
