import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { ProjectGroup } from './project-group.ts';

/** The saved address of a database that rows are loaded into. */
export const Connection = defineEntity({
  name: 'Connection',
  tableName: 'connection',
  uniques: [{ properties: ['group', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    group: () => p.manyToOne(ProjectGroup).deleteRule('cascade'),
    name: p.string().columnType('text'),
    /** Of the server, `postgres` or `mysql`; never changed. */
    kind: p.string().columnType('text').default('postgres'),
    host: p.string().columnType('text'),
    port: p.integer(),
    database: p.string().columnType('text'),
    user: p.string().columnType('text'),
    /** In the words of libpq. */
    sslmode: p.string().columnType('text'),
    /** Sealed, for this record. */
    password: p.string().columnType('text').hidden().lazy(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

export type Connection = InferEntity<typeof Connection>;
