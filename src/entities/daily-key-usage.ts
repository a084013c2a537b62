import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** The rows of the finished tasks that a key started, on one day (UTC). It outlives the projects that they were generated from. */
export const DailyKeyUsage = defineEntity({
  name: 'DailyKeyUsage',
  tableName: 'daily_key_usage',
  properties: {
    /** Row id of the key. */
    apiKey: p.uuid().primary(),
    day: p.date().primary(),
    rows: p.float().columnType('double precision').default(0),
  },
});

export type DailyKeyUsage = InferEntity<typeof DailyKeyUsage>;
