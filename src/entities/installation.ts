import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** One row: the ID that the database and the data folders of its nodes have in common. */
export const Installation = defineEntity({
  name: 'Installation',
  tableName: 'installation',
  properties: {
    id: p.uuid().primary(),
  },
});

export type Installation = InferEntity<typeof Installation>;
